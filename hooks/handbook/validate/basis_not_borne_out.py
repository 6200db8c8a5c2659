"""A basis that nothing bears out of what the section cites."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.basis import BASES
from handbook.model.handbook import Handbook


def basis_not_borne_out(handbook: Handbook) -> Iterator[Diagnostic]:
    """A section cites a work of a design that bears its basis; the source of its seed counts as cited."""
    for s, works in handbook.rests_on.items():
        basis = BASES.get(s.basis.value)
        if works and basis and basis.borne_by and basis.borne_by.isdisjoint([r.design for r in works]):
            have = ", ".join(f"`{d}`" for d in sorted({r.design for r in works}))
            want = " or ".join(f"`{d}`" for d in sorted(basis.borne_by))
            message = f"`{basis.key}` is not borne out: what is cited here is {have}"
            help = f"cite a work of the design {want}, or name another basis"
            yield Diagnostic("basis-not-borne-out", message, s.basis.span, help)
