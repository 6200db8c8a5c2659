"""A plain reading that is too long to be read by somebody tired."""

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook

LONGEST = 60
"""Words."""
_WORD = re.compile(r"[\w’'%.,–-]*\w[\w’'%]*")


def plain_too_long(handbook: Handbook) -> Iterator[Diagnostic]:
    """A plain reading has at most sixty words."""
    for prose, said in handbook.plain_readings:
        n = length(said)
        if n > LONGEST:
            message = f"this plain reading has {n} words; {LONGEST} are the most"
            yield Diagnostic("plain-too-long", message, prose.opening, "keep the one thing that a reader must know")


def length(text: str) -> int:
    """How many words a text has."""
    return sum(map(_words, text.split()))


@lru_cache(maxsize=50_000)  # a handbook says a few thousand things between two spaces, again and again
def _words(piece: str) -> int:
    return len(_WORD.findall(piece))
