"""The steps of the walk within a line: code, links, addresses, explicit terms, citations."""

import re

from handbook.diagnostics import Located
from handbook.model.prose import CitationGroup, Link, Raw, TermMark
from handbook.read import citations
from handbook.read.walk import Walk

_TAIL = re.compile(
    r"""
      \((?P<paren>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)
    | \{(?P<brace>[^{}\n]*)\}
    | \[(?P<label>[^\[\]\n]*)\]
    """,
    re.VERBOSE,
)
_TARGET = re.compile(r"<?(?P<target>[^>]*?)>?(?:(?<!\s)\s+[\"'(].*)?$")
_TERM = re.compile(r"\s*(?:(?P<off>\.no-term)|term=(?P<quote>[\"']?)(?P<key>[^\s\"']+)(?P=quote))\s*$")
_ATTRIBUTES = re.compile(r"\s*(?:(?:[#.][\w.:\-]+|[A-Za-z][\w:.\-]*=(?:\"[^\"]*\"|'[^']*'|[^\s\"']*)|-)(?:\s+|$))+")
_GAP = re.compile(r"[ \t]*(?:\n[ \t>]*)?")
_EMAIL = re.compile(r"[\w.+\-]*\w@\w[\w.\-]*")
_LONGEST = 64
"""Characters that an address can have before its ``@``."""
_DEEPEST = 8
"""Brackets within brackets; what is open around so many is no link and no citation."""


def escape(walk: Walk, m: re.Match[str]) -> int:
    """An escaped sign means nothing, and the page must show it."""
    walk.masks.append(m.span())
    walk.raw.append(Raw(m.start(), m.end(), "escape"))
    return m.end()


def code(walk: Walk, m: re.Match[str]) -> int:
    """Inline code, up to as many backticks, within its paragraph."""
    gap = walk.source.text.find("\n\n", m.end(), walk.end)
    closing = re.compile(rf"(?<!`){m.group()}(?!`)").search(walk.source.text, m.end(), walk.end if gap < 0 else gap)
    if not closing:
        walk.raw.append(Raw(m.start(), m.end(), "brace"))
        return m.end()
    walk.masks.append((m.start(), closing.end()))
    walk.raw.append(Raw(m.start(), closing.end(), "code"))
    return closing.end()


def comment(walk: Walk, m: re.Match[str]) -> int:
    """An HTML comment, up to its end."""
    end = walk.source.text.find("-->", m.end(), walk.end)
    end = walk.end if end < 0 else end + 3
    walk.raw.append(Raw(m.start(), end, "comment"))
    walk.masks.append((m.start(), end))
    return end


def autolink(walk: Walk, m: re.Match[str]) -> int:
    """An address in angle brackets."""
    inner = m.group()[1:-1]
    target = inner if ":" in inner.partition("@")[0] else f"mailto:{inner}"
    walk.links.append(Link(m.start(), m.end(), inner, Located(target, walk.source.span(m.start(), m.end()))))
    walk.masks.append(m.span())
    return m.end()


def tag(walk: Walk, m: re.Match[str]) -> int:
    """An HTML tag, or the beginning of one."""
    walk.raw.append(Raw(m.start(), m.end(), "tag"))
    walk.masks.append(m.span())
    return m.end()


def address(walk: Walk, m: re.Match[str]) -> int:
    """A bare address: nothing in it is a mention."""
    walk.masks.append(m.span())
    return m.end()


def open_bracket(walk: Walk, m: re.Match[str]) -> int:
    """A bracket opens; what it is shows when it closes."""
    if len(walk.brackets) == _DEEPEST:
        never_closed(walk, 1)
    walk.brackets.append((m.start(), len(walk.citations)))
    return m.end()


def close_bracket(walk: Walk, m: re.Match[str]) -> int:
    """A bracket closes: an explicit term, a link, a reference link, a group of citations, or nothing."""
    links = len(walk.links)
    end = _close(walk, m)
    following = walk.source.text[m.end() : min(m.end() + 1, walk.end)]
    if following in ("(", ":") and len(walk.links) == links:  # what is no link to us shall be none
        walk.raw.append(Raw(m.end(), m.end() + 1, "brace"))
    return end


def _close(walk: Walk, m: re.Match[str]) -> int:
    if not walk.brackets:
        return m.end()
    start, cited_before = walk.brackets.pop()
    source, text = walk.source, walk.source.text
    image = text[start] == "!"
    inner = start + 2 if image else start + 1
    tail = _TAIL.match(text, m.end(), walk.end)
    brace = tail.group("brace") if tail else None
    label = tail.group("label") if tail else None
    if tail and brace is not None and (mark := _TERM.match(brace)):
        at = tail.start("brace") + mark.start("key")
        key = mark.group("key")
        located = Located(key, source.span(at, at + len(key))) if key else None
        walk.marks.append(TermMark(start, tail.end(), inner, m.start(), located))
        walk.masks.append((start, tail.end()))
        return tail.end()
    if image and not (tail and tail.group("paren") is not None):  # an image by a label is none
        walk.raw.append(Raw(start, start + 1, "brace"))
    if tail and tail.group("paren") is not None and (target := _TARGET.match(tail.group("paren").strip())):
        paren = tail.group("paren")
        at = tail.start("paren") + len(paren) - len(paren.lstrip()) + target.start("target")
        located = Located(target.group("target"), source.span(at, at + max(len(target.group("target")), 1)))
        del walk.citations[cited_before:]
        walk.links.append(Link(start, tail.end(), text[inner : m.start()], located, image))
        walk.masks.append((start, tail.end()))
        return tail.end()
    if tail and label is not None and (label or text[inner : m.start()]).casefold() in walk.labels():
        del walk.citations[cited_before:]
        walk.masks.append((start, tail.end()))
        return tail.end()
    if not image and not (brace is not None and _ATTRIBUTES.fullmatch(brace)):
        _citations(walk, start, m.end(), cited_before, label is not None)
    return m.end()


def _citations(walk: Walk, start: int, end: int, cited_before: int, labelled: bool) -> None:
    """A bracket that is no link: a group of citations, or the locator of the citation before it."""
    source, text = walk.source, walk.source.text
    keys = [g.start for g in walk.citations[cited_before:]]
    before = walk.citations[cited_before - 1] if cited_before else None
    if before and not (citations.is_bare(text, before) and _GAP.fullmatch(text, before.end, start)):
        before = None
    found = citations.bracketed(source, start, end, keys) if keys and not labelled else None
    group: CitationGroup | None = None
    if found:
        group = CitationGroup(before.start, end, before.citations + found) if before else CitationGroup(start, end, found)
    elif before and text[start + 1] != "^" and text[end : end + 1] not in ("[", "("):
        group = citations.located(source, before, start, end, keys)
    if group:
        walk.citations[cited_before - (group.start < start) :] = [group]
        walk.masks.append((group.start, group.end))


def cite(walk: Walk, m: re.Match[str]) -> int:
    """A citation in the running text; what follows it in brackets is added when they close."""
    text = walk.source.text
    at = m.start()
    if not (walk.citations and walk.citations[-1].end == at):  # directly after another citation, one may begin
        if text[at] == "-" and (text[at - 1 : at] == "-" or not citations.may_begin(text, at)):  # a dash, or a hyphen
            at += 1
        if not citations.may_begin(text, at):
            first = max(walk.start, at - _LONGEST)
            if address := _EMAIL.match(text, max(text.rfind(" ", first, at), text.rfind("\n", first, at), first - 1) + 1, walk.end):
                walk.masks.append(address.span())
                return max(address.end(), m.end())
            return m.end()
    group = citations.in_text(walk.source, at, walk.end)
    if not group:
        return m.end()
    walk.citations.append(group)
    walk.masks.append((group.start, group.end))
    return group.end


def slashes(walk: Walk, m: re.Match[str]) -> int:
    """Slashes that a block might be made of."""
    walk.raw.append(Raw(m.start(), m.end(), "slashes"))
    return m.end()


def brace(walk: Walk, m: re.Match[str]) -> int:
    """A brace, which Markdown extensions would read."""
    walk.raw.append(Raw(m.start(), m.end(), "brace"))
    return m.end()


def gap(walk: Walk, m: re.Match[str]) -> int:
    """A blank line: no bracket reaches across it."""
    never_closed(walk)
    return m.end()


def never_closed(walk: Walk, many: int | None = None) -> None:
    """The brackets that are still open, or the first of them, are signs like others: nobody shall look for their ends again."""
    for start, _ in walk.brackets[:many]:
        walk.raw.append(Raw(start, start + 1 + (walk.source.text[start] == "!"), "brace"))
    del walk.brackets[:many]
