"""Near names: what somebody may have meant."""

from collections.abc import Iterable

_TOLD = 100
"""Faults of one kind for which a near name is looked for; who has read of so many looks for the cause."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is closest to ``name``, or an empty string where none is close."""
    from rapidfuzz import fuzz, process  # loaded only where something is wrong

    found = process.extractOne(name.casefold(), list(known), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=60)
    return str(found[0]) if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known name; empty where none is near."""
    return meant(nearest(name, known))


class Near:
    """The near names of one kind, for the first faults alone: to look through all names takes its time."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = list(known)
        self._left = _TOLD

    def to(self, name: str) -> str:
        """The known name that is closest to ``name``, or an empty string."""
        self._left -= 1
        return nearest(name, self._known) if self._left >= 0 else ""


def meant(near: str) -> str:
    """A sentence that offers a near name; empty where there is none."""
    return f"did you mean `{near}`?" if near else ""
