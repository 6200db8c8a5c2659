"""A plain reading that is too long to be read by somebody tired."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook

LONGEST = 60
"""Words."""
_WORD = re.compile(r"(?<![\w’'%.,–-])[’'%.,–-]*+\w")
"""Where a word begins; looked for nowhere else, so that a long row of signs costs no more than its length."""
_APART = re.compile(r"[^\w ’'%.,–-]")
"""What parts words beside spaces."""


def plain_too_long(handbook: Handbook) -> Iterator[Diagnostic]:
    """A plain reading has at most sixty words."""
    for prose, said in handbook.plain_readings:
        if most(said) > LONGEST and (n := length(said)) > LONGEST:
            message = f"this plain reading has {n} words; {LONGEST} are the most"
            yield Diagnostic("plain-too-long", message, prose.opening, "keep the one thing that a reader must know")


def length(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def most(text: str) -> int:
    """As many words as a text could have at the most; nearly all have so few that these need not be counted."""
    return 1 + text.count(" ") + len(_APART.findall(text))
