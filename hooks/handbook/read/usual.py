r"""What seeds are mostly made of, each taken in one step: headings of sections, plain readings, ``[@key]``, ``[words](target)``.

They are what they seem only where no bracket and no block is open; everything else takes the steps of the general walk,
and these would, too, with the same result.
"""

import re
from collections.abc import Callable

from handbook.diagnostics import Located, Span
from handbook.model.prose import Block, Citation, CitationGroup, Heading, Link, Mode
from handbook.read.citations import KEY
from handbook.read.lines import close_block
from handbook.read.walk import Walk

HINT = re.compile(
    rf"""
      \[@(?P<cited>{KEY})\](?![(\[{{:])
    | \[(?P<words>[^\\`<\[\]{{}}@/\n]*+)\]\((?P<target>[^()<>\s]++)\)
    | \n\#\#[ \t]++(?P<title>[^\\`<\[\]{{}}@/\#\n]*+)\{{(?!:)(?P<listed>[^{{}}\n]*+)\}}[ \t]*$
    | \n///[ ](?P<plain>plain\n(?:(?![ \t`~\#=>\[|:/-])[^\\`<\[\]{{}}@/\n]*+\n)*+)///$
    | \n(?=[ \t`~/\#=>\[|:-])|\\|`|<|\[|\]|{{|}}|@|-@|https?:|ftp:|www\.|!\[|///
    """,
    re.VERBOSE | re.MULTILINE,
)
"""Finds where something can begin; a named group says that it is one of the usual things, and is here whole."""
_NORMAL = Mode.NORMAL


def _citation(walk: Walk, m: re.Match[str]) -> bool:
    start, end = m.span()
    found, source = walk.citations, walk.source
    if found and not source.text[found[-1].end : start].strip(" \t\n>"):  # it may belong to the one before
        return False
    key = Located(m.group("cited"), source.span(start + 1, end - 1))
    found.append(CitationGroup(start, end, (Citation(key, _NORMAL),)))
    walk.masks.append((start, end))
    return True


def _link(walk: Walk, m: re.Match[str]) -> bool:
    words, target = m.group("words", "target")
    start, end = m.span()
    walk.links.append(Link(start, end, words, Located(target, walk.source.span(end - 1 - len(target), end - 1))))
    walk.masks.append((start, end))
    return True


def _section(walk: Walk, m: re.Match[str]) -> bool:
    source, (start, end) = walk.source, m.span()
    title, listed = m.group("title", "listed")
    title, left, attributes = title.rstrip(" \t"), listed.lstrip(" \t"), listed.strip(" \t")
    line, column = source.place(m.start("title"))
    begin = column + m.end("listed") - len(left) - m.start("title")
    heading = Heading(
        start + 1,
        end,
        2,
        Located(title, Span(source.path, line, column, len(title) or 1)),
        Located(attributes, Span(source.path, line, begin, len(attributes) or 1)),
    )
    close_block(walk, start + 1, start + 1)
    walk.headings.append(heading)
    walk.masks.append((start + 1, end))
    return True


def _plain(walk: Walk, m: re.Match[str]) -> bool:
    start, end = m.start() + 1, m.end()
    content, content_end = start + len("/// plain\n"), end - len("///")
    if walk.open_block or walk.source.text.find("www.", content, content_end) >= 0:
        return False
    name = Located("plain", walk.source.span(start + len("/// "), content - 1))
    walk.blocks.append(Block(start, end, name, content, content_end))
    walk.masks += ((start, content - 1), (content_end, end))
    return True


STEPS: dict[str | None, Callable[[Walk, re.Match[str]], bool]] = {
    "cited": _citation,
    "target": _link,
    "listed": _section,
    "plain": _plain,
}
"""By the last named group of the hint; a step that did nothing says so."""
