"""A citation whose key no reference has."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.diagnostics.suggest import Near, meant
from handbook.model.handbook import Handbook


def unresolved_citation(handbook: Handbook) -> Iterator[Diagnostic]:
    """Each citation must be bound to a reference."""
    known = Near(handbook.references)
    for key in handbook.missing_citations:
        fix = known.to(key.value)
        help = meant(fix) or "add the work to `seeds/references.yaml`"
        at = "@" if key.span.length > len(key.value) else ""
        yield Diagnostic("unresolved-citation", f"no reference has the key `{key.value}`", key.span, help, fix=fix and at + fix)
