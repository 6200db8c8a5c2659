"""A seed that was to be read again by now."""

from calendar import monthrange
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook
from handbook.model.manuscript import Seed


def review_overdue(handbook: Handbook) -> Iterator[Diagnostic]:
    """The next review of each seed lies ahead, by the date that the build was given."""
    for seed in handbook.manuscript.seeds:
        due = next_review(seed)
        if due < handbook.today:
            help = "hold it against its sources and set `reviewed`"
            yield Diagnostic("review-overdue", f"this seed was to be reviewed by {due}", seed.reviewed.span, help)


def next_review(seed: Seed) -> str:
    """The day, ``YYYY-MM-DD``, by which a seed is to be read again."""
    year, month, day = (int(n) for n in seed.reviewed.value.split("-"))
    months = year * 12 + month - 1 + seed.review_months
    year, month = months // 12, months % 12 + 1
    return f"{year:04d}-{month:02d}-{min(day, monthrange(year, month)[1]):02d}"
