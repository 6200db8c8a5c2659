"""A text that somebody still has to write, or two of which one has still to be chosen."""

import re
from collections.abc import Iterable, Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook, Stretch

_MERGE = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_MARK = re.compile(r"^[ \t]*(TODO:.*)$", re.MULTILINE)


def unfinished(handbook: Handbook) -> Iterator[Diagnostic]:
    """No section holds a line that begins with ``TODO:``, and no text the marks that git leaves between two versions."""
    for path, stretches in handbook.stretches_of.items():
        text = handbook.manuscript.sources[path].text
        if "TODO:" in text:
            yield from _unwritten(stretches)
        if any(sign in text and sign * 7 in text for sign in "<>|"):
            yield from _unmerged(stretches)


def _unwritten(stretches: Iterable[Stretch]) -> Iterator[Diagnostic]:
    for prose in (prose for prose, home in stretches if home.section):
        for m in _MARK.finditer(prose.masked):
            start = prose.start + m.start(1)
            span = prose.source.span(start, start + len(m[1].rstrip(" \t")))
            yield Diagnostic("unfinished", "this text is still to be written", span, "write it, and take out `TODO:`")


def _unmerged(stretches: Iterable[Stretch]) -> Iterator[Diagnostic]:
    for prose, _ in stretches:
        for m in _MERGE.finditer(prose.source.text, prose.start, prose.end):
            span = prose.source.span(m.start(), m.end())
            help = "keep one of the two versions, and take out the lines of `<<<<<<<`, `=======` and `>>>>>>>`"
            yield Diagnostic("unfinished", "two versions of this text were not made one", span, help)
