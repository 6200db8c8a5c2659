"""Pages drawn ahead on a second processor, from the last to the first, until both meet.

Only where a process can be copied as it stands (Linux), only in a build that has many pages to draw, and never in
`serve`. Whatever goes wrong there, the page is drawn here.
"""

import ctypes
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context

from handbook.host.drawn import Drawn

Draw = Callable[[], Drawn | None]
"""Draws one page; None where MkDocs complained of it, which has to be heard in the process that counts complaints."""
_FEWEST = 60
"""Pages; for fewer it is not worth while to copy the process."""
_PARENT_DEATH = 1
"""The number of Linux's ``PR_SET_PDEATHSIG``."""
_IN_WORKER: dict[str, Draw] = {}
"""Filled in the copy alone, where there is nobody to pass it on."""


class Ahead:
    """Draws the given pages in another process; each is asked for once."""

    def __init__(self, pages: Mapping[str, Draw]) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._coming: dict[str, Future[Drawn | None]] = {}
        if len(pages) < _FEWEST or sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
            return
        gc.freeze()  # so that looking for garbage does not copy what both processes share
        with suppress(OSError):
            self._pool = ProcessPoolExecutor(1, get_context("fork"), _prepare, (pages,))
            self._coming = {path: self._pool.submit(_drawn, path) for path in reversed(pages)}

    def get(self, path: str) -> Drawn | None:
        """The page if the other process has begun it; None where it must be drawn here."""
        coming = self._coming.pop(path, None)
        if coming is None or coming.cancel():
            return None
        if coming.exception():  # a process that was ended, memory that ran out: what it is, the page drawn here will show
            return None
        return coming.result()

    def close(self) -> None:
        """Ends the other process."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
            gc.unfreeze()


def _prepare(pages: Mapping[str, Draw]) -> None:
    """The copy's beginning: it ends with its parent, however that ends, leaves the keyboard to it, and says nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)
    logging.getLogger("mkdocs").handlers.clear()
    logging.getLogger("mkdocs").propagate = False
    _IN_WORKER.update(pages)


def _drawn(path: str) -> Drawn | None:
    return _IN_WORKER[path]()
