"""The steps of the walk that take whole lines: fences, blocks, quotations, tables, rulers."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Located, Span
from handbook.model.prose import Block, Heading, Link, Raw
from handbook.read.walk import Walk

DEFINITION = (
    r"""^[ ]{0,3}\[(?P<name>[\w .,;/'’-]+)\]:[ \t]*<?(?P<target>[^\s>]+)>?(?:[ \t]+(?:"[^\n]*"|'[^\n]*'|\([^\n]*\)))?[ \t]*$"""
)
_DEFINITION = re.compile(DEFINITION, re.MULTILINE)
_LIST = re.compile(r"[ ]{0,3}(?:[-*+]|\d+[.)])[ \t]|[ ]{4}|\t")
_HASHES = re.compile(r"\n(?!#{1,6}[ \t])[ \t>*+:.)0-9-]*(#+)")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[ ]*\.?[\w#.+-]*[ ]*")


def fence(walk: Walk, m: re.Match[str]) -> int:
    """A fenced block of code, up to its closing fence; a fence that the generator would read in its own way is a text."""
    mark = m.group("mark")
    closing = _closing(walk, mark, m.end()) if _FENCE.fullmatch(m.group()) else None
    if not closing:
        walk.raw.append(Raw(m.start("mark"), m.end("mark"), "brace"))
        return m.end("mark")
    walk.masks.append((m.start(), closing.end()))
    walk.fences.append((m.start(), closing.end()))
    return closing.end()


def hashes(walk: Walk) -> Iterator[Raw]:
    """Number signs that begin a line, or what stands in a list or quotation, and are no heading to us: they shall be none."""
    for m in _HASHES.finditer(walk.source.text, max(walk.start - 1, 0), walk.end):
        if not any(start <= m.start() < end for start, end in walk.fences):
            yield Raw(m.start(1), m.end(1), "brace")


def _closing(walk: Walk, mark: str, at: int) -> re.Match[str] | None:
    """The line that closes a fence; what was looked for in vain is not looked for again."""
    if mark in walk.unclosed:
        return None
    found = re.compile(rf"^{mark}[ ]*$", re.MULTILINE).search(walk.source.text, at, walk.end)
    if not found:
        walk.unclosed.add(mark)
    return found


def block(walk: Walk, m: re.Match[str]) -> int:
    """A line that opens or closes a ``/// name`` block."""
    walk.masks.append(m.span())
    name = m.group()[3:].strip()
    if name and not walk.open_block:
        walk.open_block = m
        if name.split()[0] == "chart":  # data, not prose: nothing in it is a mention
            closing = re.compile(r"^///[ \t]*$", re.MULTILINE).search(walk.source.text, m.end(), walk.end)
            end = closing.start() if closing else walk.end
            walk.masks.append((m.end(), end))
            return end
    elif not name and walk.open_block:
        close_block(walk, m.start(), m.end())
    else:
        walk.raw.append(Raw(m.start(), m.start() + 3, "block-mark"))
    return m.end()


def close_block(walk: Walk, content_end: int, end: int) -> None:
    """Ends the open block, if there is one."""
    opening = walk.open_block
    if not opening:
        return
    walk.open_block = None
    name = opening.group()[3:].strip()
    at = opening.start() + opening.group().index(name)
    located = Located(name, walk.source.span(at, at + len(name)))
    walk.blocks.append(Block(opening.start(), end, located, min(opening.end() + 1, content_end), content_end))
    if end == content_end:  # it was never closed
        walk.raw.append(Raw(opening.start(), opening.end(), "open-block"))


def heading(walk: Walk, line: tuple[int, int], level: int, begin: int, words: str, listed: re.Match[str] | None) -> None:
    """A heading whose words begin at an offset, with its list of attributes, if it has one."""
    path, (number, column), (start, end) = walk.source.path, walk.source.place(begin), line
    attributes = None
    if listed:
        written = listed.group("attributes").lstrip(" \t")
        at = column + listed.end("attributes") - len(written) - begin
        written = written.rstrip(" \t")
        attributes = Located(written, Span(path, number, at, len(written) or 1))
    if level <= 2:  # no block reaches into the next section
        close_block(walk, start, start)
    walk.headings.append(Heading(start, end, level, Located(words, Span(path, number, column, len(words) or 1)), attributes))
    walk.masks.append((start, end))


def setext(walk: Walk, m: re.Match[str]) -> int:
    """A line of ``=`` or ``-`` that makes a heading of the line above."""
    line = walk.source.line_of(m.start())
    above = walk.source.line(line - 1)
    if m.start() > walk.start and above.strip() and not above.startswith(("#", "///", ">", "|")):
        level = 1 if m.group().startswith("=") else 2
        at = max(walk.source.line_starts[line - 2], walk.start)
        walk.headings.append(Heading(at, m.end(), -level, Located(above, walk.source.span(at, at + len(above))), None))
    return m.end()


def quote(walk: Walk, m: re.Match[str]) -> int:
    """A line of a quotation: no term is looked for in it."""
    end = walk.source.text.find("\n", m.end(), walk.end)
    walk.masks.append((m.start(), walk.end if end < 0 else end))
    return m.end()


def definition(walk: Walk, m: re.Match[str]) -> int:
    """A link definition: ``[label]: address``."""
    target = Located(m.group("target"), walk.source.span(m.start("target"), m.end("target")))
    walk.links.append(Link(m.start(), m.end(), m.group(), target))
    walk.masks.append(m.span())
    return m.end()


def indented(walk: Walk, m: re.Match[str]) -> int:
    """A line that four spaces turn into code, unless it continues a paragraph or a list."""
    text = walk.source.text
    above = _last_word(text, walk.start, m.start())
    if above > walk.start and "\n\n" not in text[above : m.start()]:
        return m.start() + 1  # a continuation line of a paragraph
    gap = text.rfind("\n\n", walk.start, above)
    if _LIST.match(text, walk.start if gap < 0 else gap + 2, above):
        return m.start() + 1  # a paragraph inside a list item
    walk.masks.append(m.span())
    walk.raw.append(Raw(m.start(), m.end(), "indented"))
    return m.end()


def _last_word(text: str, start: int, at: int) -> int:
    """The offset behind the last sign before ``at`` that is no space; ``start`` where there is none."""
    while at > start and text[at - 1].isspace():
        at -= 1
    return at


def labels(text: str) -> frozenset[str]:
    """The labels that a text defines."""
    return frozenset(m.group("name").casefold() for m in _DEFINITION.finditer(text)) if "]:" in text else frozenset()


def ruler(walk: Walk, m: re.Match[str]) -> int:
    """The ruler of a table; it and the row of headings above hold no terms."""
    line = walk.source.line_of(m.start())
    if line > 1:
        walk.masks.append((walk.source.line_starts[line - 2], m.end()))
    return m.end()
