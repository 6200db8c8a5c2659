"""Pandoc's citation syntax.

Grammar after Pandoc's Markdown reader: a key begins with a letter, a digit or ``_``; punctuation counts as part of
it only between two such characters; ``@{…}`` takes any key. Checked against Pandoc itself in the tests.
"""

import re
from collections.abc import Iterator

from handbook.diagnostics import Located, Source
from handbook.model.prose import Citation, CitationGroup, Mode

KEY = re.compile(r"(?P<minus>-?)@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>[^\W_][\w]*|_[\w]*))")
_MORE = re.compile(r"(?:[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))\w*")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def key_at(text: str, at: int) -> tuple[str, int, int, bool] | None:
    """The citation key at ``-@`` or ``@`` on offset ``at``: (key, its start, its end, is the author suppressed)."""
    m = KEY.match(text, at)
    if not m:
        return None
    if braced := m.group("braced"):
        return braced, m.start("braced"), m.end(), bool(m.group("minus"))
    end = m.end()
    while more := _MORE.match(text, end):
        end = more.end()
    return text[m.start("key") : end], m.start("key"), end, bool(m.group("minus"))


def may_begin(text: str, at: int) -> bool:
    """False directly after a word, as in an e-mail address."""
    before = text[at - 1] if at else " "
    return not (before.isalnum() or (before in "._/@\\" and _glued(text, at)))


def bracketed(source: Source, start: int, end: int) -> CitationGroup | None:
    """The group in ``[…]`` from offset ``start`` to ``end`` (brackets included); None where an item has no key."""
    found = []
    for a, b in _items(source.text, start + 1, end - 1):
        item = _citation(source, a, b)
        if item is None:
            return None
        found.append(item)
    return CitationGroup(start, end, tuple(found))


def in_text(source: Source, at: int, stop: int) -> CitationGroup | None:
    """``@key`` in running text, with the ``[p. 5; @other]`` that may follow it, before offset ``stop``."""
    text = source.text
    found = key_at(text, at)
    if not found:
        return None
    key, key_start, end, suppressed = found
    located = Located(key, source.span(key_start - 1, key_start + len(key)))
    mode = Mode.SUPPRESS_AUTHOR if suppressed else Mode.AUTHOR_IN_TEXT
    m = re.compile(r"[ \t]*\n?[ \t]*\[(?!\^)").match(text, end, stop)
    close = _closing(text, m.end() - 1, stop) if m else None
    if m and close and text[close : close + 1] not in ("(", "[", "{"):
        items = list(_items(text, m.end(), close - 1))
        first, rest = items[0], items[1:]
        others = [_citation(source, a, b) for a, b in rest]
        if not KEY.search(text, *first) and all(others):
            suffix = text[slice(*first)].strip()
            return CitationGroup(at, close, (Citation(located, mode, "", suffix), *(o for o in others if o)))
    return CitationGroup(at, end, (Citation(located, mode),))


def _citation(source: Source, start: int, end: int) -> Citation | None:
    text = source.text
    at = start
    while (m := KEY.search(text, at, end)) is not None:
        if may_begin(text, m.start()) and not _in_code(text, start, m.start(), end):
            break
        at = m.start() + (2 if m.group("minus") else 1)
    else:
        return None
    found = key_at(text, m.start())
    if not found:
        return None
    key, key_start, key_end, suppressed = found
    return Citation(
        Located(key, source.span(m.start() + suppressed, key_start + len(key))),
        Mode.SUPPRESS_AUTHOR if suppressed else Mode.NORMAL,
        text[start : m.start()].strip(),
        text[key_end:end].rstrip(),
    )


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between semicolons that stand outside code and inner brackets."""
    depth, begin, at = 0, start, start
    while at < end:
        c = text[at]
        if c == "\\":
            at += 2
            continue
        if c == "`" and (m := _CODE.match(text, at, end)):
            at = m.end()
            continue
        depth += (c == "[") - (c == "]")
        if c == ";" and depth == 0:
            yield begin, at
            begin = at + 1
        at += 1
    yield begin, end


def _in_code(text: str, start: int, at: int, end: int) -> bool:
    return any(m.start() < at < m.end() for m in _CODE.finditer(text, start, end))


def _closing(text: str, at: int, stop: int) -> int | None:
    """The offset behind the bracket that closes the one at ``at``, within one paragraph."""
    depth = 0
    while at < stop:
        c = text[at]
        if c == "\\":
            at += 1
        elif c == "\n" and text[at + 1 : at + 2] in ("\n", ""):
            return None
        else:
            depth += (c == "[") - (c == "]")
            if depth == 0:
                return at + 1
        at += 1
    return None


def _glued(text: str, at: int) -> bool:
    """True where a full stop, slash or underscore before the key ties it to a word (``a.@b``, ``host/@name``)."""
    before = text[at - 1]
    return before in "@\\/" or before == "." or (before == "_" and at > 1 and text[at - 2].isalnum())
