"""A section that updates one that is not there."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, did_you_mean
from handbook.diagnostics.suggest import nearest
from handbook.model.handbook import Handbook


def unresolved_update(handbook: Handbook) -> Iterator[Diagnostic]:
    """``updates=`` must name sections."""
    known = list(handbook.seed_of)
    for key in handbook.missing_updates:
        help = did_you_mean(key.value, known) or "write the id of a section, without `#`"
        yield Diagnostic("unresolved-update", f"no section has the id `{key.value}`", key.span, help, fix=nearest(key.value, known))
