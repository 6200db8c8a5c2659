"""The sentence around a place, as plain text: what a back-link shows of its page."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import lru_cache

from handbook.model.prose import Prose

_END = re.compile(r"(?!(?<=\b[Nn]o)\.\s+\d)[.!?][\"”’)\]]*(?=\s+[\"“‘(\[A-Z0-9À-Þ])")
_SHORT = re.compile(r"(?:\b(?:al|approx|ca|cf|Dr|e\.g|Fig|i\.e|p|pp|Prof|resp|St|vs|vol|v)|\b[A-Z])\.$")
_ITEM = re.compile(r"^[ \t]*(?:\||(?:[-*+]|\d{1,2}[.)])[ \t])", re.MULTILINE)
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)]|>+)\s+", re.MULTILINE)
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_LOOSE = re.compile(r" ([,.;:!?)])")


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
    start = ends[before - 1] if before else top
    end = ends[after] if after < len(ends) else bottom
    said = plain_text(prose, start, end, titles)
    return said or plain_text(prose, ends[before - 2] if before > 1 else top, start, titles)


@lru_cache(maxsize=8)  # one sentence after another is asked for in the same paragraph
def _ends(text: str, top: int, bottom: int) -> tuple[list[int], list[int]]:
    """Where the sentences between two offsets have their last full stop, and where each ends."""
    found = [m for m in _END.finditer(text, top, bottom) if not _SHORT.search(text[max(top, m.start() - 8) : m.start() + 1])]
    return [m.start() for m in found], [m.end() for m in found]


def plain_text(prose: Prose, start: int, end: int, titles: Mapping[str, str]) -> str:
    """What stands between two offsets, as plain text: links as their words, citations and marks left out.

    ``titles`` has the words of links that have none of their own, by their target.
    """
    parts: list[str] = []
    at = start
    inside = prose.part(start, end)
    edits = [(g.start, g.end, "") for g in inside.citations]
    edits += [(x.start, x.end, x.text or titles.get(x.target.value, "")) for x in inside.links]
    edits += [(t.start, t.end, prose.source.text[t.text_start : t.text_end]) for t in inside.marks]
    edits += [
        (r.start, r.end, prose.source.text[r.start + 1] if r.kind == "escape" else "")
        for r in inside.raw
        if r.kind in ("escape", "tag", "comment")
    ]
    edits += [(h.start, h.end, h.title.value + ".") for h in inside.headings]
    for a, b, words in sorted(edits):
        if a >= at:
            parts += (prose.source.text[at:a], words)
            at = b
    parts.append(prose.source.text[at : max(at, end)])
    text = _BULLET.sub("", "".join(parts))
    if "*" in text or "_" in text or "`" in text:
        text = _MARKS.sub("", text)
    return _LOOSE.sub(r"\1", " ".join(text.replace("|", " ").split()))


def _row(text: str, top: int, bottom: int, offset: int) -> tuple[int, int]:
    """In a table or a list, the row or item is the sentence's frame."""
    starts = [m.start() for m in _ITEM.finditer(text, top, bottom)]
    return max((s for s in starts if s <= offset), default=top), min((s for s in starts if s > offset), default=bottom)
