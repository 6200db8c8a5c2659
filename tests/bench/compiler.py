"""The compiler alone, from files to pages: seconds of processor time as JSON. ``python -m tests.bench.compiler ROOT``."""

import json
import sys
import time
from pathlib import Path

from handbook.model.site import Settings
from handbook.pipeline import build, check


def main() -> None:
    """Reads, resolves and validates, then writes, once and from nothing."""
    start = time.process_time()
    checked = check(Path(sys.argv[1]), "2026-11-22")
    middle = time.process_time()
    build(checked, Settings())
    print(json.dumps({"check": middle - start, "write": time.process_time() - middle}))


if __name__ == "__main__":
    main()
