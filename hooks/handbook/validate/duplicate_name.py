"""One name under two terms: a reader who taps it would get one of them by chance."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, Label
from handbook.model.handbook import Handbook
from handbook.model.manuscript import Term
from handbook.resolve.terms import names


def duplicate_name(handbook: Handbook) -> Iterator[Diagnostic]:
    """A name that is matched in text belongs to one term."""
    first: dict[tuple[str, bool], Term] = {}
    for term in handbook.manuscript.terms:
        said = False
        for name, cased in names(term) if term.match_text else ():
            other = first.setdefault((name, cased), term)
            if other is not term and other.key.value != term.key.value and not said:
                said = True
                span = next((a.span for a in term.aliases if a.value.lower() == name.lower()), term.key.span)
                help = "take it out of one of them, or put it under `search`"
                label = (Label(other.key.span, "first here"),)
                yield Diagnostic("duplicate-name", f"`{name}` is also a name of the term `{other.key.value}`", span, help, label)
