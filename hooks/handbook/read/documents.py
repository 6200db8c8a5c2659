"""A hand-written page below ``docs/``: what its author says of it, and its Markdown."""

import re
from collections.abc import Callable

from handbook.diagnostics import Diagnostic, Source
from handbook.model.manuscript import Document
from handbook.read.front_matter import has_front_matter, read_front_matter
from handbook.read.markdown import scan
from handbook.read.measure import measured
from handbook.read.shape import fits

_H1 = re.compile(r"^#[ \t]+(.+?)[ \t]*(?:\{.*)?$", re.MULTILINE)


def read_document(source: Source, docs: str, report: Callable[[Diagnostic], None]) -> Document | None:
    """The page, or None where it is too large or its front matter cannot be read; every fault is reported.

    It needs no front matter. What stands there reaches templates, so of a page by a stranger it is held to a few fields.
    """
    if not measured(source, report):
        return None
    fields, body = {}, 0
    if has_front_matter(source):
        front = read_front_matter(source, report)
        if not front or not fits(front[0], "page", report):
            return None
        fields, body = front[0].data, front[1]
    headed = _H1.search(source.text, body)
    src = source.path.removeprefix(f"{docs}/")
    title = fields.get("title") or (headed.group(1) if headed else src)
    return Document(scan(source, body), src, title, fields)
