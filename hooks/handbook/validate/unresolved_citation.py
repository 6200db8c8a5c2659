"""A citation whose key no reference has."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, did_you_mean
from handbook.diagnostics.suggest import nearest
from handbook.model.handbook import Handbook


def unresolved_citation(handbook: Handbook) -> Iterator[Diagnostic]:
    """Each citation must be bound to a reference."""
    for use in handbook.citations:
        if not use.targets:
            key = use.citation.key
            help = did_you_mean(key.value, handbook.references) or "add the work to `seeds/references.yaml`"
            fix = nearest(key.value, handbook.references)
            at = "@" if key.span.length > len(key.value) else ""
            yield Diagnostic("unresolved-citation", f"no reference has the key `{key.value}`", key.span, help, fix=fix and at + fix)
