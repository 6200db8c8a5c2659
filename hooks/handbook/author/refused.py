"""What is not done, and why: one line for whoever asked, and one that helps."""

from collections.abc import Iterable

from handbook.diagnostics import did_you_mean
from handbook.model.handbook import Handbook


class RefusedError(Exception):
    """Nothing was written; the message says why, ``help`` what to do."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


def must_be_known(name: str, known: Iterable[str], what: str, otherwise: str) -> None:
    """Refuses a name that is not among the known ones, with the nearest of them."""
    names = list(known)
    if name not in names:
        raise RefusedError(f"{what} `{name}`", did_you_mean(name, names) or otherwise)


def must_be_readable(handbook: Handbook, *paths: str) -> None:
    """Refuses to go by a file that has faults of its own: what seems to be missing may stand there."""
    for path in paths:
        if path in handbook.manuscript.left_out:
            raise RefusedError(f"`{path}` has faults that must be mended first", "run `handbook check`")
