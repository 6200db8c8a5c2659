"""What one walk over Markdown has gathered so far."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from handbook.diagnostics import Source
from handbook.model.prose import Block, CitationGroup, Heading, Link, Raw, TermMark


@dataclass
class Walk:
    """What the walk has gathered; it lives for one call of :func:`scan`."""

    source: Source
    start: int
    end: int
    citations: list[CitationGroup] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    marks: list[TermMark] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    raw: list[Raw] = field(default_factory=list)
    masks: list[tuple[int, int]] = field(default_factory=list)
    brackets: list[tuple[int, int]] = field(default_factory=list)
    """Offsets of open brackets, each with the number of citations that had been found before it."""
    labels: Callable[[], frozenset[str]] = frozenset
    """Gives the labels that links can name: ``[label]: address``; few texts have any link that does."""
    open_block: re.Match[str] | None = None
    fences: list[tuple[int, int]] = field(default_factory=list)
    unclosed: set[str] = field(default_factory=set)
    """The marks of fences that no line closes from here on."""


def masked(text: str, start: int, end: int, masks: list[tuple[int, int]]) -> str:
    """The text between two offsets with every masked stretch blanked."""
    parts: list[str] = []
    at = start
    for a, b in sorted(masks):
        if b > at:
            a = max(a, at)
            parts += (text[at:a], "\0" * (b - a))
            at = b
    parts.append(text[at:end])
    return "".join(parts)[: end - start]
