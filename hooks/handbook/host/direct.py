"""A page of which nothing but headings is left for Markdown needs no Markdown at all."""

import re
from collections.abc import Collection, Mapping

from markdown.extensions.toc import slugify

from handbook.host.drawn import Drawn
from handbook.host.held import MARK, Held, anchors, put_back
from handbook.host.paragraph import WORDS, are_left_alone

_TITLE = re.compile(f"# (?! )({WORDS})")
_HEADING = re.compile(rf"## (?! )({WORDS}) \{{ #([A-Za-z0-9][A-Za-z0-9_-]*) \}}")
_SETTINGS: tuple[dict[str, object], ...] = ({}, {"toc": {"permalink": False}})


def is_drawn_as_here(extensions: Collection[str], settings: Mapping[str, object]) -> bool:
    """Whether these extensions, with these settings, make of headings and paragraphs what is made of them here."""
    return are_left_alone(extensions) and {"attr_list", "toc"}.issubset(extensions) and settings in _SETTINGS


def direct(held: Held, links: dict[str, dict[str, str]]) -> Drawn | None:
    """The page as it would be drawn: a title, then sections, whose headings have ids. None for any other."""
    first, *rest = held.markdown.strip("\n").split("\n\n")
    title = _TITLE.fullmatch(first)
    id: str = slugify(title[1], "-") if title else ""
    if not title or not id:
        return None
    html, below = [f'<h1 id="{id}">{title[1]}</h1>'], dict[str, list[object]]()
    for part in rest:
        if MARK.fullmatch(part):
            html.append(f"<p>{part}</p>")
        elif (heading := _HEADING.fullmatch(part)) and heading[2] != id and heading[2] not in below:
            html.append(f'<h2 id="{heading[2]}">{heading[1]}</h2>')
            below[heading[2]] = [_words(heading[1]), heading[2], 2, []]
        else:
            return None
    whole, name = put_back("\n".join(html), held), _words(title[1])
    toc: list[list[object]] = [[name, id, 1, list(below.values())]]
    return Drawn(whole, toc, name, sorted({id, *below} | anchors(held)), links) if whole else None


def _words(heading: str) -> str:
    return " ".join(heading.split())
