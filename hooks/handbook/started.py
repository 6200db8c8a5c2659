"""A host, and the process that has started it to give it a site."""

import os
import signal

_BY = "HANDBOOK_COMPILED_BY"
"""The number of that process, in the environment of the host."""


def environment() -> dict[str, str]:
    """That of a host which is given its site by this process, through its standard input."""
    return os.environ | {_BY: str(os.getpid())}


def is_given_one() -> bool:
    """Whether this process is such a host, which asks once."""
    return os.environ.pop(_BY, "") == str(os.getppid())


def hold_interrupts(held: bool) -> None:
    """Has Ctrl-C wait, in this process and in what it starts, or has what waits come now.

    Whoever is still loading would answer it with a traceback. Where a machine knows no such thing, nothing is done.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK if held else signal.SIG_UNBLOCK, [signal.SIGINT])
