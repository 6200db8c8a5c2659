"""A date that has not come yet: a review that nobody can have done, a statement that nobody can have made."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, Located
from handbook.model.handbook import Handbook


def date_in_future(handbook: Handbook) -> Iterator[Diagnostic]:
    """No review and no statement is of a later day than the one that the build was given."""
    for seed in handbook.manuscript.seeds:
        yield from _later(seed.reviewed, "nobody can have reviewed this seed on", handbook.today)
        for s in seed.sections:
            yield from _later(s.as_of, "nothing can have been true as of", handbook.today)


def _later(date: Located[str], what: str, today: str) -> Iterator[Diagnostic]:
    if date.value > today[: len(date.value)]:
        yield Diagnostic("date-in-future", f"{what} {date.value}; today is {today}", date.span, "write the day on which it was so")
