"""How long builds take and what they need, at any size, beside plain and usual ones: ``make bench``.

Whole processes, in turn, in one run. Prints a table and, with ``--json``, the figures; it asserts nothing. ``--reference``
writes the run into ``docs/about/performance.md``.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from functools import partial
from itertools import count
from pathlib import Path

from tests.bench.generator import Sample, sample, write_project
from tests.bench.measure import Command, Run, in_turn, median, ratio, size
from tests.bench.report import Compiling, Report, Sized, as_json, as_table, keep_reference
from tests.bench.rivals import fresh, write_plugins, write_stock
from tests.bench.search import first_result
from tests.bench.serve import edit_to_seen

ROOT = Path(__file__).parent.parent.parent
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
OURS = (sys.executable, "-m", "handbook", "site")
RIVALS = ROOT / ".cache" / "bench" / "bin" / "python"
SIZES = (40, 100, 1000)
LARGE = 5000


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="pages (default: 40 100 1000)")
    parser.add_argument("--large", action="store_true", help="5000 pages too; takes a while")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--reference", action="store_true", help="write this run into docs/about/performance.md")
    a = parser.parse_args()
    sized = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for pages in (*a.sizes, *((LARGE,) if a.large else ())):
            print(f"{pages} pages …", file=sys.stderr, flush=True)
            sized.append(measured(sample(pages), pages, Path(folder) / str(pages), a.rounds if pages <= 1000 else 1))
        real = own(Path(folder), a.rounds)
    report = Report(tuple(sized), real)
    print(as_table(report))
    if a.json:
        a.json.write_text(json.dumps(as_json(report), indent=2) + "\n", "utf-8")
    if a.reference:
        keep_reference(report, ROOT / "docs")
    return 0


def measured(made: Sample, pages: int, top: Path, rounds: int) -> Sized:
    """One size: every build in turn, then what lies in the sites."""
    project, tree, stock, plugins = top / "ours", top / "tree", top / "stock", top / "plugins"
    write_project(made, project)
    subprocess.run([sys.executable, "-m", "handbook", "write", "--root", str(project), str(tree)], check=True, capture_output=True)
    write_stock(tree, stock)
    commands = {
        "plain": Command(MKDOCS, tree, partial(fresh, tree / "site")),
        "ours": Command(OURS, project, partial(fresh, project / "site", project / ".cache")),
        "warm": Command(OURS, project, partial(_edited, project)),
        "stock": Command(MKDOCS, stock, partial(fresh, stock / "site")),
        "compiler": Command((sys.executable, "-m", "tests.bench.compiler", str(project)), ROOT),
    }
    if RIVALS.exists():
        write_plugins(made, plugins)
        commands["plugins"] = Command((str(RIVALS), *MKDOCS[1:]), plugins, partial(fresh, plugins / "site"))
    runs = in_turn(commands, rounds)
    site = project / "site"
    html = {p: p.stat().st_size for p in site.rglob("*.html")}
    lists = [n for p, n in html.items() if {"bibliography", "glossary"} & {p.stem, p.parent.name}]
    menus = [len(text.partition('<nav id="hb-nav"')[2].partition("</nav>")[0]) for text in (p.read_text("utf-8") for p in html)]
    topics = [n for p, n in html.items() if p.parent.name.startswith("topic-") and p.stem != "index"]
    index = site / "assets" / "search-index.js"
    words = map("Word{}.".format, count())
    edited_page = f"{made.topics[1][1][-1].path}.html"
    return Sized(
        pages,
        {name: median(rs) for name, rs in runs.items()},
        {
            "b / a": ratio(runs["ours"], runs["plain"]),
            **({"c / b": ratio(runs["plugins"], runs["ours"])} if "plugins" in runs else {}),
            "warm / b": ratio(runs["warm"], runs["ours"]),
            "stock / b": ratio(runs["stock"], runs["ours"]),
        },
        {name: size(commands[name].folder / "site") for name in commands if name not in ("compiler", "warm")},
        min((compiled(project) for _ in range(rounds)), key=lambda c: c.wall),
        max(topics),
        max(menus),
        max(lists),
        index.stat().st_size,
        first_result(site, made.terms[0][1], rounds),
        edit_to_seen(project, edited_page, lambda: _edited(project, next(words)), max(rounds, 3)),
    )


def own(top: Path, rounds: int) -> dict[str, Run]:
    """The real handbook: what its authors wait for."""
    words = (sys.executable, "-m", "handbook", "check", "--no-warnings")
    commands = {
        "mkdocs --version": Command((sys.executable, "-m", "mkdocs", "--version"), ROOT),
        "handbook check": Command(words, ROOT),
        "mkdocs build": Command((*MKDOCS, "--site-dir", str(top / "site")), ROOT),
    }
    return {name: median(runs) for name, runs in in_turn(commands, max(rounds, 3)).items()}


def compiled(project: Path) -> Compiling:
    """What the compiler itself takes, from files to pages."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.bench.compiler", str(project)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return Compiling(**json.loads(said.stdout))


def _edited(project: Path, word: str = "More.") -> str:
    """Another word in the last section of one seed."""
    seed = project / "seeds" / "topic-1.md"
    text = seed.read_text("utf-8")
    seed.write_text(f"{text.rstrip()} {word}\n", "utf-8")
    return word


if __name__ == "__main__":
    sys.exit(main())
