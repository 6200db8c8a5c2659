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
_ODD = f"{_OPEN}{_CLOSE}\t\r\x02\x03"
"""Besides the marks: what Python-Markdown changes even inside finished HTML."""
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
"""What stands in it may look like HTML."""
_EMPTY = re.compile(r"/// html[^\n]*\n\n+///(?=\n|\Z)")
_STRAY = re.compile(rf"<(?:[!?]|[A-Za-z/][^<>{_OPEN}]*+(?!>))")
_BLOCK = re.compile(r"\n {0,3}</?+(?!(?:a|br|button|code|em|span|strong|sub|sup)\b|[^<>\s]*[:@])[A-Za-z]")
"""What may reach over a mark, were it left between the pieces: comments and tags that do not end; and HTML beside them."""
_NAME = re.compile(r"<(\w+)")
_ID = re.compile(r"\sid=\"([^\"]+)\"(?=[^<>]*>)")


def hold(markdown: str) -> tuple[str, list[str]]:
    """A generated page with a mark in the place of each piece of HTML, and the pieces; no pieces where it must stay whole.

    A piece is what ``write.html.block`` makes: whole elements, each on lines of its own, with no blank line.
    """
    if any(sign in markdown for sign in _ODD) or _fenced(markdown) or _EMPTY.search(markdown):
        return markdown, []
    pieces: list[str] = []
    seen: list[str] = []

    def mark(m: re.Match[str]) -> str:
        parts = _GAP.split(m.group())
        seen.extend(parts)
        pieces.append("\n".join(map(_drawn, parts)))
        return f"{_OPEN}{len(pieces) - 1}{_CLOSE}"

    held = _PIECES.sub(mark, markdown)
    plain = "///" not in held and not _STRAY.search(held) and not _BLOCK.search(f"\n{held}")
    return (held, pieces) if plain and _whole(seen) else (markdown, [])


def _fenced(markdown: str) -> bool:
    return ("```" in markdown or "~~~" in markdown) and bool(_FENCE.search(markdown))


def _whole(pieces: list[str]) -> bool:
    """Whether each element ends, and each block is closed before the next one opens; drawing would mend what is not so."""
    closes = [p == "///" for p in pieces if p[0] == "/"]
    return closes == [False, True] * (len(closes) // 2) and all(map(_ends, pieces))


def _ends(piece: str) -> bool:
    name = _NAME.match(piece)
    if not name:
        return True
    opened = piece.count(f"{name[0]} ") + piece.count(f"{name[0]}>")
    return piece[-1] == ">" and opened == piece.count(f"</{name[1]}>")


def _drawn(piece: str) -> str:
    """A piece as Python-Markdown, with the extension for blocks, would write it."""
    if piece.startswith("<"):
        return f"{piece}\n"
    return "</div>" if piece == "///" else f'<div class="{piece.rpartition(".")[2]}">'


def put_back(html: str, pieces: list[str]) -> str | None:
    """The drawn page with every piece in its place; None where it must be drawn whole.

    That is so where a mark was not left alone, and where nothing came of what stood between two, so that a block is empty.
    """
    found = _MARK.split(html)
    if found[1::2] != [str(n) for n in range(len(pieces))] or not all(map(str.strip, found[2:-1:2])):
        return None
    found[1::2] = pieces
    return "".join(found).strip()


def anchors(pieces: list[str]) -> set[str]:
    """The ids inside the pieces, which a link may lead to."""
    return {id for piece in pieces for id in _ID.findall(piece)}
