"""Finished HTML is held back while a host draws the Markdown around it.

More than half of a generated page is HTML that the compiler has finished: facts, cards, references. Python-Markdown
walks through all of it, tag by tag, only to leave it as it is. So each piece is replaced by a mark, a paragraph of its
own, and put back when the rest has been drawn. So are paragraphs that need no Markdown. The page is the same to the
byte; drawing it takes a third of the time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handbook.host.paragraph import CARD, Address, are_left_alone, paragraph

_OPEN, _CLOSE, _WITHIN, _END = "\ue000", "\ue001", "\ue002", "\ue003"
"""Signs that no language uses, for a block and for what stands within a line; a page with one of its own is drawn as it is."""
_BLOCKS = tuple(f"<{name}" for name in ("aside", "details", "div", "figure", "nav", "ol", "p", "ul"))
_DIV = re.compile(r"/// html \| div\.([\w-]+)")
MARK = re.compile(f"{_OPEN}\\d+{_CLOSE}")
"""What stands in the place of a block."""
_MARK = re.compile(rf"<p>{_OPEN}(\d+){_CLOSE}</p>")
_INLINE_MARK = re.compile(rf"{_WITHIN}(\d+){_END}")
_ODD = f"{_OPEN}{_CLOSE}{_WITHIN}{_END}\t\r\x02\x03"
"""Besides the marks: what Python-Markdown changes even inside finished HTML."""
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
"""What stands in it may look like HTML."""
_EMPTY = re.compile(r"/// html[^\n]*\n\n+///(?=\n|\Z)")
_STRAY = re.compile(rf"<(?:[!?]|[A-Za-z/][^<>{_OPEN}]*+(?!>))")
_BLOCK = re.compile(r"\n {0,3}</?+(?!(?:a|br|button|code|em|span|strong|sub|sup)\b|[^<>\s]*[:@])[A-Za-z]")
"""What may reach over a mark, were it left between the pieces: comments and tags that do not end; and HTML beside them."""
_SPECIAL = ("code", "h1", "h2", "h3", "h4", "h5", "h6")
_NAME = re.compile(r"<(\w+)")
_ID = re.compile(r"id=\"(?<=\sid=\")([^\"]+)\"(?=[^<>]*>)")


@dataclass(frozen=True)
class Held:
    """A page with marks in the place of finished HTML, and the HTML of each mark: blocks, and what stands within lines."""

    markdown: str
    blocks: list[str]
    inline: list[str]


def hold(markdown: str, extensions: Iterable[str], address: Address) -> Held | None:
    """A generated page with its finished HTML held back; None where it must stay whole. ``extensions`` are those that draw it.

    A block is what ``write.html.block`` makes: whole elements, on lines of their own, with no blank line.
    """
    if any(sign in markdown for sign in _ODD) or _fenced(markdown) or _EMPTY.search(markdown):
        return None
    plain = are_left_alone(extensions)
    kept: list[str] = []
    blocks: list[list[str]] = [[]]
    pieces: list[str] = []
    for part in markdown.split("\n\n"):
        piece = part.strip("\n")
        if piece.startswith(_BLOCKS) or piece == "///" or _DIV.fullmatch(piece):
            pieces.append(piece)
            blocks[-1].append(_drawn(piece))
        elif plain and (words := paragraph(piece, address)):
            blocks[-1].append(words)
        elif piece or not blocks[-1]:  # blank lines count, in a block of code
            _mark(kept, blocks)
            kept.append(part)
    _mark(kept, blocks)
    blocks.pop()
    inline: list[str] = []

    def within(m: re.Match[str]) -> str:
        inline.append(m.group())
        return f"{_WITHIN}{len(inline) - 1}{_END}"

    text = CARD.sub(within, "\n\n".join(kept)) + "\n"
    if "///" in text or _STRAY.search(text) or _BLOCK.search(f"\n{text}") or not _whole(pieces):
        return None
    return Held(text, ["\n".join(b) for b in blocks], inline)


def _mark(kept: list[str], blocks: list[list[str]]) -> None:
    """Puts a mark where blocks stood, and begins with the next ones."""
    if blocks[-1]:
        kept.append(f"{_OPEN}{len(blocks) - 1}{_CLOSE}")
        blocks.append([])


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


def put_back(html: str, held: Held) -> str | None:
    """The drawn page with everything in its place; None where it must be drawn whole.

    That is so where a mark was not left alone or came into code, and where nothing came of what stood between two, so
    that a block is empty.
    """
    found = _MARK.split(html)
    if found[1::2] != [str(n) for n in range(len(held.blocks))] or not all(map(str.strip, found[2:-1:2])):
        return None
    found[1::2] = held.blocks
    if not held.inline:
        return "".join(found).strip()
    lines = _INLINE_MARK.split("".join(found))
    if lines[1::2] != [str(n) for n in range(len(held.inline))] or not all(map(_in_words, lines[:-1:2])):
        return None
    lines[1::2] = held.inline
    return "".join(lines).strip()


def _in_words(before: str) -> bool:
    """Whether what follows stands among words: not inside a tag, nor in code or a heading, which are more than their look."""
    return before.rfind("<") <= before.rfind(">") and all(before.rfind(f"<{x}") <= before.rfind(f"</{x}") for x in _SPECIAL)


def anchors(held: Held) -> set[str]:
    """The ids inside the finished HTML, which a link may lead to."""
    return {id for block in held.blocks for id in _ID.findall(block)}
