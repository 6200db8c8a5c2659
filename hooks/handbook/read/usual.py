r"""What seeds are mostly made of, each taken in one step: headings of sections, plain readings, ``[@key]``, ``[words](target)``.

They are what they seem only where no bracket and no block is open; everything else takes the steps of the general walk,
and these would, too, with the same result.
"""

import re
from collections.abc import Callable

from handbook.diagnostics import Located
from handbook.model.prose import Block, Citation, CitationGroup, Link, Mode
from handbook.read import lines
from handbook.read.citations import KEY
from handbook.read.walk import Walk

HINT = re.compile(
    rf"""
      \[@(?P<cited>{KEY})\](?![(\[{{:])
    | \[(?P<words>[^\\`<\[\]{{}}@/\n]*+)\]\((?P<target>[^()<>\s]++)\)
    | \n\#\#[ \t]++(?P<title>[^\\`<\[\]{{}}@/\#\n]*+)\{{(?!:)(?P<attributes>[^{{}}\n]*+)\}}[ \t]*$
    | \n///[ ](?P<plain>plain\n(?:(?![ \t`~\#=>\[|:/-])[^\\`<\[\]{{}}@/\n]*+\n)*+)///$
    | \n(?=[ \t`~/\#=>\[|:-])|\\|`|<|\[|\]|{{|}}|@|-@|https?:|ftp:|www\.|!\[|///
    """,
    re.VERBOSE | re.MULTILINE,
)
"""Finds where something can begin; a named group says that it is one of the usual things, and is here whole.

Each way begins with a sign of its own, written out, so that the machine looks for these few signs alone.
"""
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


def _heading(walk: Walk, m: re.Match[str]) -> bool:
    lines.heading(walk, (m.start() + 1, m.end()), 2, m.start("title"), m.group("title").rstrip(" \t"), m)
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
    "attributes": _heading,
    "plain": _plain,
}
"""By the last named group of the hint; a step that did nothing says so."""
