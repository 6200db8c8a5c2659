"""One walk over the Markdown of a file: finds what means something and masks what must be left alone.

The walk jumps from one sign that matters to the next, so plain words cost next to nothing: :data:`_HINT` finds where
one can begin, as fast as the machine looks for a letter, and :data:`_SIGN` says what it is.
"""

import re
from collections.abc import Callable, Iterator

from handbook.diagnostics import Located, Source
from handbook.model.prose import Heading, Prose
from handbook.read import inline, lines
from handbook.read.walk import Walk, masked

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


def scan(source: Source, start: int = 0, end: int | None = None, labels: frozenset[str] | None = None) -> Prose:
    """Everything of meaning in the Markdown between two offsets of a source.

    ``labels`` are those that its links can name; without them they are looked for in the whole source.
    """
    stop = len(source.text) if end is None else end
    text, at = source.text, start
    walk = Walk(source, start, stop, labels=lines.labels(text) if labels is None else labels)
    hint, sign, steps = _HINT.search, _SIGN.match, _STEPS
    m = sign(text, at, stop)
    while True:
        while m is not None:
            at = max(steps[m.lastgroup](walk, m), m.start() + 1)
            m = sign(text, at, stop)
        found = hint(text, at, stop)
        if found is None:
            break
        at = found.start()
        m = sign(text, at, stop)
        if m is None:
            at += 1  # behind the end of a line stands the beginning of the next
            m = sign(text, at, stop)
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
        tuple(sorted(walk.citations, key=lambda c: c.start)),
        tuple(sorted(walk.links, key=lambda x: x.start)),
        tuple(sorted(walk.marks, key=lambda x: x.start)),
        tuple(sorted(walk.headings, key=lambda h: h.start)),
        tuple(sorted(walk.blocks, key=lambda b: b.start)),
        tuple(sorted(walk.raw, key=lambda x: x.start)),
        masked(text, start, stop, walk.masks),
    )


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
    begin, words = m.start("words"), m.group("words").rstrip(" \t")
    located = None
    if listed := _ATTRIBUTES.search(words, max(words.rfind("{"), 0)):
        attributes = listed.group("attributes").strip(" \t")
        at = begin + listed.end() - len(listed.group("attributes").lstrip(" \t")) - 1
        located = Located(attributes, walk.source.span(at, at + len(attributes)))
        words = words[: listed.start()]
    words = words.rstrip(" \t").rstrip("#").rstrip(" \t")
    title = Located(words, walk.source.span(begin, begin + len(words)))
    level = len(m.group("level"))
    if level <= 2:  # no block reaches into the next section
        lines.close_block(walk, m.start(), m.start())
    walk.headings.append(Heading(m.start(), m.end(), level, title, located))
    if _HINT.search(words):  # few headings hold more than words
        inside = scan(walk.source, begin, begin + len(words), walk.labels)
        walk.citations += inside.citations
        walk.links += inside.links
        walk.marks += inside.marks
        walk.raw += (r for r in inside.raw if r.kind in ("escape", "code"))
    walk.masks.append(m.span())
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
