"""The built site as one zip, the same to the byte whenever and wherever it is made."""

import zipfile
from pathlib import Path
from queue import Queue
from threading import Thread

_DAY = (1980, 1, 1, 0, 0, 0)
_FOLDER = "ms-therapy-handbook"
_LEVEL = 2
"""Of nine: a third of the time of the usual six, for a file that is a tenth larger."""


class Archive:
    """A zip that a thread of its own fills while the site is still being written.

    Compressing leaves Python to its work, so on two processors the zip costs next to no time. The order of files is the
    order in which they are added, then that of their names.
    """

    def __init__(self, site: Path, target: Path) -> None:
        self._site, self._target = site, target
        self._waiting: Queue[Path | None] = Queue()
        self._seen: set[Path] = set()
        self._writing: Path | None = None
        self._fault: Exception | None = None
        self._thread = Thread(target=self._fill, daemon=True)
        self._thread.start()

    def next(self, file: Path) -> None:
        """``file`` is written next: takes the one before it, and before the first all that lies in the site."""
        if self._writing:
            self._add(self._writing)
        else:
            self._add_all()
        self._writing = file

    def close(self) -> None:
        """Takes what is left, and ends. Raises what kept the zip from being made, an OSError as a rule."""
        self._add_all()
        self.stop()
        if self._fault:
            raise self._fault

    def stop(self) -> None:
        """Ends with what has been added; the thread is gone when this returns."""
        self._waiting.put(None)
        self._thread.join()

    def _add(self, file: Path) -> None:
        self._seen.add(file)
        self._waiting.put(file)

    def _add_all(self) -> None:
        for file in sorted(self._site.rglob("*")):
            if file not in self._seen and file != self._target and file.is_file():
                self._add(file)

    def _fill(self) -> None:
        try:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(self._target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as z:
                while file := self._waiting.get():
                    info = zipfile.ZipInfo(f"{_FOLDER}/{file.relative_to(self._site).as_posix()}", _DAY)
                    info.external_attr, info.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
                    z.writestr(info, file.read_bytes())
        except Exception as fault:
            self._fault = fault  # who adds more does not wait: the queue takes any number
