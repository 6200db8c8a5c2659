"""A reference that nobody cites."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook


def unused_reference(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every reference is cited somewhere."""
    cited = {r.key.value for use in handbook.citations for r in use.targets}
    for r in handbook.manuscript.references:
        if r.key.value not in cited:
            yield Diagnostic(
                "unused-reference", f"nothing cites `{r.key.value}`", r.key.span, f"cite it as [@{r.key.value}], or take it out"
            )
