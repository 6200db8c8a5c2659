"""A relative figure that stands alone: half of what?"""

import re
from collections.abc import Iterable, Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook
from handbook.model.prose import Prose

_LESS = "lower|higher|fewer|less|more|smaller|larger|reduction|increase|decrease|drop"
# Numbers are taken whole and without a way back (`++`), so that a long row of digits costs no more than its length.
RELATIVE = re.compile(
    rf"(?<!\d)\d++(?:\.\d++)?+\s?(?:%|per cent)\s+(?:{_LESS})"
    r"|(?:hazard|odds|risk|rate) ratio[^.;]{0,25}?\d++(?:\.\d++)?+|\bHR\b[^.;]{0,12}?\d++(?:\.\d++)?+"
    r"|\b(?:reduced|cut|lowered|raised|fell|rose) by \d++(?:\.\d++)?+\s?%"
    r"|(?<!\d)\d++(?:\.\d++)?+ times as (?:many|likely|often|high)",
    re.IGNORECASE,
)
"""A relative figure."""
_PERCENT = re.compile(rf"%\s+(?:{_LESS})", re.IGNORECASE)
_BY, _HR = re.compile(r"by \d[\d.]*+\s?%"), re.compile(r"hr\b(?<=\bhr)")
_ABSOLUTE = re.compile(
    r"(?<!\d)\d++(?:[.,]\d++){0,4}+%?(?:[^.;\n]|\.(?=\d)){0,60}?\b(?:v|vs|versus|against|compared with|and|to|of|in|out of|per)\b(?:[^.;\n]|\.(?=\d)){0,60}?\d"
    r"|\d (?:people|patients|persons|cases|participants)\b"
    r"|absolute (?:figures?|numbers?|rates?|risks?|gain|benefit|difference)\b[^.]{0,80}\b(?:not|no)\b|\b(?:not|no)\b[^.]{0,80}absolute (?:figures?|numbers?|rates?|risks?|gain|benefit|difference)",
    re.IGNORECASE,
)
_INTERVAL = re.compile(r"\b(?:CI|confidence interval)\b(?:[^.;)\n]|\.(?=\d)){0,40}", re.IGNORECASE)
"""How sure a relative figure is: two more relative figures."""
_MOST = 200_000
"""Characters that are looked at for the relative figures of one seed; of ours, 2,015 are the most."""


def relative_without_absolute(handbook: Handbook) -> Iterator[Diagnostic]:
    """Where a section gives a relative figure, it gives the absolute one beside it."""
    for path, stretches in handbook.stretches_of.items():
        if may_be_relative(handbook.manuscript.sources[path].text):
            yield from _alone(prose for prose, home in stretches if home.section and may_be_relative(prose.text))


def _alone(stretches: Iterable[Prose]) -> Iterator[Diagnostic]:
    looked = 0
    for prose in stretches:
        text = prose.text
        for m in RELATIVE.finditer(text):
            span = prose.source.span(prose.start + m.start(), prose.start + m.end())
            paragraph = _around(text, m.start())
            looked += len(paragraph)
            if looked > _MOST:
                help = "write fewer in one paragraph, each with the absolute one"
                yield Diagnostic("relative-without-absolute", "more relative figures stand here than can be judged", span, help)
                break
            if not _ABSOLUTE.search(_INTERVAL.sub(" ", paragraph.replace(m.group(), " "))):
                help = "say in the same paragraph how many people it was, of how many, or that the absolute figure is not known"
                yield Diagnostic("relative-without-absolute", "a relative figure without the absolute one", span, help)


def may_be_relative(text: str) -> bool:
    """False where a text has no relative figure: each of these signs is found many times quicker than a figure is."""
    lower = text.lower()
    if "%" in text and (_PERCENT.search(text) or _BY.search(lower)):
        return True
    return any(sign in lower for sign in ("per cent", " ratio", " times as ")) or _HR.search(lower) is not None


def _around(text: str, at: int) -> str:
    """The paragraph that holds an offset."""
    gap, end = text.rfind("\n\n", 0, at), text.find("\n\n", at)
    return text[0 if gap < 0 else gap + 2 : None if end < 0 else end]
