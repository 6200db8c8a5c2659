"""A link to a section, page or file of the handbook that is not there."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, did_you_mean
from handbook.diagnostics.suggest import nearest
from handbook.model.handbook import Handbook
from handbook.validate.bad_link import is_address


def unresolved_cross_reference(handbook: Handbook) -> Iterator[Diagnostic]:
    """Each link within the handbook must lead somewhere."""
    for use in handbook.links:
        target = use.target.value
        if use.targets or is_address(target):
            continue
        known = (
            [f"#{k}" for k in handbook.homes] if target.startswith("#") else [*handbook.pages, *(d.src for d in handbook.documents)]
        )
        what = "no section has the id" if target.startswith("#") else "the handbook has no page"
        help = did_you_mean(target, known) or "write `#section-id`, `topic/page`, or the path of a page in `docs/`"
        yield Diagnostic("unresolved-cross-reference", f"{what} `{target}`", use.target.span, help, fix=nearest(target, known))
