"""Pandoc's citation syntax.

Grammar after Pandoc's Markdown reader: a key begins with a letter, a digit or ``_``; punctuation counts as part of
it only between two such characters; ``@{…}`` takes any key. Checked against Pandoc itself in the tests.
"""

import re
import sys
from collections.abc import Iterator, Sequence

from handbook.diagnostics import Located, Source
from handbook.model.prose import Citation, CitationGroup, Mode

KEY = r"\w++(?:(?:[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))\w*+)*+"
r"""A key without braces; ``\w`` is a letter, a digit or ``_``."""
_KEY = re.compile(rf"(?P<minus>-?)@(?:\{{(?P<braced>(?:[^{{}}\s]|\{{[^{{}}\s]*\}})+)\}}|(?P<key>{KEY}))")
_STOPS = re.compile(
    r"\\.|(?<!`)(?P<code>`++).+?(?<!`)(?P=code)(?!`)|<[^<>\s:@]*[:@][^<>\s]*>|(?<=\])\([^()\n]*\)|[\[\];]", re.DOTALL
)
_RUN = re.compile(r"\\.|(?<!`)(?P<code>`++).+?(?<!`)(?P=code)(?!`)|(?P<run>\*+|(?<![^\W_])_+|_+(?![^\W_]))")
_MARKUP = re.compile(
    r"\\(?P<escaped>[^\w\s])|(?<!`)(?P<ticks>`++)(?P<code>.+?)(?P=ticks)|<(?P<address>[^<>\s:@]*[:@][^<>\s]*)>"
    r"|!?\[(?P<words>[^\[\]]*)\](?:\([^()]*\)|\{[^{}]*\})"
    r"|\*\*|__|~~|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)",
    re.DOTALL,
)
_SPACE = re.compile(r"\n[ \t]*>[> \t]*|\s+")


def key_at(text: str, at: int, stop: int = sys.maxsize) -> tuple[str, int, int, bool] | None:
    """The citation key at ``-@`` or ``@`` on offset ``at``: (key, its start, its end, is the author suppressed)."""
    m = _KEY.match(text, at, stop)
    if not m:
        return None
    name = "key" if m.group("braced") is None else "braced"
    return m.group(name), m.start(name), m.end(), bool(m.group("minus"))


def may_begin(text: str, at: int) -> bool:
    """False directly after a word, and in what looks like an address: ``me@example.org``, ``host/@name``."""
    before = text[at - 1 : at]
    return not (before.isalnum() or before == "." or (before in ("_", "/") and text[at - 2 : at - 1].isalnum()))


def in_text(source: Source, at: int, stop: int) -> CitationGroup | None:
    """``@key`` in running text, as it stands, without what may follow it in brackets."""
    found = key_at(source.text, at, stop)
    if not found:
        return None
    key, key_start, end, suppressed = found
    mode = Mode.SUPPRESS_AUTHOR if suppressed else Mode.AUTHOR_IN_TEXT
    return CitationGroup(at, end, (Citation(_located(source, key, key_start), mode),))


def is_bare(text: str, group: CitationGroup) -> bool:
    """True for ``@key`` in running text to which nothing in brackets belongs as yet."""
    found = key_at(text, group.start)
    return found is not None and found[2] == group.end


def bracketed(source: Source, start: int, end: int, keys: Sequence[int]) -> tuple[Citation, ...] | None:
    """The citations of ``[…]``, whose offsets are given; None where an item has no key. ``keys`` are offsets of ``@key``."""
    items = [_citation(source, a, b, keys) for a, b in _items(source.text, start + 1, end - 1)]
    found = tuple(c for c in items if c)
    return found if len(found) == len(items) else None


def located(source: Source, group: CitationGroup, start: int, end: int, keys: Sequence[int]) -> CitationGroup | None:
    """``@key`` with the ``[p. 5; @other]`` that follows it; None where the bracket is no such thing."""
    (a, b), *rest = _items(source.text, start + 1, end - 1)
    if _citation(source, a, b, keys):
        return None
    others = [_citation(source, *item, keys) for item in rest]
    (first,) = group.citations
    kept = tuple(c for c in others if c)
    suffix = _words(source.text[a:b]).strip()
    return (
        CitationGroup(group.start, end, (Citation(first.key, first.mode, "", suffix), *kept)) if len(kept) == len(others) else None
    )


def _located(source: Source, key: str, start: int) -> Located[str]:
    return Located(key, source.span(start - 1, start + len(key)))


def _citation(source: Source, start: int, end: int, keys: Sequence[int]) -> Citation | None:
    text = source.text
    for at in keys:
        if start <= at < end and not _depth(text, start, at) and not _open_marks(text, start, at):
            found = key_at(text, at)
            if found:
                key, key_start, key_end, suppressed = found
                mode = Mode.SUPPRESS_AUTHOR if suppressed else Mode.NORMAL
                return Citation(
                    _located(source, key, key_start), mode, _words(text[start:at]).strip(), _words(text[key_end:end]).rstrip()
                )
    return None


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between semicolons that stand outside code, addresses and inner brackets."""
    depth, begin = 0, start
    for m in _STOPS.finditer(text, start, end):
        sign = m.group()
        depth += (sign == "[") - (sign == "]")
        if sign == ";" and depth == 0:
            yield begin, m.start()
            begin = m.end()
    yield begin, end


def _depth(text: str, start: int, at: int) -> int:
    """How many brackets are open at an offset."""
    signs = [m.group() for m in _STOPS.finditer(text, start, at)]
    return signs.count("[") - signs.count("]")


def _open_marks(text: str, start: int, at: int) -> bool:
    """True inside emphasis: what stands there belongs to the emphasised words."""
    still_open = {"*": 0, "_": 0}
    for m in _RUN.finditer(text, start, at):
        run = m.group("run") or ""
        if run and still_open[run[0]] and not text[m.start() - 1].isspace():
            still_open[run[0]] -= min(len(run), still_open[run[0]])
        elif run and not text[m.end() : m.end() + 1].isspace():
            still_open[run[0]] += len(run)
    return any(still_open.values())


def _words(text: str) -> str:
    """Prefixes and suffixes as plain text: links as their words, without marks."""

    def kept(m: re.Match[str]) -> str:
        return m.group("escaped") or m.group("code") or m.group("address") or m.group("words") or ""

    return _SPACE.sub(" ", _MARKUP.sub(kept, text))
