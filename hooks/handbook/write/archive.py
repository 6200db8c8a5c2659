"""The built site as one zip, the same to the byte whenever and wherever it is made."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from handbook.write import fill


class Archive:
    """A zip that another process fills while the site is still being written.

    On two processors the zip costs next to no time. The order of files: the pages as they are written, then the rest by name.
    """

    def __init__(self, old: Path | None = None) -> None:
        """``old`` may be the zip of the last build."""
        self._site = self._target = ""
        self.seal = ""
        """That of the old zip, if it is of use."""
        self._pages: list[tuple[str, bool]] = []
        self._there_is = fill.NEW
        self._place: dict[str, int] = {}
        self._done = 0
        self._written: set[str] = set()
        self._seen: set[str] = set()
        self._soon: set[str] = set()
        self._filling = subprocess.Popen(
            (sys.executable, "-I", "-S", fill.__file__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
        )
        self._say(str(old or ""))

    def begin(self, site: Path, target: Path, seal: str = "") -> None:
        """What is to be filled from where; ``seal`` is what the end of the last build said, and makes the old zip of use."""
        self._site, self._target, self.seal = str(site), str(target), seal
        self._say(fill.Task(self._site, self._target, seal))

    def expect(self, pages: Mapping[str, bool], same: bool = False) -> None:
        """The pages in their order, by their paths below the site, and whether each is there already.

        Those that are there are the very files of the old zip, where it is the ``same`` build that made both.
        """
        self._there_is = fill.SAME if same else fill.NEW
        self._pages = list(pages.items())
        self._place = {path: n for n, path in enumerate(pages)}
        self._pages_before(next((n for n, (_, there) in enumerate(self._pages) if not there), len(pages)))

    def soon(self, files: Sequence[str]) -> None:
        """These lie in the site, are no pages, and may be compressed already, even if they should still change."""
        self._soon.update(files)
        self._say([(path, fill.SOON) for path in files])

    def next(self, page: str) -> None:
        """``page`` is written next: takes those before it. Before the first, all that is no page has been written."""
        if not self._written:
            self.soon([path for path in self._there() if path not in self._place and path not in self._soon])
        self._pages_before(self._place.get(page, self._done))
        self._written.add(page)

    def end(self) -> None:
        """Everything is there: takes what is left."""
        self._pages_before(len(self._pages))
        self._add([(path, fill.NEW) for path in self._there()])
        self._say(fill.END)

    def close(self) -> str:
        """Waits until it is whole; returns a seal by which the zip can be known. Raises OSError where there is no zip."""
        answer = self._filling.communicate()[0]
        if not answer:
            raise OSError(f"the zip was not made: its process ended with status {self._filling.returncode}")
        seal, *fault = json.loads(answer)
        if fault:
            raise OSError(seal, *fault)
        return str(seal)

    def stop(self) -> None:
        """Gives up, if it has not ended; the process is gone when this returns."""
        self._filling.kill()
        with suppress(OSError, ValueError):
            self._filling.communicate()

    def _pages_before(self, end: int) -> None:
        pages = [
            (p, self._there_is if there else fill.NEW) for p, there in self._pages[self._done : end] if there or p in self._written
        ]
        self._done = max(self._done, end)
        self._add(pages)

    def _add(self, files: Sequence[tuple[str, str]]) -> None:
        self._seen.update(path for path, _ in files)
        self._say(files)

    def _there(self) -> list[str]:
        """The files that were not taken before, by name."""
        there = {
            os.path.join(folder, name)[len(self._site) + 1 :].replace(os.sep, "/"): os.path.join(folder, name)
            for folder, _, names in os.walk(self._site)
            for name in names
        }
        left = [p for p, file in there.items() if p not in self._seen and file != self._target and os.path.isfile(file)]
        return sorted(left, key=lambda path: path.split("/"))

    def _say(self, what: Sequence[object]) -> None:
        if self._filling.stdin:
            with suppress(OSError):  # it has ended, and will be asked why
                print(json.dumps(what), file=self._filling.stdin, flush=True)
