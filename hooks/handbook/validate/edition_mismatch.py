"""Records of versions and the kept edition that do not belong together."""

from collections.abc import Iterator
from datetime import date

from handbook.diagnostics import Diagnostic, Span
from handbook.model.handbook import Handbook
from handbook.read.editions import KEPT

_HELP = "put the file back as it was, or make it anew: `handbook release`"


def edition_mismatch(handbook: Handbook) -> Iterator[Diagnostic]:
    """Each version is a day of its own and has one record, and the kept edition is that of the newest one."""
    manuscript = handbook.manuscript
    days: dict[str, str] = {}
    for r in manuscript.releases:
        if r.date in days:
            message = f"the version of {r.date} is recorded in `{days[r.date]}` already"
            yield Diagnostic("edition-mismatch", message, Span(r.path), "keep one of the two")
        elif not _is_day(r.date):
            yield Diagnostic("edition-mismatch", f"there is no day {r.date}", Span(r.path), "as in 2026-11-22")
        days.setdefault(r.date, r.path)
    newest, kept = max(days, default=""), manuscript.kept
    if kept is None:
        if newest:
            yield Diagnostic("edition-mismatch", "no edition is kept beside this record", Span(days[newest]), _HELP)
    elif kept.name != newest:
        message = f"the newest record is of {newest or 'no day'}, the kept edition of {kept.name}"
        yield Diagnostic("edition-mismatch", message, Span(KEPT), _HELP)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
