"""The compiler alone, from files to pages: seconds as JSON. ``python -m tests.bench.compiler ROOT``."""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from handbook.collecting import without_collecting
from handbook.model.site import Settings
from handbook.pipeline import make
from handbook.read.manuscript import read
from handbook.write.formatting import formatting


def main() -> None:
    """Reads, resolves, validates and writes, once and from nothing but the formatted works, which pandoc makes in its own time."""
    root = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as cache:
        formatting(read(root, lambda _: None).references, Path(cache))()
        start, spent = time.perf_counter(), _spent()
        made = _compiled(root, Path(cache))
        print(json.dumps({"wall": time.perf_counter() - start, "cpu": _spent() - spent}))
        del made  # to give its memory back is no part of making it


@without_collecting
def _compiled(root: Path, cache: Path) -> object:
    """As a build does it, whose whole compiling goes on without looking for garbage."""
    return make(root, "2026-11-22", Settings(cache=cache))


def _spent() -> float:
    """Seconds of processor time of this process and of the copies that it has made and seen end."""
    return sum(r.ru_utime + r.ru_stime for r in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


if __name__ == "__main__":
    main()
