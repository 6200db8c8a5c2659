"""A run as a table, as JSON, and as the reference in the handbook's own pages."""

import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from tests.bench.measure import Ratio, Run
from tests.bench.plot import plot

NAMES = {
    "plain": "written tree, no hook (a)",
    "ours": "ours, cold (b)",
    "warm": "ours, one seed edited",
    "stock": "written tree, stock Material, pruned",
    "plugins": "Material, bibtex and ezglossary (c)",
    "compiler": "compiler alone, with its start",
}
_BEGIN, _END = "## The reference run { #reference }\n", "\n## "


@dataclass(frozen=True)
class Compiling:
    """Seconds of the compiler alone, without its start, by the wall and by the processors: its best round."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Sized:
    """What was measured at one size; sizes in bytes, times in seconds."""

    pages: int
    runs: Mapping[str, Run]
    ratios: Mapping[str, Ratio]
    """``b / a``, ``c / b``, ``warm / b``, ``stock / b``."""
    output: Mapping[str, int]
    compiler: Compiling
    largest_page: int
    largest_menu: int
    largest_list: int
    """The largest page of the bibliography and the glossary."""
    index: int
    first_result: float
    served: float
    """From a saved seed to its page under `make serve`."""


@dataclass(frozen=True)
class Report:
    """A whole run."""

    sized: tuple[Sized, ...]
    real: Mapping[str, Run]


def growth(report: Report) -> Iterator[tuple[int, int, float]]:
    """From which size to which, and how many times the processor time of a cold build of ours, from 100 pages on."""
    at = [s for s in report.sized if s.pages >= 100]
    for one, other in pairwise(at):
        yield one.pages, other.pages, other.runs["ours"].cpu / one.runs["ours"].cpu


def as_table(report: Report) -> str:
    """Everything, as Markdown tables."""
    lines = ["| pages | build | wall, s | CPU, s | memory, MB | site, MB |", "| ---: | --- | ---: | ---: | ---: | ---: |"]
    for s in report.sized:
        for name, run in s.runs.items():
            out = f"{s.output[name] / 1e6:.1f}" if name in s.output else "–"
            lines.append(f"| {s.pages:,} | {NAMES[name]} | {run.wall:.2f} | {run.cpu:.2f} | {run.memory:.0f} | {out} |")
    names = list(dict.fromkeys(name for s in report.sized for name in s.ratios))
    lines += ["", "Ratios by the wall and, in brackets, by the processors:", ""]
    lines += [f"| pages | {' | '.join(names)} | compiler, ms a page |", f"| ---: |{' ---: |' * (len(names) + 1)}"]
    for s in report.sized:
        given = " | ".join(str(s.ratios.get(name, "–")) for name in names)
        wall, cpu = 1000 * s.compiler.wall / s.pages, 1000 * s.compiler.cpu / s.pages
        lines.append(f"| {s.pages:,} | {given} | {wall:.2f} ({cpu:.2f}) |")
    lines += [
        "",
        "| pages | largest page, kB | its menu at most, kB | largest list, kB | search index, kB | first result, s | edit served, s |",
    ]
    lines += [f"|{' ---: |' * 7}"]
    for s in report.sized:
        sizes = " | ".join(f"{n / 1000:.0f}" for n in (s.largest_page, s.largest_menu, s.largest_list, s.index))
        lines.append(f"| {s.pages:,} | {sizes} | {s.first_result:.2f} | {s.served:.2f} |")
    grown = "; ".join(f"from {one:,} to {other:,} pages {times:.1f} times" for one, other, times in growth(report))
    beyond = report.real["handbook check"].wall - report.real["mkdocs --version"].wall
    lines += ["", f"Growth of our cold build, by the processors: {grown}.", ""] if grown else [""]
    lines += [
        f"The real handbook: `mkdocs build` {report.real['mkdocs build'].wall:.2f} s, "
        f"`handbook check` {beyond:.2f} s beyond `mkdocs --version`."
    ]
    return "\n".join(lines)


def as_json(report: Report) -> dict[str, object]:
    """Everything, as data."""
    return {**asdict(report), "growth": [list(g) for g in growth(report)], "machine": machine()}


def machine() -> str:
    """What a reader must know of the machine."""
    import os

    programs = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "markdown"))
    return f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}, {programs}"


def keep_reference(report: Report, docs: Path) -> None:
    """Writes the run into the page on performance, and its plot beside the other assets."""
    page = docs / "about" / "performance.md"
    text = page.read_text("utf-8")
    start = text.index(_BEGIN) + len(_BEGIN)
    end = text.find(_END, start)
    times = {
        s.pages: {name: s.runs[name].wall for name in ("plugins", "stock", "plain", "ours", "warm") if name in s.runs}
        for s in report.sized
    }
    (docs / "assets" / "performance.svg").write_text(plot(times, NAMES), "utf-8")
    picture = "![Seconds of each build by number of pages; the table below has the figures.](../assets/performance.svg)"
    made = f"\n{machine()}.\n\n{picture}\n\n{as_table(report)}\n"
    page.write_text(text[:start] + made + (text[end:] if end >= 0 else ""), "utf-8")
