"""Work for a second processor, from the last piece to the first, until both meet.

Only where a process can be copied as it stands (Linux) and has no threads. Whatever goes wrong there is done here.
"""

import ctypes
import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")
_PARENT_DEATH = 1
"""The number of Linux's ``PR_SET_PDEATHSIG``."""
_IN_COPY: dict[str, Callable[[], object]] = {}
"""Filled in the copy alone, where there is nobody to pass it on."""


class Beside(Generic[_T]):
    """Pieces of work that another process may take over; each is asked for once, by its name.

    What a piece returns is pickled, and must not be None.
    """

    def __init__(self, pieces: Mapping[str, Callable[[], _T | None]], worth_while: bool = True) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._coming: dict[str, Future[_T | None]] = {}
        if not (worth_while and pieces and _can_copy()):
            return
        gc.freeze()  # so that looking for garbage does not copy what both processes share
        with suppress(OSError, BrokenExecutor):  # it may end before everything has been given to it
            self._pool = ProcessPoolExecutor(1, get_context("fork"), _prepare, (pieces,))
            for name in reversed(list(pieces)):
                self._coming[name] = self._pool.submit(_done, name)

    def get(self, name: str) -> _T | None:
        """What the other process made of a piece; None where it has not begun with it, or failed: then it is done here."""
        coming = self._coming.pop(name, None)
        if coming is None or coming.cancel() or coming.exception():
            return None
        return coming.result()

    def close(self) -> None:
        """Ends the other process."""
        pool, self._pool = self._pool, None
        if pool:
            pool.shutdown(wait=True, cancel_futures=True)
            gc.unfreeze()


def _can_copy() -> bool:
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _prepare(pieces: Mapping[str, Callable[[], object]]) -> None:
    """The copy's beginning: it ends with its parent, however that ends, leaves the keyboard to it, and says nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)
    for logger in (logging.getLogger(), *map(logging.getLogger, ("mkdocs", "mkdocs.hooks.handbook"))):
        logger.handlers.clear()
    _IN_COPY.update(pieces)


def _done(name: str) -> Any:
    return _IN_COPY[name]()
