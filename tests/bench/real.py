"""How long things take, measured in one run, in turn, as whole processes: ``make bench``.

Compares two things at a time and prints medians and ratios; it asserts nothing.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
MKDOCS = [sys.executable, "-m", "mkdocs"]
HANDBOOK = [sys.executable, "-m", "handbook"]


@dataclass(frozen=True)
class Run:
    """One process: seconds by the wall and by the processor."""

    wall: float
    cpu: float


def timed(command: list[str], cwd: Path) -> Run:
    """Runs a command to its end. Raises CalledProcessError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, capture_output=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def in_turn(commands: dict[str, tuple[list[str], Path]], rounds: int) -> dict[str, list[Run]]:
    """Each command once a round, after one round that is not counted."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for n in range(rounds + 1):
        for name, (command, cwd) in commands.items():
            run = timed(command, cwd)
            if n:
                runs[name].append(run)
    return runs


def first_result(site: Path, rounds: int) -> float:
    """Seconds from opening the search to its first result, from a folder, in a real browser: the median."""
    from playwright.sync_api import sync_playwright

    from tests.site.browser import FLAGS, provide

    seconds = []
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=provide(), args=FLAGS)
        for _ in range(rounds):
            page = browser.new_page()
            page.goto((site / "index.html").as_uri())
            start = time.perf_counter()
            page.locator(".hb-search-open:visible").first.click()
            page.keyboard.type("lemtrada")
            page.locator("dialog[open] .hb-search-results a").first.wait_for()
            seconds.append(time.perf_counter() - start)
            page.close()
        browser.close()
    return statistics.median(seconds)


def main() -> int:
    """Measures and prints a table and, with ``--json``, the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the figures here")
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        tree = top / "tree"
        timed([*HANDBOOK, "write", str(tree)], ROOT)
        runs = in_turn(
            {
                "mkdocs --version": ([*MKDOCS, "--version"], ROOT),
                "handbook check": ([*HANDBOOK, "check", "--no-warnings"], ROOT),
                "plain mkdocs build": ([*MKDOCS, "build", "--site-dir", str(top / "plain")], tree),
                "mkdocs build with the hook": ([*MKDOCS, "build", "--site-dir", str(top / "ours")], ROOT),
            },
            a.rounds,
        )
        pages = sum(1 for _ in (top / "ours").rglob("*.html"))
        index = top / "ours" / "assets" / "search-index.js"
        search = first_result(top / "ours", a.rounds)
        size = index.stat().st_size if index.exists() else 0
    median = {name: Run(statistics.median(r.wall for r in rs), statistics.median(r.cpu for r in rs)) for name, rs in runs.items()}
    for name, run in median.items():
        print(f"{name:<28} wall {run.wall:7.3f} s   cpu {run.cpu:7.3f} s")
    ratio = statistics.median(
        ours.wall / plain.wall for ours, plain in zip(runs["mkdocs build with the hook"], runs["plain mkdocs build"], strict=True)
    )
    beyond = median["handbook check"].wall - median["mkdocs --version"].wall
    print(
        f"{pages} pages; the hook adds {100 * (ratio - 1):.0f} %; `check` takes {beyond:+.2f} s beyond `mkdocs --version`; search index {size / 1000:.0f} kB, first result after {search:.2f} s"
    )
    if a.json:
        figures = {name: {"wall": run.wall, "cpu": run.cpu} for name, run in median.items()}
        a.json.write_text(json.dumps({"pages": pages, "ratio": ratio, **figures}, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
