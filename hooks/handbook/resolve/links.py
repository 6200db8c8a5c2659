"""What a link within the handbook leads to."""

import posixpath
import re
from collections.abc import Mapping

from handbook.model.handbook import Home

_OUTSIDE = re.compile(r"(?:https?://|mailto:)[^\s\"'<>\\]+", re.IGNORECASE)
_PAGE = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)?/?")


def is_outside(target: str) -> bool:
    """True for an address that the handbook may link to: http, https or mailto, and nothing else."""
    return _OUTSIDE.fullmatch(target) is not None


def find(target: str, base: str, homes: Mapping[str, Home], pages: Mapping[str, Home]) -> Home | None:
    """The place that ``#id``, ``topic/page`` or ``file.md#id`` means on the page ``base``; None for an address outside too.

    ``homes`` is by anchor, ``pages`` by Markdown path.
    """
    if target.startswith("#"):
        return homes.get(target[1:])
    if is_outside(target):
        return None
    path, _, anchor = target.partition("#")
    if path.endswith(".md"):
        page = pages.get(posixpath.normpath(posixpath.join(posixpath.dirname(base), path)))
    elif _PAGE.fullmatch(path):
        name = path.removesuffix("/")
        page = pages.get(f"{name}.md") or pages.get(f"{name}/index.md")
    else:
        return None
    if page is None or not anchor:
        return page
    home = homes.get(anchor)
    if home and home.path == page.path:
        return home
    return Home(page.path, anchor, page.title, page.page_title) if page.anchor == "*" else None
