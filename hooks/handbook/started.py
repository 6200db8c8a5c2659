"""A host, and the process that has started it to give it a site."""

import os

_BY = "HANDBOOK_COMPILED_BY"
"""The number of that process, in the environment of the host."""


def environment() -> dict[str, str]:
    """That of a host which is given its site by this process, through its standard input."""
    return os.environ | {_BY: str(os.getpid())}


def is_given_one() -> bool:
    """Whether this process is such a host, which asks once."""
    return os.environ.pop(_BY, "") == str(os.getppid())
