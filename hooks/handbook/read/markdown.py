"""One walk over the Markdown of a file: finds what means something and masks what must be left alone.

The walk jumps from one sign that matters to the next (:data:`_SIGN`), so plain words cost nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from handbook.diagnostics import Located, Source
from handbook.model.prose import Block, CitationGroup, Heading, Link, Prose, Raw, TermMark
from handbook.read import citations

_SIGN = re.compile(
    r"""
      (?P<fence>^[ ]{0,3}(?P<mark>`{3,}|~{3,})[^\n]*$)
    | (?P<block>^///[^\n]*$)
    | (?P<heading>^(?P<level>\#{1,6})[ \t]+(?P<title>[^\n]*?)[ \t]*\#*[ \t]*(?:\{:?[ \t]*(?P<attributes>[^{}\n]*?)[ \t]*\})?[ \t]*$)
    | (?P<setext>^(?:=+|-+)[ \t]*$)
    | (?P<quote>^[ ]{0,3}>)
    | (?P<definition>^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?(?P<target>[^\s>]+)[^\n]*$)
    | (?P<indented>^(?:[ ]{4}|[ ]{0,3}\t)[^\n]*\S[^\n]*$)
    | (?P<ruler>^[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*\|[-:|\ \t]*$)
    | (?P<gap>\n[ \t]*(?=\n))
    | (?P<escape>\\[^\n\w\s])
    | (?P<code>`+)
    | (?P<comment><!--)
    | (?P<autolink><(?:[A-Za-z][\w+.\-]*:[^<>\s]*|[^<>\s@]+@[^<>\s]+)>)
    | (?P<tag></?[A-Za-z][^<>]*>|<[!?][^<>]*>|<(?=[A-Za-z/!?]))
    | (?P<address>(?:https?|ftp)://[^\s<>\]]*|\bwww\.[^\s<>\]]+)
    | (?P<slashes>/{3,})
    | (?P<open>!?\[)
    | (?P<close>\])
    | (?P<cite>-?@)
    | (?P<brace>[{}])
    """,
    re.VERBOSE | re.MULTILINE,
)
_TAIL = re.compile(
    r"""
      \((?P<paren>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)
    | \{(?P<brace>[^{}\n]*)\}
    | \[(?P<label>[^\[\]\n]*)\]
    """,
    re.VERBOSE,
)
_TARGET = re.compile(r"\s*<?(?P<target>[^\s>]*)>?(?:\s+[\"'(].*)?\s*$")
_TERM = re.compile(r"\s*(?:(?P<off>\.no-term)|term=(?P<quote>[\"']?)(?P<key>[^\s\"']+)(?P=quote))\s*$")
_QUOTATION = re.compile(r"“[^”\n]*”|(?<!\w)\"[^\"\n]*\"(?!\w)")
_EMAIL = re.compile(r"[\w.+\-]*\w@\w[\w.\-]*")
_LIST = re.compile(r"^[ ]{0,3}(?:[-*+]|\d+[.)])[ \t]|^(?:[ ]{4}|\t)")
_FENCE_END = "^[ ]{{0,3}}{0}{{{1},}}[ \t]*$"


@dataclass
class _Walk:
    """What the walk has gathered; it lives for one call of :func:`scan`."""

    source: Source
    start: int
    end: int
    citations: list[CitationGroup] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    marks: list[TermMark] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    raw: list[Raw] = field(default_factory=list)
    masks: list[tuple[int, int]] = field(default_factory=list)
    brackets: list[tuple[int, int]] = field(default_factory=list)
    """Offsets of open brackets, each with the number of citations that had been found before it."""
    open_block: re.Match[str] | None = None


def scan(source: Source, start: int = 0, end: int | None = None) -> Prose:
    """Everything of meaning in the Markdown between two offsets of a source."""
    stop = len(source.text) if end is None else end
    walk = _Walk(source, start, stop)
    text, at = source.text, start
    while (m := _SIGN.search(text, at, stop)) is not None:
        at = max(_STEPS[m.lastgroup](walk, m), m.start() + 1)
    _close_block(walk, stop, stop)
    for m in _QUOTATION.finditer(text, start, stop):
        walk.masks.append(m.span())
    return Prose(
        source,
        start,
        stop,
        tuple(sorted(walk.citations, key=lambda c: c.start)),
        tuple(sorted(walk.links, key=lambda x: x.start)),
        tuple(sorted(walk.marks, key=lambda x: x.start)),
        tuple(walk.headings),
        tuple(walk.blocks),
        tuple(sorted(walk.raw, key=lambda x: x.start)),
        _masked(text, start, stop, walk.masks),
    )


def _masked(text: str, start: int, end: int, masks: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = start
    for a, b in sorted(masks):
        a, b = max(a, at), min(b, end)
        if a < b:
            parts += (text[at:a], "\0" * (b - a))
            at = b
    parts.append(text[at:end])
    return "".join(parts)


def _fence(walk: _Walk, m: re.Match[str]) -> int:
    mark = m.group("mark")
    closing = re.compile(_FENCE_END.format(re.escape(mark[0]), len(mark)), re.MULTILINE).search(walk.source.text, m.end(), walk.end)
    end = closing.end() if closing else walk.end
    walk.masks.append((m.start(), end))
    return end


def _block(walk: _Walk, m: re.Match[str]) -> int:
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
        _close_block(walk, m.start(), m.end())
    else:
        walk.raw.append(Raw(m.start(), m.start() + 3, "block-mark"))
    return m.end()


def _close_block(walk: _Walk, content_end: int, end: int) -> None:
    opening = walk.open_block
    if not opening:
        return
    walk.open_block = None
    name = opening.group()[3:].strip()
    at = opening.start() + opening.group().index(name)
    located = Located(name, walk.source.span(at, at + len(name)))
    walk.blocks.append(Block(located, opening.start(), end, min(opening.end() + 1, content_end), content_end))
    if end == content_end:  # it was never closed
        walk.raw.append(Raw(opening.start(), opening.end(), "open-block"))


def _heading(walk: _Walk, m: re.Match[str]) -> int:
    title = Located(m.group("title"), walk.source.span(m.start("title"), m.end("title")))
    attributes = m.group("attributes")
    at = m.start("attributes")
    located = Located(attributes, walk.source.span(at, at + len(attributes))) if attributes is not None else None
    walk.headings.append(Heading(m.start(), m.end(), len(m.group("level")), title, located))
    walk.masks.append(m.span())
    walk.brackets.clear()
    return m.end()


def _setext(walk: _Walk, m: re.Match[str]) -> int:
    line = walk.source.line_of(m.start())
    above = walk.source.line(line - 1)
    if m.start() > walk.start and above.strip() and not above.startswith(("#", "///", ">", "|")):
        level = 1 if m.group().startswith("=") else 2
        at = walk.source.line_starts[line - 2]
        walk.headings.append(Heading(at, m.end(), -level, Located(above, walk.source.span(at, at + len(above))), None))
    return m.end()


def _quote(walk: _Walk, m: re.Match[str]) -> int:
    end = walk.source.text.find("\n", m.end(), walk.end)
    walk.masks.append((m.start(), walk.end if end < 0 else end))
    return m.end()


def _definition(walk: _Walk, m: re.Match[str]) -> int:
    target = Located(m.group("target"), walk.source.span(m.start("target"), m.end("target")))
    walk.links.append(Link(m.start(), m.end(), m.group(), target))
    walk.masks.append(m.span())
    return m.end()


def _indented(walk: _Walk, m: re.Match[str]) -> int:
    text = walk.source.text
    before = text[walk.start : m.start()].rstrip(" \t")
    if not (before.endswith("\n\n") or before.strip() == ""):
        return m.start() + 1  # a continuation line of a paragraph
    paragraphs = before.rstrip().rsplit("\n\n", 1)[-1]
    if _LIST.match(paragraphs):
        return m.start() + 1  # a paragraph inside a list item
    walk.masks.append(m.span())
    walk.raw.append(Raw(m.start(), m.end(), "indented"))
    return m.end()


def _ruler(walk: _Walk, m: re.Match[str]) -> int:
    line = walk.source.line_of(m.start())
    if line > 1:
        walk.masks.append((walk.source.line_starts[line - 2], m.end()))
    return m.end()


def _gap(walk: _Walk, m: re.Match[str]) -> int:
    walk.brackets.clear()
    return m.end()


def _escape(walk: _Walk, m: re.Match[str]) -> int:
    walk.masks.append(m.span())
    if m.group() == "\\@":
        walk.raw.append(Raw(m.start(), m.end(), "escape"))
    return m.end()


def _code(walk: _Walk, m: re.Match[str]) -> int:
    closing = re.compile(rf"(?<!`){m.group()}(?!`)").search(walk.source.text, m.end(), walk.end)
    if not closing or "\n\n" in walk.source.text[m.end() : closing.start()]:
        return m.end()
    walk.masks.append((m.start(), closing.end()))
    return closing.end()


def _comment(walk: _Walk, m: re.Match[str]) -> int:
    end = walk.source.text.find("-->", m.end(), walk.end)
    end = walk.end if end < 0 else end + 3
    walk.raw.append(Raw(m.start(), end, "comment"))
    walk.masks.append((m.start(), end))
    return end


def _autolink(walk: _Walk, m: re.Match[str]) -> int:
    inner = m.group()[1:-1]
    target = inner if ":" in inner.partition("@")[0] else f"mailto:{inner}"
    walk.links.append(Link(m.start(), m.end(), inner, Located(target, walk.source.span(m.start(), m.end()))))
    walk.masks.append(m.span())
    return m.end()


def _tag(walk: _Walk, m: re.Match[str]) -> int:
    walk.raw.append(Raw(m.start(), m.end(), "tag"))
    walk.masks.append(m.span())
    return m.end()


def _address(walk: _Walk, m: re.Match[str]) -> int:
    walk.masks.append(m.span())
    return m.end()


def _open(walk: _Walk, m: re.Match[str]) -> int:
    walk.brackets.append((m.start(), len(walk.citations)))
    return m.end()


def _close(walk: _Walk, m: re.Match[str]) -> int:
    if not walk.brackets:
        return m.end()
    start, cited_before = walk.brackets.pop()
    source, text = walk.source, walk.source.text
    image = text[start] == "!"
    inner = start + 2 if image else start + 1
    tail = _TAIL.match(text, m.end(), walk.end)
    if tail and tail.group("brace") is not None and (mark := _TERM.match(tail.group("brace"))):
        at = tail.start("brace") + mark.start("key")
        key = mark.group("key")
        located = Located(key, source.span(at, at + len(key))) if key else None
        walk.marks.append(TermMark(start, tail.end(), inner, m.start(), located))
        walk.masks.append((start, tail.end()))
        return tail.end()
    if tail and tail.group("paren") is not None and (target := _TARGET.match(tail.group("paren"))):
        at = tail.start("paren") + target.start("target")
        located = Located(target.group("target"), source.span(at, at + max(len(target.group("target")), 1)))
        del walk.citations[cited_before:]
        walk.links.append(Link(start, tail.end(), text[inner : m.start()], located, image))
        walk.masks.append((start, tail.end()))
        return tail.end()
    if tail and tail.group("label") is not None and not image and len(walk.citations) == cited_before:
        walk.masks.append((start, tail.end()))
        return tail.end()
    if not image and len(walk.citations) > cited_before:
        group = citations.bracketed(source, start, m.end())
        if group:
            walk.citations[cited_before:] = [group]
            walk.masks.append((start, m.end()))
    return m.end()


def _cite(walk: _Walk, m: re.Match[str]) -> int:
    text = walk.source.text
    at = m.start()
    if not citations.may_begin(text, at):
        if text[at] == "-" and citations.may_begin(text, at + 1):
            at += 1
        else:
            if address := _EMAIL.match(text, max(text.rfind(" ", walk.start, at), text.rfind("\n", walk.start, at)) + 1, walk.end):
                walk.masks.append(address.span())
                return max(address.end(), m.end())
            return m.end()
    inside = bool(walk.brackets)
    group = citations.in_text(walk.source, at, walk.end if not inside else _line_stop(walk, at))
    if not group:
        return m.end()
    walk.citations.append(group)
    walk.masks.append((group.start, group.end))
    return group.end


def _line_stop(walk: _Walk, at: int) -> int:
    """Within brackets a key ends where it ends: what follows belongs to the bracket."""
    found = citations.key_at(walk.source.text, at)
    return found[2] if found else at


def _slashes(walk: _Walk, m: re.Match[str]) -> int:
    walk.raw.append(Raw(m.start(), m.end(), "slashes"))
    return m.end()


def _brace(walk: _Walk, m: re.Match[str]) -> int:
    walk.raw.append(Raw(m.start(), m.end(), "brace"))
    return m.end()


_STEPS: dict[str | None, Callable[[_Walk, re.Match[str]], int]] = {
    "fence": _fence,
    "block": _block,
    "heading": _heading,
    "setext": _setext,
    "quote": _quote,
    "definition": _definition,
    "indented": _indented,
    "ruler": _ruler,
    "gap": _gap,
    "escape": _escape,
    "code": _code,
    "comment": _comment,
    "autolink": _autolink,
    "tag": _tag,
    "address": _address,
    "slashes": _slashes,
    "open": _open,
    "close": _close,
    "cite": _cite,
    "brace": _brace,
}
