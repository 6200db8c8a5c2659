"""A plain reading that is too long to be read by somebody tired."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook

LONGEST = 60
"""Words."""
_WORD = re.compile(r"[\w’'%.,–-]*\w[\w’'%]*")


def plain_too_long(handbook: Handbook) -> Iterator[Diagnostic]:
    """A plain reading has at most sixty words."""
    for prose, home in handbook.stretches:
        if home.section and prose is home.section.plain:
            n = len(_WORD.findall(handbook.words[home.section][0]))
            if n > LONGEST:
                yield Diagnostic(
                    "plain-too-long",
                    f"this plain reading has {n} words; {LONGEST} are the most",
                    prose.opening,
                    "keep the one thing that a reader must know",
                )
