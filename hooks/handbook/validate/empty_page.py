"""A page of the outline on which no section stands."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook


def empty_page(handbook: Handbook) -> Iterator[Diagnostic]:
    """A page has at least one section; nothing is said while a section has yet to find its page."""
    if any(s.page.value not in handbook.pages for seed in handbook.manuscript.seeds for s in seed.sections):
        return
    for path, page in handbook.pages.items():
        if not handbook.sections_on[path]:
            yield Diagnostic(
                "empty-page",
                f"no section stands on the page `{path}`",
                page.key.span,
                f"give a section `page={path}`, or take the page out",
            )
