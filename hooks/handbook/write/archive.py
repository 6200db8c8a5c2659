"""The built site as one zip, the same to the byte whenever and wherever it is made."""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from handbook.write import fill


class Archive:
    """A zip that another process fills while the site is still being written.

    On two processors the zip costs next to no time. The order of files: the pages as they are written, then the rest by name.
    """

    def __init__(self, old: Path | None = None) -> None:
        """``old`` may be the zip of the last build."""
        self._site = ""
        self._pages: list[str] = []
        self._place: dict[str, int] = {}
        self._same: Collection[str] = ()
        self._done = 0
        self._written: set[str] = set()
        self._seen: set[str] = set()
        self._filling = subprocess.Popen(
            (sys.executable, "-I", "-S", fill.__file__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
        )
        self._say(str(old or ""))

    def begin(self, site: Path, target: Path, seal: str = "", same: Collection[str] = ()) -> None:
        """What is to be filled from where; ``seal`` is what the end of the last build said, and makes the old zip of use.

        ``same`` are the files that are the very ones of the old zip, by their paths below the site; it may still grow.
        """
        self._site, self._same = str(site), same
        self._seen.add(target.relative_to(site).as_posix())
        self._say(fill.Task(self._site, str(target), seal))

    def expect(self, pages: Iterable[str]) -> None:
        """The pages in their order, by their paths below the site; takes those at the beginning that are the same."""
        self._pages = list(pages)
        self._place = {path: n for n, path in enumerate(self._pages)}
        self._pages_before(next((n for n, path in enumerate(self._pages) if path not in self._same), len(self._pages)))

    def soon(self, path: str) -> None:
        """A file that is no page lies in the site, and may be compressed already, even if it should still change."""
        if path not in self._same:
            self._say([(path, fill.SOON)])

    def next(self, page: str) -> None:
        """``page`` is written next: takes those before it."""
        self._pages_before(self._place.get(page, self._done))
        self._written.add(page)

    def end(self) -> None:
        """Everything is there: takes what is left."""
        self._pages_before(len(self._pages))
        self._add(self._there())
        self._say(fill.END)

    def close(self) -> str:
        """Waits until it is whole; returns a seal by which the zip can be known. Raises OSError where there is no zip.

        The process is about to end then, and is gone after a stop.
        """
        answer = self._filling.stdout.readline() if self._filling.stdout else ""
        if not answer:
            raise OSError(f"the zip was not made: its process ended with status {self._filling.wait()}")
        seal, *fault = json.loads(answer)
        if fault:
            raise OSError(seal, *fault)
        return str(seal)

    def stop(self) -> None:
        """Gives up, if it is not whole; the process is gone when this returns."""
        self._filling.kill()
        with suppress(OSError, ValueError):
            self._filling.communicate()

    def _pages_before(self, end: int) -> None:
        self._add([p for p in self._pages[self._done : end] if p in self._same or p in self._written])
        self._done = max(self._done, end)

    def _add(self, files: Sequence[str]) -> None:
        self._seen.update(files)
        self._say([(path, fill.SAME if path in self._same else fill.NEW) for path in files])

    def _there(self) -> list[str]:
        """The files that were not taken before, by name."""
        left: list[str] = []
        for folder, _, names in os.walk(self._site):
            below = folder[len(self._site) :].replace(os.sep, "/").lstrip("/")
            paths = (f"{below}/{name}" if below else name for name in names)
            left += (p for p in paths if p not in self._seen and os.path.isfile(f"{self._site}/{p}"))
        return sorted(left, key=lambda path: path.split("/"))

    def _say(self, what: Sequence[object]) -> None:
        if self._filling.stdin:
            with suppress(OSError):  # it has ended, and will be asked why
                print(json.dumps(what), file=self._filling.stdin, flush=True)
