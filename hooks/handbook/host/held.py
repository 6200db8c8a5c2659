"""Finished HTML is held back while a host draws the Markdown around it.

More than half of a generated page is HTML that the compiler has finished: facts, cards, references. Python-Markdown
walks through all of it, tag by tag, only to leave it as it is. So each piece is replaced by a mark, a paragraph of its
own, and put back when the rest has been drawn. The page is the same to the byte; drawing it takes half the time.
"""

import re

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Signs that no language uses; a page that has one of its own is drawn as it is."""
_PIECE = r"(?:<(?:aside|details|div|figure|nav|ol|p|ul)\b(?:[^\n]++|\n(?!\n))*+|/// html \| div\.[\w-]++|///)(?=\n\n|\n*\Z)"
_PIECES = re.compile(rf"^{_PIECE}(?:\n\n+{_PIECE})*", re.MULTILINE)
_GAP = re.compile(r"\n\n+")
_MARK = re.compile(rf"<p>{_OPEN}(\d+){_CLOSE}</p>")
_STRANGE = re.compile(rf"[{_OPEN}{_CLOSE}]|^ {{0,3}}(?:```|~~~)", re.MULTILINE)
_ID = re.compile(r"\bid=\"([^\"]+)\"")


def hold(markdown: str) -> tuple[str, list[str]]:
    """A generated page with a mark in the place of each piece of HTML, and the pieces; no pieces where it must stay whole."""
    if _STRANGE.search(markdown):
        return markdown, []
    pieces: list[str] = []

    def mark(m: re.Match[str]) -> str:
        pieces.append("\n".join(map(_drawn, _GAP.split(m.group()))))
        return f"{_OPEN}{len(pieces) - 1}{_CLOSE}"

    held = _PIECES.sub(mark, markdown)
    return (held, pieces) if "///" not in held else (markdown, [])


def _drawn(piece: str) -> str:
    """A piece as Python-Markdown, with the extension for blocks, would write it."""
    if piece.startswith("<"):
        return f"{piece}\n"
    return "</div>" if piece == "///" else f'<div class="{piece.rpartition(".")[2]}">'


def put_back(html: str, pieces: list[str]) -> str | None:
    """The drawn page with every piece in its place; None where a mark was not left alone, so that it must be drawn whole."""
    found = _MARK.split(html)
    if found[1::2] != [str(n) for n in range(len(pieces))]:
        return None
    found[1::2] = pieces
    return "".join(found).strip()


def anchors(pieces: list[str]) -> set[str]:
    """The ids inside the pieces, which a link may lead to."""
    return {id for piece in pieces for id in _ID.findall(piece)}
