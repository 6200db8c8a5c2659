"""A text that somebody still has to write, or two of which one has still to be chosen."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook

_MERGE = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_MARK = re.compile(r"^[ \t]*(TODO:.*?)[ \t]*$", re.MULTILINE)


def unfinished(handbook: Handbook) -> Iterator[Diagnostic]:
    """No section holds a line that begins with ``TODO:``, and no text the marks that git leaves between two versions."""
    for prose, home in handbook.stretches:
        for m in _MARK.finditer(prose.masked) if home.section and "TODO:" in prose.masked else ():
            span = prose.source.span(prose.start + m.start(1), prose.start + m.end(1))
            yield Diagnostic("unfinished", "this text is still to be written", span, "write it, and take out `TODO:`")
        text = prose.source.text
        if not any(text.find(sign * 7, prose.start, prose.end) >= 0 for sign in "<>|"):
            continue
        for m in _MERGE.finditer(text, prose.start, prose.end):
            span = prose.source.span(m.start(), m.end())
            help = "keep one of the two versions, and take out the lines of `<<<<<<<`, `=======` and `>>>>>>>`"
            yield Diagnostic("unfinished", "two versions of this text were not made one", span, help)
