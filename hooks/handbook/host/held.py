"""Finished HTML is held back while a host draws the Markdown around it.

More than half of a generated page is HTML that the compiler has finished: facts, cards, references. Python-Markdown
walks through all of it, tag by tag, only to leave it as it is. So each piece is replaced by a mark, a paragraph of its
own, and put back when the rest has been drawn. The page is the same to the byte; drawing it takes half the time.
"""

import re
from dataclasses import dataclass

_OPEN, _CLOSE, _WITHIN, _END = "\ue000", "\ue001", "\ue002", "\ue003"
"""Signs that no language uses, for a block and for what stands within a line; a page with one of its own is drawn as it is."""
_BLOCKS = tuple(f"<{name}" for name in ("aside", "details", "div", "figure", "nav", "ol", "p", "ul"))
_DIV = "/// html | div."
_MARK = re.compile(rf"<p>{_OPEN}(\d+){_CLOSE}</p>")
_INLINE = re.compile(
    r'<button [^<>]*>[^<>*_`\\\[\]&~^=+!\n]*</button>|<span class="hb-cites">\[(?:[^<>\[\]\n]|<button [^<>]*>\d+</button>)*+\]</span>'
)
"""What opens a card. Words in which Markdown might find something to do are left to it."""
_INLINE_MARK = re.compile(rf"{_WITHIN}(\d+){_END}")
_STRANGE = (_OPEN, _CLOSE, _WITHIN, _END, "```", "~~~")
"""A page with one of these is drawn as it is: what looks like a block might be code."""
_ID = re.compile(r"\bid=\"([^\"]+)\"")


@dataclass(frozen=True)
class Held:
    """A page with marks in the place of finished HTML, and the HTML of each mark: blocks, and what stands within lines."""

    markdown: str
    blocks: list[str]
    inline: list[str]


def hold(markdown: str) -> Held | None:
    """A generated page with its finished HTML held back; None where it must stay whole."""
    if any(sign in markdown for sign in _STRANGE):
        return None
    held: list[str] = []
    pieces: list[str] = []
    run: list[str] = []
    for block in markdown.split("\n\n"):
        whole = block.strip("\n")
        if whole.startswith(_BLOCKS) or whole == "///" or (whole.startswith(_DIV) and "\n" not in whole):
            run.append(_drawn(whole))
        elif whole:
            if run:
                held.append(f"{_OPEN}{len(pieces)}{_CLOSE}")
                pieces.append("\n".join(run))
                run = []
            held.append(block)
    if run:
        held.append(f"{_OPEN}{len(pieces)}{_CLOSE}")
        pieces.append("\n".join(run))
    text = "\n\n".join(held) + "\n"
    inline: list[str] = []

    def mark(m: re.Match[str]) -> str:
        inline.append(m.group())
        return f"{_WITHIN}{len(inline) - 1}{_END}"

    return Held(_INLINE.sub(mark, text), pieces, inline) if "\n///" not in text else None


def _drawn(piece: str) -> str:
    """A piece as Python-Markdown, with the extension for blocks, would write it."""
    if piece.startswith("<"):
        return f"{piece}\n"
    return "</div>" if piece == "///" else f'<div class="{piece.rpartition(".")[2]}">'


def put_back(html: str, held: Held) -> str | None:
    """The drawn page with everything in its place; None where a mark was not left alone, so that it must be drawn whole."""
    found = _MARK.split(html)
    if found[1::2] != [str(n) for n in range(len(held.blocks))]:
        return None
    found[1::2] = held.blocks
    lines = _INLINE_MARK.split("".join(found))
    if lines[1::2] != [str(n) for n in range(len(held.inline))]:
        return None
    lines[1::2] = held.inline
    return "".join(lines).strip()


def anchors(held: Held) -> set[str]:
    """The ids inside the finished HTML, which a link may lead to."""
    return {id for block in held.blocks for id in _ID.findall(block)}
