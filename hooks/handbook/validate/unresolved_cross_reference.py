"""A link to a section, page or file of the handbook that is not there."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.diagnostics.suggest import Near, meant
from handbook.model.handbook import Handbook
from handbook.validate.bad_link import is_address


def unresolved_cross_reference(handbook: Handbook) -> Iterator[Diagnostic]:
    """Each link within the handbook must lead somewhere."""
    sections = Near(f"#{k}" for k in handbook.homes)
    pages = Near([*handbook.pages, *(d.src for d in handbook.documents)])
    for link in handbook.missing_links:
        target = link.value
        if is_address(target):
            continue
        near = (sections if target.startswith("#") else pages).to(target)
        what = "no section has the id" if target.startswith("#") else "the handbook has no page"
        help = meant(near) or "write `#section-id`, `topic/page`, or the path of a page in `docs/`"
        yield Diagnostic("unresolved-cross-reference", f"{what} `{target}`", link.span, help, fix=near)
