"""A section on a page that the outline does not have."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, did_you_mean
from handbook.diagnostics.suggest import nearest
from handbook.model.handbook import Handbook


def unknown_page(handbook: Handbook) -> Iterator[Diagnostic]:
    """``page=`` must be a page of ``topics.yaml``."""
    for seed in handbook.manuscript.seeds:
        for s in seed.sections:
            page = s.page.value
            if page and page not in handbook.pages:
                help = did_you_mean(page, handbook.pages) or "the pages stand in `seeds/topics.yaml`, as topic/page"
                yield Diagnostic(
                    "unknown-page", f"the handbook has no page `{page}`", s.page.span, help, fix=nearest(page, handbook.pages)
                )
