"""Comments out of the blocks below an article: where each begins, how deep it stands, which thread it belongs to, who speaks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handbook.author.draft_frame import is_date
from handbook.author.draft_shapes import Block, Part
from handbook.author.draft_voices import QUOTING, header_of, named, voice_of

_ITEM = 10
"""Words; an item of a list within a comment has fewer."""
_NEAR = 1
"""Columns; numbers of one and two digits are set in a little differently and stand on one level."""


def comments(blocks: Sequence[Block], authors: Iterable[str]) -> list[Part]:
    """The comments in order, each with depth (from 1), thread (from 1) and voice."""
    authors = tuple(authors)
    groups = _grouped(_headed(blocks))
    depths = _depths([g[0] for g in groups])
    out: list[Part] = []
    open_: list[Part] = []
    thread = 0
    for group, depth in zip(groups, depths, strict=True):
        if depth == 1 or not out:
            thread += 1
        while open_ and open_[-1].depth >= depth:
            open_.pop()
        parent = open_[-1] if open_ else None
        text, header = _said(group)
        answered = any(p.thread == thread and p.depth == depth and parent and p.first > parent.first for p in out)
        voice, sure = voice_of(text, depth, parent.text if parent else "", bool(parent) and not answered, header, authors)
        if parent and parent.voice == "reply" and not sure and voice == "reply":
            voice = "reader"
        part = Part("comment", group[0].first, group[-1].last, text, voice, depth, thread, sure)
        out.append(part)
        open_.append(part)
    return out


def _headed(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which a name, a date and what follows without a gap are one again."""
    out: list[Block] = []
    for b in blocks:
        last = out[-1] if out else None
        follows = last is not None and b.gap == 0 and not b.bullet and b.first == last.last + 1 and b.indent == last.indent
        if last and follows and (_begins(last) or (len(last.lines) == 1 and named(last.lines[0], b.lines[0]))):
            out[-1] = replace(last, last=b.last, lines=(*last.lines, *b.lines))
        else:
            out.append(b)
    return out


def _begins(b: Block) -> str:
    """The name with which a comment begins: in its first line, or above a line that says when."""
    if header := header_of(b.lines[0]):
        return header
    return b.lines[0] if len(b.lines) > 1 and named(b.lines[0], b.lines[1]) else ""


def _grouped(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks put together that one person said in one go."""
    opens = _openings(blocks)
    groups: list[list[Block]] = []
    for b, opening in zip(blocks, opens, strict=True):
        if opening or not groups:
            groups.append([b])
        else:
            groups[-1].append(b)
    return groups


def _openings(blocks: Sequence[Block]) -> list[bool]:
    """For each block, whether a comment begins with it."""
    headers = [bool(_begins(b)) for b in blocks]
    marked = [b for b in blocks if b.bullet]
    if headers and (headers[0] or sum(headers) > 1) and 2 * sum(headers) >= len(marked):
        return headers
    if not marked:
        return [n == 0 or not _only_quotes(blocks[n - 1].text) for n in range(len(blocks))]
    main = _family(marked[0].bullet)
    own = [b for b in marked if _family(b.bullet) == main]
    nests = len({b.indent for b in own}) > 1
    airy = sum(b.gap > 0 for b in marked) * 2 > len(marked)
    out: list[bool] = []
    current = marked[0]
    for b in blocks:
        if b.bullet:
            alien = _family(b.bullet) != main and (nests or _family(b.bullet) in ("1", "a"))
            tight = airy and b.gap == 0 and bool(out) and b.words < _ITEM
            counted = _family(b.bullet) in ("1", "a") and b.indent > current.indent and b.text[:1].islower()
            opening = not (alien or tight or counted) or not out
        else:
            opening = b.indent + _NEAR < current.indent and not _belongs(b)
        out.append(opening)
        current = b if opening else current
    return out


def _only_quotes(text: str) -> bool:
    """True for ``Re: "…"`` whose answer stands below."""
    m = QUOTING.match(text)
    return bool(m) and not re.search(r"\w", re.sub(r"[“\"«„][^“”\"«»„]*[”\"»“]", "", text).removeprefix("Re"))


def _belongs(b: Block) -> bool:
    """True for a line that goes on, whatever its indentation: it begins in the middle of a sentence."""
    return b.text[:1].islower()


def _family(bullet: str) -> str:
    """``1`` for numbers, ``a`` for letters, else the sign itself."""
    bare = bullet.strip("().")
    return "1" if bare[:1].isdigit() else "a" if bare.isalpha() else bullet


def _depths(openings: Sequence[Block]) -> list[int]:
    """The depth of each comment: by the parts of its number (``2.1.``), else by the level to which it is set in."""
    dotted = [len(re.findall(r"\d+", b.bullet)) for b in openings]
    if max(dotted, default=0) > 1:
        return [max(n, 1) for n in dotted]
    levels: list[int] = []
    for indent in sorted(Counter(b.indent for b in openings)):
        if not levels or indent - levels[-1] > _NEAR:
            levels.append(indent)
    return [sum(level <= b.indent for level in levels) or 1 for b in openings]


def _said(group: Sequence[Block]) -> tuple[str, str]:
    """The words of a comment without the line that names its author and date, and that name."""
    header = _begins(group[0])
    lines = [line for b in group for line in b.lines]
    if header:
        lines = lines[1:]
    return " ".join(line for line in lines if not is_date(line)), header
