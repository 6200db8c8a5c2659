"""A text to blocks: paragraphs and items of lists, each with its place and how far it is set in."""

import re
from collections.abc import Iterator

from handbook.author.draft_frame import frame_of
from handbook.author.draft_labels import LABELS
from handbook.author.draft_shapes import Block

BULLET = re.compile(
    r"(?P<mark>[•◦‣⁃▪▫■●○·∙*+»›→‐]|[–—-]{1,3}>?|\(?\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|\(?[a-z][.)])\s+(?=\S)"
)
_LABEL = re.compile(r"[A-Z][A-Za-z ,&/]{3,40}:(?:\s|$)")
_ALONE = re.compile(rf"(?=[A-Z]){LABELS}:?", re.IGNORECASE)
_WRAPPED = 100
"""Columns; a text whose lines are longer was not broken by hand, so each of its lines is a paragraph."""


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text with any kind of line end."""
    blocks: list[Block] = []
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for run, gap in _runs(lines):
        for n, piece in enumerate(_pieces(run)):
            blocks.append(_block(piece, gap if n == 0 else 0))
    return blocks


def _runs(lines: list[str]) -> Iterator[tuple[list[tuple[int, str]], int]]:
    """Lines between blank ones, numbered, and how many blank ones stand above them."""
    run: list[tuple[int, str]] = []
    gap = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            run.append((number, line.expandtabs(4)))
            continue
        if run:
            yield run, gap
            run, gap = [], 0
        gap += 1
    if run:
        yield run, gap


def _pieces(run: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """A run cut at its bullets, at lines that are no one's text, and between paragraphs of one line each."""
    piece: list[tuple[int, str]] = []
    long = any(len(line.strip()) > _WRAPPED for _, line in run)
    for number, line in run:
        bare, indent = line.strip(), _indent(line)
        if piece and _cut(piece, bare, indent, long):
            yield piece
            piece = []
        piece.append((number, line))
    yield piece


def _cut(piece: list[tuple[int, str]], bare: str, indent: int, long: bool) -> bool:
    opening = piece[0][1]
    listed, before = BULLET.match(opening.strip()), piece[-1][1].strip()
    if BULLET.match(bare) and not (_hangs(piece, indent) and bare[0].isdigit()):
        return True
    if frame_of(bare) or frame_of(before) or frame_of(BULLET.sub("", before, count=1)):
        return True
    if not listed and any(_ALONE.fullmatch(x) and x[0].isupper() for x in (bare, before)):
        return True
    if listed:
        return indent <= _indent(opening) and long
    return (long and indent == 0) or bool(_LABEL.match(bare)) or indent < _indent(opening)


def _hangs(piece: list[tuple[int, str]], indent: int) -> bool:
    """True inside a paragraph broken by hand, where a number at the head of a line may be chance (``in\\n12. The``)."""
    first = piece[0][1]
    return not BULLET.match(first.strip()) and _indent(first) == indent and len(piece[-1][1].strip()) > 50


def _block(piece: list[tuple[int, str]], gap: int) -> Block:
    first = piece[0][1]
    bare = first.strip()
    m = BULLET.match(bare)
    lines = [bare[m.end() :] if m else bare, *(line.strip() for _, line in piece[1:])]
    return Block(piece[0][0], piece[-1][0], _indent(first), m.group("mark") if m else "", gap, tuple(lines))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
