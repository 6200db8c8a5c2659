"""A basis that nothing bears out of what the section cites."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.basis import BASES
from handbook.model.handbook import Handbook


def basis_not_borne_out(handbook: Handbook) -> Iterator[Diagnostic]:
    """A section cites a work of a design that bears its basis; the source of its seed counts as cited."""
    for seed in handbook.manuscript.seeds:
        for s in seed.sections:
            basis = BASES.get(s.basis.value)
            if basis is None or not basis.borne_by:
                continue
            designs = {r.design for r in handbook.rests_on(s, seed)}
            if designs and not designs & basis.borne_by:
                have = ", ".join(f"`{d}`" for d in sorted(designs))
                want = " or ".join(f"`{d}`" for d in sorted(basis.borne_by))
                message = f"`{basis.key}` is not borne out: what is cited here is {have}"
                yield Diagnostic(
                    "basis-not-borne-out", message, s.basis.span, f"cite a work of the design {want}, or name another basis"
                )
