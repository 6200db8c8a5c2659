"""The few fields that stand above a text, between two lines of hyphens."""

import re
from collections.abc import Callable

from handbook.diagnostics import Diagnostic, Source
from handbook.read.yaml import Tree, load

Report = Callable[[Diagnostic], None]

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def has_front_matter(source: Source) -> bool:
    """Whether a text begins with such a line."""
    return _FENCE.match(source.text) is not None


def read_front_matter(source: Source, report: Report) -> tuple[Tree, int] | None:
    """The YAML between the two lines ``---`` and the offset of what follows them."""
    opening = _FENCE.match(source.text)
    closing = _FENCE.search(source.text, opening.end()) if opening else None
    if not opening or not closing:
        message = "the front matter is missing" if not opening else "the front matter is not closed"
        help = "begin the file with a line `---`, its fields, and another line `---`"
        report(Diagnostic("no-front-matter", message, source.span(0, max(len(source.line(1)), 1)), help))
        return None
    tree = load(source, report, opening.end() + 1, closing.start())
    if tree is None:
        return None
    if tree.data is None:
        tree = Tree({}, {(): source.span(0, 3)})
    return tree, closing.end()
