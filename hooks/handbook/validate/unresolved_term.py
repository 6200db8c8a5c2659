"""A term that is named outright and that the glossary does not have."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, Located
from handbook.diagnostics.suggest import Near, meant
from handbook.model.handbook import Handbook


def unresolved_term(handbook: Handbook) -> Iterator[Diagnostic]:
    """``[words]{term=id}`` and ``see-also`` must name an entry of the glossary."""
    named: list[Located[str]] = [u.explicit for u in handbook.term_uses if u.explicit and not u.targets]
    named += [k for t in handbook.manuscript.terms for k in t.see_also if k.value not in handbook.terms]
    known = Near(handbook.terms)
    for key in named:
        near = known.to(key.value)
        help = meant(near) or "add it to `seeds/glossary.yaml`"
        yield Diagnostic("unresolved-term", f"the glossary has no entry `{key.value}`", key.span, help, fix=near)
