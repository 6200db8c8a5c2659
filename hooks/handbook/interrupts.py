"""Ctrl-C, which waits for the end of what is not to be done by halves. Where a machine knows no such thing, nothing waits."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_CAN_WAIT = hasattr(signal, "pthread_sigmask")


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Until the end of this; in a process that is started meanwhile, until it says that it has loaded."""
    if not _CAN_WAIT:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def has_loaded() -> None:
    """Lets what waits come: whoever is still loading would have answered it with a traceback."""
    if _CAN_WAIT:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
