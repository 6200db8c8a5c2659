"""Small things that every page needs: escaping, addresses, dates in words."""

import json
import re
from functools import lru_cache
from html import escape

_MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SPECIAL = re.compile("[&<>\"']")
_BLANK = re.compile(r"\n\s*\n")
_TAG = re.compile(r"<[^>]*>")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPACE = re.compile(r"\s+")
_MARKDOWN = re.compile(r"[&\"'\\`*_{}\[\]<>#+!|~^=@]")
_NOT_PLAIN = re.compile(rf"{_MARKDOWN.pattern}|\s\s|[^\S ]")
"""Most names and titles have nothing of it."""
as_json = json.JSONEncoder(ensure_ascii=False).encode
"""Anything as JSON in one line."""


def esc(text: str) -> str:
    """Text that can stand in HTML and in an attribute, and that Markdown leaves alone inside raw HTML."""
    return escape(text, quote=True) if _SPECIAL.search(text) else text


def plain(text: str) -> str:
    """Words of a seed inside our own markup: escaped for HTML and for Markdown."""
    if not _NOT_PLAIN.search(text):
        return text
    return _MARKDOWN.sub(lambda m: _NAMED.get(m.group()) or f"&#{ord(m.group())};", _SPACE.sub(" ", text))


def href(base: str, path: str, anchor: str = "") -> str:
    """The relative address, from the page ``base``, of a page or file; both are paths below ``docs/``."""
    here = "" if path == base and anchor else _address(base.rpartition("/")[0], path)
    return f"{here}#{esc(anchor)}" if anchor else here


@lru_cache(maxsize=20_000)
def _address(folder: str, path: str) -> str:
    return esc(_relative(folder, path[:-3] + ".html" if path.endswith(".md") else path))


def markdown_link(base: str, path: str, anchor: str = "") -> str:
    """The same for Markdown, where the generator turns ``.md`` into its own addresses and checks them."""
    here = "" if path == base and anchor else _relative(base.rpartition("/")[0], path)
    return f"{here}#{anchor}" if anchor else here


def _relative(folder: str, target: str) -> str:
    """The way from a folder to a page; ``posixpath.relpath`` would ask the machine for its working folder each time."""
    there, _, name = target.rpartition("/")
    return _way(folder, there) + name


@lru_cache(maxsize=20_000)
def _way(folder: str, there: str) -> str:
    here, beyond = folder.split("/") if folder else [], there.split("/") if there else []
    shared = 0
    while shared < len(here) and shared < len(beyond) and here[shared] == beyond[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "".join([f"{name}/" for name in beyond[shared:]])


@lru_cache(maxsize=2_000)  # there are few days to many statements
def in_words(date: str) -> str:
    """``2014-08`` as ``August 2014``, ``2026-11-22`` as ``22 November 2026``; a year as it is."""
    parts = date.split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, _MONTHS[int(parts[1])])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


@lru_cache(maxsize=2_000)
def time_of(date: str) -> str:
    """A date in words that machines can read too."""
    return f'<time datetime="{date}">{in_words(date)}</time>'


def people(n: int) -> str:
    """``1 person``, ``1,234 people``."""
    return "1 person" if n == 1 else f"{n:,} people"


def without_tags(html: str) -> str:
    """The words of a piece of HTML of our own making."""
    return _TAG.sub("", html)


def block(html: str) -> str:
    """A piece of raw HTML as Markdown wants it: alone, with no blank line in it."""
    return tight(html) + "\n\n"


def tight(html: str) -> str:
    """A piece of HTML without blank lines, in it and around it."""
    html = html.strip()
    return _BLANK.sub("\n", html) if "\n" in html else html
