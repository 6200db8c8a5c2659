"""A section that updates one that is not there."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.diagnostics.suggest import Near, meant
from handbook.model.handbook import Handbook


def unresolved_update(handbook: Handbook) -> Iterator[Diagnostic]:
    """``updates=`` must name sections."""
    known = Near(handbook.seed_of)
    for key in handbook.missing_updates:
        near = known.to(key.value)
        help = meant(near) or "write the id of a section, without `#`"
        yield Diagnostic("unresolved-update", f"no section has the id `{key.value}`", key.span, help, fix=near)
