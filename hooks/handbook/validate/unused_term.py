"""A glossary entry that no text uses."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook


def unused_term(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every term that is matched in text is used, or another entry sends its reader there."""
    used = {t.key.value for use in handbook.term_uses for t in use.targets}
    used |= {k.value for t in handbook.manuscript.terms for k in t.see_also}
    for t in handbook.manuscript.terms:
        if t.match_text and t.key.value not in used:
            yield Diagnostic(
                "unused-term", f"no text uses `{t.name}`", t.key.span, "give it an alias that texts use, or `match: {text: false}`"
            )
