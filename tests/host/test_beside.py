"""Pages that another processor draws ahead are the same pages, whatever becomes of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.host.drawn import Drawn
from handbook.write.beside import Beside
from tests.bench.generator import sample, write_project

needs_two = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="one processor, or a system that does not copy processes"
)


def page(n: int) -> Drawn:
    """What drawing gives."""
    return Drawn(f"<p>{n}</p>", [["Title", "id", 1, []]], None, ["id"], {})


def drawn(work: dict[str, Callable[[], Drawn | None]]) -> dict[str, Drawn | None]:
    """What comes of asking for every page in order."""
    ahead = Beside(work, len(work) > 50)
    try:
        return {path: ahead.get(path) for path in work}
    finally:
        ahead.close()


@needs_two
def test_what_was_drawn_ahead_is_what_would_be_drawn_here() -> None:
    """A page comes as it was drawn, or does not come."""
    found = drawn({str(n): lambda n=n: page(n) for n in range(200)})  # type: ignore[misc]
    assert all(d in (None, page(int(n))) for n, d in found.items())


LAST_FIRST = """
import sys, time
from pathlib import Path
from handbook.write.beside import Beside

begun = Path(sys.argv[1], "begun")

def last():
    begun.touch()
    return "made there"

ahead = Beside({"first": lambda: "first", "last": last})
for _ in range(600):
    if begun.exists():
        break
    time.sleep(0.05)
print(ahead.get("last"))
ahead.close()
"""
"""A process of its own: in one that has threads, as a worker of the tests has, nothing is copied."""


@needs_two
def test_the_last_page_is_begun_first(tmp_path: Path) -> None:
    """What the other process has begun comes from it."""
    run = subprocess.run([sys.executable, "-c", LAST_FIRST, str(tmp_path)], check=True, capture_output=True, text=True)
    assert "made there\n" == run.stdout


WRONG = """
import os, resource, signal, sys, time
from handbook.write.beside import Beside

def full():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    return "x" * 2000

ahead = Beside({str(n): lambda: END for n in range(100)})
time.sleep(0.2)  # the other process has begun with some
print({ahead.get(str(n)) for n in range(100)})
ahead.close()
"""


@needs_two
def test_large_results_wait_until_they_are_asked_for() -> None:
    """The other process goes on, however much nobody has asked for yet, and however late it comes to the first piece."""
    run = subprocess.run([sys.executable, "-c", LARGE], check=True, capture_output=True, text=True, timeout=60)
    assert run.stdout == "True\n"


LARGE = """
import time
from handbook.write.beside import Beside

ahead = Beside({str(n): lambda n=n: str(n) * 100_000 for n in range(300)})
time.sleep(0.5)
print(all(ahead.get(str(n)) in (None, str(n) * 100_000) for n in range(300)))
ahead.close()
"""


@needs_two
@pytest.mark.parametrize("end", ["1 / 0", "os.kill(os.getpid(), signal.SIGKILL)", "sys.exit(3)", "None", "lambda: None", "full()"])
def test_what_goes_wrong_there_is_drawn_here(end: str) -> None:
    """A page that cannot be drawn, sent or kept, and a process that ends, cost no more than that nothing comes."""
    run = subprocess.run([sys.executable, "-c", WRONG.replace("END", end)], check=True, capture_output=True, text=True)
    assert run.stdout == "{None}\n"


def test_few_pages_are_drawn_here() -> None:
    """For a few pages no process is begun."""
    assert {None} == set(drawn({str(n): lambda: page(1) for n in range(20)}).values())


@needs_two
def test_the_site_is_the_same_on_one_processor_and_on_two(tmp_path: Path) -> None:
    """A cold build gives the same bytes whoever draws; the zip too. Each page has something that Markdown must draw."""

    def built(cores: set[int]) -> dict[str, bytes]:
        root = tmp_path / str(len(cores))
        write_project(sample(80), root)
        for seed in (root / "seeds").glob("*.md"):
            seed.write_text(seed.read_text("utf-8").replace("\n///\n\n", "\n///\n\n*So.* "), "utf-8")
        shutil.rmtree(root / ".cache", ignore_errors=True)
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"],
            cwd=root,
            check=True,
            capture_output=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1790000000"},
            preexec_fn=lambda: os.sched_setaffinity(0, cores),
        )
        return {p.relative_to(root / "site").as_posix(): p.read_bytes() for p in (root / "site").rglob("*") if p.is_file()}

    two = sorted(os.sched_getaffinity(0))[:2]
    one, other = built({two[0]}), built(set(two))
    assert one.keys() == other.keys()
    assert [] == [name for name in one if one[name] != other[name]]
