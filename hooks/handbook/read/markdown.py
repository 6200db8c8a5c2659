"""One walk over the Markdown of a file: finds what means something and masks what must be left alone.

The walk jumps from one sign that matters to the next, so plain words cost next to nothing: :data:`_HINT` finds where
one can begin, as fast as the machine looks for a letter, and :data:`_SIGN` says what it is.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from operator import itemgetter
from typing import TypeVar

from handbook.diagnostics import Source
from handbook.model.prose import Block, CitationGroup, Heading, Link, Prose, Raw, TermMark
from handbook.read import inline, lines, usual
from handbook.read.walk import Walk, masked

_Found = TypeVar("_Found", CitationGroup, Link, TermMark, Heading, Block, Raw)
_START = itemgetter(0)

_SIGN = re.compile(
    r"""
      (?P<fence>^[ ]{0,3}(?P<mark>`{3,}|~{3,})[^\n]*$)
    | (?P<block>^///[^\n]*$)
    | (?P<heading>^(?P<level>\#{1,6})[ \t]++(?P<words>[^\n]*)$)
    | (?P<setext>^(?:=+|-+)[ \t]*$)
    | (?P<quote>^[ ]{0,3}>)
    | (?P<definition>{definition})
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
    """.replace("{definition}", lines.DEFINITION),
    re.VERBOSE | re.MULTILINE,
)
_HINT = re.compile(r"\n(?=[\n \t`~/#=>\[|:-])|\\|`|<|\[|\]|{|}|@|-@|https?:|ftp:|www\.|!\[|///")
_ATTRIBUTES = re.compile(r"(?<!@)\{:?(?P<attributes>[^{}]*)\}$")
_QUOTATION = re.compile(r"(?<!\w)\"[^\"\n]*\"(?!\w)")
_CURLED = re.compile(r"[“”\n]")


def scan(source: Source, start: int = 0, end: int | None = None, labels: Callable[[], frozenset[str]] | None = None) -> Prose:
    """Everything of meaning in the Markdown between two offsets of a source.

    ``labels`` gives those that its links can name; without it they are looked for in the whole source.
    """
    stop = len(source.text) if end is None else end
    text, at = source.text, start
    walk = Walk(source, start, stop, labels=labels or cache(partial(lines.labels, text)))
    at = _steps(walk, at)
    usual_hint, hint, usual_steps, brackets = usual.HINT.search, _HINT.search, usual.STEPS, walk.brackets
    while found := (hint if brackets else usual_hint)(text, at, stop):
        usually = usual_steps.get(found.lastgroup)
        at = found.end() if usually and usually(walk, found) else _steps(walk, found.start())
    lines.close_block(walk, stop, stop)
    inline.never_closed(walk)
    walk.raw += lines.hashes(walk)
    if text.find('"', start, stop) >= 0:
        walk.masks += (m.span() for m in _QUOTATION.finditer(text, start, stop))
    if text.find("“", start, stop) >= 0:
        walk.masks += _quoted(text, start, stop)
    return Prose(
        source,
        start,
        stop,
        _in_order(walk.citations),
        _in_order(walk.links),
        _in_order(walk.marks),
        _in_order(walk.headings),
        _in_order(walk.blocks),
        _in_order(walk.raw),
        masked(text, start, stop, walk.masks),
    )


def _in_order(found: list[_Found]) -> tuple[_Found, ...]:
    return tuple(sorted(found, key=_START))


def _steps(walk: Walk, at: int) -> int:
    """Goes from one sign to the next as long as they follow each other; behind the end of a line stands the next one's beginning."""
    sign, text, stop = _SIGN.match, walk.source.text, walk.end
    m = sign(text, at, stop)
    if m is None:
        at += 1
        m = sign(text, at, stop)
    while m is not None:
        at = max(_STEPS[m.lastgroup](walk, m), m.start() + 1)
        m = sign(text, at, stop)
    return at


def _quoted(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """What stands between curled quotation marks in one line, from the first that opens to the first that closes."""
    opened = -1
    for m in _CURLED.finditer(text, start, stop):
        if m.group() == "“":
            opened = m.start() if opened < 0 else opened
        else:
            if m.group() == "”" and opened >= 0:
                yield opened, m.end()
            opened = -1


def _heading(walk: Walk, m: re.Match[str]) -> int:
    text, begin = walk.source.text, m.start("words")
    end = begin + len(m.group("words").rstrip(" \t"))
    listed = _ATTRIBUTES.search(text, max(text.rfind("{", begin, end), begin), end)
    words = text[begin : listed.start() if listed else end].rstrip(" \t").rstrip("#").rstrip(" \t")
    lines.heading(walk, m.span(), len(m.group("level")), begin, words, listed)
    if _HINT.search(words):  # few headings hold more than words
        inside = scan(walk.source, begin, begin + len(words), walk.labels)
        walk.citations += inside.citations
        walk.links += inside.links
        walk.marks += inside.marks
        walk.raw += (r for r in inside.raw if r.kind in ("escape", "code"))
    inline.never_closed(walk)
    return m.end()


_STEPS: dict[str | None, Callable[[Walk, re.Match[str]], int]] = {
    "heading": _heading,
    "fence": lines.fence,
    "block": lines.block,
    "setext": lines.setext,
    "quote": lines.quote,
    "definition": lines.definition,
    "indented": lines.indented,
    "ruler": lines.ruler,
    "gap": inline.gap,
    "escape": inline.escape,
    "code": inline.code,
    "comment": inline.comment,
    "autolink": inline.autolink,
    "tag": inline.tag,
    "address": inline.address,
    "slashes": inline.slashes,
    "open": inline.open_bracket,
    "close": inline.close_bracket,
    "cite": inline.cite,
    "brace": inline.brace,
}
