"""The sentence around a place, as plain text: what a back-link shows of its page."""

import re
from collections.abc import Mapping

from handbook.model.prose import Prose, between

_FULL_STOP = r"""\.
    (?!(?<=\b[Nn]o\.)\s+\d)  # no. 5
    (?<!\b[A-Zpv]\.)
    (?<!\b(?:al|ca|cf|Dr|pp|St|vs)\.)
    (?<!\b(?:e\.g|Fig|i\.e|vol)\.)
    (?<!\b(?:Prof|resp)\.)
    (?<!\bapprox\.)
    """
_ENDS = tuple(sign + r"""["”’)\]]*(?=\s+[\"“‘(\[A-Z0-9À-Þ])""" for sign in ("!", r"\?", _FULL_STOP))
"""Each sign that ends a sentence by itself: one is found many times quicker than one of three."""
_FIRST = tuple(re.compile(end, re.VERBOSE) for end in _ENDS)
_LAST = tuple(re.compile(f"(?s:.*){end}", re.VERBOSE) for end in _ENDS)
_BEGIN = re.compile(r"\s*\S?")
"""By what follows it an end is known: one before a place can be told once what begins there is seen."""
_ITEM = re.compile(r"\n[ \t]*(?:\||(?:[-*+]|\d{1,2}[.)])[ \t])")
_BULLET = re.compile(r"^[^\S\n]*(?:[-*+]|\d+[.)]|>+)\s+", re.MULTILINE)
_MARKS = re.compile(r"[*_`](?:(?<=`)|(?<=\*)\*|(?<=_)_|(?<!\w[*_])(?=\S)|(?<=\S[*_])(?!\w))")
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
    before = _end_before(text, top, bottom, offset)
    start, end = max(before, offset - _AROUND), min(_end_behind(text, bottom, offset), offset + _AROUND)
    said = plain_text(prose, start, end, titles)
    return said or plain_text(prose, _end_before(text, top, bottom, before - 1), start, titles)


def _end_before(text: str, top: int, bottom: int, offset: int) -> int:
    """Where the last sentence before a place ends; the top, where none does that is near."""
    near, beginning = max(top, offset - _AROUND), _BEGIN.match(text, offset, bottom)
    ends = [m.end() for end in _LAST if beginning and (m := end.match(text, near, beginning.end()))]
    return max(ends, default=top)


def _end_behind(text: str, bottom: int, offset: int) -> int:
    """Where the sentence at a place ends; the bottom, where it does not end near."""
    near = min(bottom, offset + _AROUND)
    ends = [m.end() for end in _FIRST if (m := end.search(text, offset, near))]
    return min(ends, default=bottom)


def plain_text(prose: Prose, start: int, end: int, titles: Mapping[str, str]) -> str:
    """What stands between two offsets, as plain text: links as their words, citations and marks left out.

    ``titles`` has the words of links that have none of their own, by their target.
    """
    source = prose.source.text
    parts: list[str] = []
    at = start
    for a, b, words in _edits(prose, start, end, titles):
        if a >= at:
            parts += (source[at:a], words)
            at = b
    parts.append(source[at : max(at, end)])
    text = "".join(parts)
    if _MAYBE_BULLET.search("\n" + text):
        text = _BULLET.sub("", text)
    if "*" in text or "_" in text or "`" in text:
        text = _MARKS.sub("", text)
    return _LOOSE.sub("", " ".join(text.replace("|", " ").split()))


def _edits(prose: Prose, start: int, end: int, titles: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """What does not stand as it is in plain text: from where to where, and the words in its place."""
    text = prose.source.text
    edits: list[tuple[int, int, str]] = []
    if prose.citations:
        edits += [(g.start, g.end, "") for g in between(prose.citations, start, end)]
    if prose.links:
        edits += [(x.start, x.end, x.text or titles.get(x.target.value, "")) for x in between(prose.links, start, end)]
    if prose.marks:
        edits += [(t.start, t.end, text[t.text_start : t.text_end]) for t in between(prose.marks, start, end)]
    if prose.headings:
        edits += [(h.start, h.end, h.title.value + ".") for h in between(prose.headings, start, end)]
    if prose.raw:
        raw = (r for r in between(prose.raw, start, end) if r.kind in ("escape", "tag", "comment"))
        edits += [(r.start, r.end, text[r.start + 1] if r.kind == "escape" else "") for r in raw]
    edits.sort()
    return edits


def _row(text: str, top: int, bottom: int, offset: int) -> tuple[int, int]:
    """In a table or a list, the row or item is the sentence's frame."""
    if text.find("\n", top, bottom) < 0:
        return top, bottom
    starts = [m.start() + 1 for m in _ITEM.finditer(text, top, bottom)]
    return max((s for s in starts if s <= offset), default=top), min((s for s in starts if s > offset), default=bottom)
