"""A relative figure that stands alone: half of what?"""

import re
from collections import Counter
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook

# Numbers are taken whole and without a way back (`++`), so that a long row of digits costs no more than its length.
_RELATIVE = re.compile(
    r"(?<!\d)\d++(?:\.\d++)?+\s?(?:%|per cent)\s+(?:lower|higher|fewer|less|more|smaller|larger|reduction|increase|decrease|drop)"
    r"|(?:hazard|odds|risk|rate) ratio[^.;]{0,25}?\d++(?:\.\d++)?+|\bHR\b[^.;]{0,12}?\d++(?:\.\d++)?+"
    r"|\b(?:reduced|cut|lowered|raised|fell|rose) by \d++(?:\.\d++)?+\s?%"
    r"|(?<!\d)\d++(?:\.\d++)?+ times as (?:many|likely|often|high)",
    re.IGNORECASE,
)
_NEEDED = ("%", "per cent", "ratio", "hr", "times as")
"""No relative figure is without one of these."""
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
    looked: Counter[str] = Counter()
    for prose, home in handbook.stretches:
        text = prose.text
        lower = text.lower()
        if home.section is None or not any(word in lower for word in _NEEDED):
            continue
        for m in _RELATIVE.finditer(text):
            at = prose.start + m.start()
            paragraph = _around(text, m.start())
            looked[prose.source.path] += len(paragraph)
            if looked[prose.source.path] > _MOST:
                message = "more relative figures stand here than can be judged"
                help = "write fewer in one paragraph, each with the absolute one"
                yield Diagnostic("relative-without-absolute", message, prose.source.span(at, at + len(m.group())), help)
                break
            if not _ABSOLUTE.search(_INTERVAL.sub(" ", paragraph.replace(m.group(), " "))):
                help = "say in the same paragraph how many people it was, of how many, or that the absolute figure is not known"
                yield Diagnostic(
                    "relative-without-absolute",
                    "a relative figure without the absolute one",
                    prose.source.span(at, at + len(m.group())),
                    help,
                )


def _around(text: str, at: int) -> str:
    """The paragraph that holds an offset."""
    gap, end = text.rfind("\n\n", 0, at), text.find("\n\n", at)
    return text[0 if gap < 0 else gap + 2 : None if end < 0 else end]
