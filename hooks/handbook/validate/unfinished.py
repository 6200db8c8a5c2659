"""A text that somebody still has to write."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook

_MARK = re.compile(r"^[ \t]*(TODO:.*?)[ \t]*$", re.MULTILINE)


def unfinished(handbook: Handbook) -> Iterator[Diagnostic]:
    """No section holds a line that begins with ``TODO:``."""
    for prose, home in handbook.stretches:
        for m in _MARK.finditer(prose.masked) if home.section else ():
            span = prose.source.span(prose.start + m.start(1), prose.start + m.end(1))
            yield Diagnostic("unfinished", "this text is still to be written", span, "write it, and take out `TODO:`")
