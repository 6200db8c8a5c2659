"""A section on a page that the outline does not have."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.diagnostics.suggest import Near, meant
from handbook.model.handbook import Handbook


def unknown_page(handbook: Handbook) -> Iterator[Diagnostic]:
    """``page=`` must be a page of ``topics.yaml``."""
    known = Near(handbook.pages)
    for seed in handbook.manuscript.seeds:
        for s in seed.sections:
            page = s.page.value
            if page and page not in handbook.pages:
                near = known.to(page)
                help = meant(near) or "the pages stand in `seeds/topics.yaml`, as topic/page"
                yield Diagnostic("unknown-page", f"the handbook has no page `{page}`", s.page.span, help, fix=near)
