"""A section that updates itself, or supersedes one that is true of a later time."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, Label
from handbook.model.handbook import Handbook


def update_of_later(handbook: Handbook) -> Iterator[Diagnostic]:
    """What supersedes is newer than what it supersedes; an older study may confirm or contradict a later opinion."""
    for u in handbook.updates:
        if u.by.id.value == u.of.id.value:
            yield Diagnostic(
                "update-of-later", "a section cannot update itself", u.by.id.span, "name the earlier section in `updates=`"
            )
        elif u.change == "supersedes" and _before(u.by.as_of.value, u.of.as_of.value):
            label = Label(u.of.as_of.span, f"as of {u.of.as_of.value}")
            message = f"as of {u.by.as_of.value}, this supersedes a section that is later"
            yield Diagnostic(
                "update-of-later", message, u.by.as_of.span, "look at the two dates, and at which updates which", (label,)
            )


def _before(one: str, other: str) -> bool:
    """True where one date (``YYYY`` or ``YYYY-MM``, or nothing) lies before another, as far as both are known."""
    n = min(len(one), len(other))
    return one[:n] < other[:n]
