"""Two sections with one id."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, Label, Span
from handbook.model.handbook import Handbook


def duplicate_id(handbook: Handbook) -> Iterator[Diagnostic]:
    """An id is a permanent address: it belongs to one section of the whole handbook."""
    first: dict[str, Span] = {}
    for seed in sorted(handbook.manuscript.seeds, key=lambda s: s.path):
        for s in seed.sections:
            if s.id.value in first:
                label = Label(first[s.id.value], "first here")
                yield Diagnostic(
                    "duplicate-id", f"another section has the id `{s.id.value}`", s.id.span, "give one of them another id", (label,)
                )
            first.setdefault(s.id.value, s.id.span)
