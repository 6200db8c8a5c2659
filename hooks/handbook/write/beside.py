"""Work for a second processor, from the last piece to the first, until both meet.

Only where a process can be copied as it stands (Linux) and has no threads. Whatever goes wrong there is done here.
"""

import gc
import mmap
import os
import pickle
import signal
import struct
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from io import FileIO
from typing import Generic, TypeVar

_T = TypeVar("_T")
_PARENT_DEATH = 1
"""The number of Linux's ``PR_SET_PDEATHSIG``."""
_DONE = struct.Struct("=QQQ")
"""What the copy says of a piece: its number, and where in the file of results its own begins and ends."""


class Beside(Generic[_T]):
    """Pieces of work that another process may take over; each is asked for once, by its name.

    What a piece returns is pickled, and must not be None. Whoever begins with a piece marks it in a stretch of memory that
    both share. The other process puts its results into a file and says so: here nothing happens until somebody asks.
    """

    def __init__(self, pieces: Mapping[str, Callable[[], _T | None]], worth_while: bool = True) -> None:
        self._numbers = {name: n for n, name in enumerate(pieces)}
        self._places: dict[int, tuple[int, int]] = {}
        self._copy = self._said = 0
        if worth_while and pieces and _can_copy():
            with suppress(OSError):
                self._begin(list(pieces.values()))

    def _begin(self, pieces: Sequence[Callable[[], object]]) -> None:
        self._begun, self._results = mmap.mmap(-1, len(pieces)), tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 — until all is done
        self._said, says = os.pipe()
        gc.freeze()  # so that looking for garbage does not copy what both processes share
        self._copy = os.fork()
        if not self._copy:
            try:
                _prepare()
                _work(pieces, self._begun, self._results, says)
            finally:
                os._exit(0)
        os.close(says)

    def get(self, name: str) -> _T | None:
        """What the other process made of a piece; None where it has not begun with it, or failed: then it is done here."""
        number = self._numbers.get(name)
        if not self._copy or number is None:
            return None
        if not self._begun[number]:
            self._begun[number] = 1
            return None
        while number not in self._places:
            if len(done := os.read(self._said, _DONE.size)) < _DONE.size:
                return None  # it has ended
            n, *place = _DONE.unpack(done)
            self._places[n] = (place[0], place[1])
        start, end = self._places.pop(number)
        made: _T | None = pickle.loads(os.pread(self._results.fileno(), end - start, start)) if end > start else None
        return made

    def close(self) -> None:
        """Ends the other process."""
        copy, self._copy = self._copy, 0
        if copy:
            os.kill(copy, signal.SIGKILL)
            os.waitpid(copy, 0)
            os.close(self._said)
            self._results.close()
            gc.unfreeze()


def _can_copy() -> bool:
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _prepare() -> None:
    """The copy's beginning: it ends with its parent, however that ends, leaves the keyboard to it, and says nothing."""
    import ctypes
    import logging

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)
    for logger in (logging.getLogger(), *map(logging.getLogger, ("mkdocs", "mkdocs.hooks.handbook"))):
        logger.handlers.clear()


def _work(pieces: Sequence[Callable[[], object]], begun: mmap.mmap, results: FileIO, says: int) -> None:
    """Does, from the last to the first, what nobody has begun with."""
    for n in reversed(range(len(pieces))):
        if begun[n]:
            continue
        begun[n] = 1
        start = end = results.tell()
        with suppress(Exception):
            if (made := pieces[n]()) is not None:
                packed = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
                if results.write(packed) == len(packed):  # else the disk is full
                    end = results.tell()
        os.write(says, _DONE.pack(n, start, end))
