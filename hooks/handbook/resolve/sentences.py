"""The sentence around a place, as plain text: what a back-link shows of its page."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar

from handbook.model.prose import CitationGroup, Heading, Link, Prose, Raw, TermMark

_Found = TypeVar("_Found", CitationGroup, Link, TermMark, Heading, Raw)
_start = attrgetter("start")

_END = re.compile(
    r"""
    (?: [!?]
      | \.(?!(?<=\b[Nn]o\.)\s+\d)  # no. 5
           (?<!\b[A-Zpv]\.)
           (?<!\b(?:al|ca|cf|Dr|pp|St|vs)\.)
           (?<!\b(?:e\.g|Fig|i\.e|vol)\.)
           (?<!\b(?:Prof|resp)\.)
           (?<!\bapprox\.)
    )
    ["”’)\]]*(?=\s+[\"“‘(\[A-Z0-9À-Þ])
    """,
    re.VERBOSE,
)
_ITEM = re.compile(r"\n[ \t]*(?:\||(?:[-*+]|\d{1,2}[.)])[ \t])")
_BULLET = re.compile(r"^[^\S\n]*(?:[-*+]|\d+[.)]|>+)\s+", re.MULTILINE)
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_AROUND = 600
"""Characters of a sentence before and behind a place; the longest sentence of ours has 479 in all."""
_LOOSE = re.compile(r" (?=[,.;:!?)])")
_MAYBE_BULLET = re.compile(r"\n[^\S\n]*[-*+>\d]")
"""Finds quickly that there is no bullet in a text behind the end of a line."""


def sentence_at(prose: Prose, offset: int, titles: Mapping[str, str]) -> str:
    """The sentence in ``prose`` that holds the offset of its source, without citations and marks.

    A citation that stands alone behind the end of a sentence (``Why? [@key]``) belongs to that sentence.
    """
    text = prose.source.text
    gap = text.rfind("\n\n", prose.start, offset)
    top = prose.start if gap < 0 else gap + 2
    bottom = text.find("\n\n", offset, prose.end)
    bottom = prose.end if bottom < 0 else bottom
    top, bottom = _row(text, top, bottom, offset)
    stops, ends = _ends(text, top, bottom)
    before, after = bisect_right(ends, offset), bisect_left(stops, offset)
    start = max(ends[before - 1] if before else top, offset - _AROUND)
    end = min(ends[after] if after < len(ends) else bottom, offset + _AROUND)
    said = plain_text(prose, start, end, titles)
    return said or plain_text(prose, ends[before - 2] if before > 1 else top, start, titles)


@lru_cache(maxsize=8)  # one sentence after another is asked for in the same paragraph
def _ends(text: str, top: int, bottom: int) -> tuple[list[int], list[int]]:
    """Where the sentences between two offsets have their last full stop, and where each ends."""
    found = list(_END.finditer(text, top, bottom))
    return [m.start() for m in found], [m.end() for m in found]


def plain_text(prose: Prose, start: int, end: int, titles: Mapping[str, str]) -> str:
    """What stands between two offsets, as plain text: links as their words, citations and marks left out.

    ``titles`` has the words of links that have none of their own, by their target.
    """
    parts: list[str] = []
    at = start
    edits = [(g.start, g.end, "") for g in _inside(prose.citations, start, end)]
    edits += [(x.start, x.end, x.text or titles.get(x.target.value, "")) for x in _inside(prose.links, start, end)]
    edits += [(t.start, t.end, prose.source.text[t.text_start : t.text_end]) for t in _inside(prose.marks, start, end)]
    edits += [
        (r.start, r.end, prose.source.text[r.start + 1] if r.kind == "escape" else "")
        for r in _inside(prose.raw, start, end)
        if r.kind in ("escape", "tag", "comment")
    ]
    edits += [(h.start, h.end, h.title.value + ".") for h in _inside(prose.headings, start, end)]
    for a, b, words in sorted(edits):
        if a >= at:
            parts += (prose.source.text[at:a], words)
            at = b
    parts.append(prose.source.text[at : max(at, end)])
    text = "".join(parts)
    if _MAYBE_BULLET.search("\n" + text):
        text = _BULLET.sub("", text)
    if "*" in text or "_" in text or "`" in text:
        text = _MARKS.sub("", text)
    return _LOOSE.sub("", " ".join(text.replace("|", " ").split()))


def _inside(found: tuple[_Found, ...], start: int, end: int) -> tuple[_Found, ...]:
    """Of what was found in a stretch, in order, that which begins between two offsets."""
    if not found or (start <= found[0].start and found[-1].start < end):
        return found
    first = bisect_left(found, start, key=_start)
    return found[first : bisect_left(found, end, first, key=_start)]


def _row(text: str, top: int, bottom: int, offset: int) -> tuple[int, int]:
    """In a table or a list, the row or item is the sentence's frame."""
    starts = [m.start() + 1 for m in _ITEM.finditer(text, top, bottom)]
    return max((s for s in starts if s <= offset), default=top), min((s for s in starts if s > offset), default=bottom)
