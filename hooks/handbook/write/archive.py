"""The built site as one zip, the same to the byte whenever and wherever it is made."""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from handbook.write import fill


class Archive:
    """A zip that another process fills while the site is still being written.

    On two processors the zip costs next to no time. The order of files is the order in which they are added, then that
    of their names.
    """

    def __init__(self, site: Path, target: Path, old: Path | None = None, seal: str = "") -> None:
        """``old`` may be the zip of the last build, and ``seal`` what came of its :meth:`close`."""
        self._site, self._target = site, target
        self._seen: set[Path] = set()
        self._writing: tuple[Path, bool] | None = None
        self._filling = subprocess.Popen(
            (sys.executable, "-I", "-S", fill.__file__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
        )
        self._say(fill.Task(str(site), str(target), str(old or ""), seal if old else ""))

    def next(self, file: Path, same: bool = False) -> None:
        """``file`` is written next: takes the one before it, and before the first all that lies in the site.

        ``same`` says that it is the very file that the old zip has.
        """
        if self._writing:
            self._add(*self._writing)
        else:
            self._add_all()
        self._writing = file, same

    def close(self) -> str:
        """Takes what is left, and ends; returns a seal by which the zip can be known. Raises OSError where there is no zip."""
        if self._writing:
            self._add(*self._writing)
        self._add_all()
        self._say(fill.END)
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

    def _add(self, file: Path, same: bool) -> None:
        self._seen.add(file)
        self._say((file.relative_to(self._site).as_posix(), same))

    def _add_all(self) -> None:
        for file in sorted(self._site.rglob("*")):
            if file not in self._seen and file != self._target and file.is_file():
                self._add(file, False)

    def _say(self, what: Sequence[object]) -> None:
        if self._filling.stdin:
            with suppress(OSError):  # it has ended, and will be asked why
                print(json.dumps(what), file=self._filling.stdin)
