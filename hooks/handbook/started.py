"""A host, and the process that has started it to give it a site."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

_BY = "HANDBOOK_COMPILED_BY"
"""The number of that process, in the environment of the host."""


def environment() -> dict[str, str]:
    """That of a host which is given its site by this process, through its standard input."""
    return os.environ | {_BY: str(os.getpid())}


def is_given_one() -> bool:
    """Whether this process is such a host, which asks once."""
    return os.environ.pop(_BY, "") == str(os.getppid())


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Has Ctrl-C wait for the end of what is not to be done by halves; also for what is started meanwhile, which then says itself
    that it has loaded. Where a machine knows no such thing, nothing is done.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def has_loaded() -> None:
    """Lets Ctrl-C come: whoever is still loading would have answered it with a traceback."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
