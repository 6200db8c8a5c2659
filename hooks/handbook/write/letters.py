"""A long list as an overview and a page a letter."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from typing import TypeVar

from handbook.model.site import Page
from handbook.write.html import block, esc, href
from handbook.write.known import KnownPages
from handbook.write.page import front

_CURRENT = ' aria-current="page"'
_T = TypeVar("_T")


def shown(letter: str) -> str:
    """A letter as readers see it: what begins with none, a figure or a Greek letter, stands under one word."""
    return "Other" if letter == "0" else letter


def jump(base: str, letters: Sequence[str], path: Callable[[str], str]) -> str:
    """A row of letters, each leading to what ``path`` names for it: an anchor of the page, or a page."""
    links = " ".join(
        f'<a href="{esc(to) if (to := path(x)).startswith("#") else href(base, to)}"{_CURRENT if to == base else ""}>{shown(x)}</a>'
        for x in letters
    )
    return block(f'<nav class="hb-letters" aria-label="Letters">{links}</nav>')


def grouped(entries: Sequence[_T], letter: Callable[[_T], str]) -> dict[str, list[_T]]:
    """The entries of each letter, the letters in order, and last what begins with none."""
    out: dict[str, list[_T]] = {}
    for entry in entries:
        out.setdefault(letter(entry), []).append(entry)
    return dict(sorted(out.items(), key=lambda group: (group[0] == "0", group[0])))


def letter_pages(
    title: str,
    path: str,
    groups: dict[str, list[_T]],
    entry: Callable[[_T, str], str],
    edit: str,
    told: Callable[[_T], Iterable[str]],
    known: KnownPages,
) -> list[Page]:
    """A page for each letter; ``entry`` gives one entry as HTML for the page at the path that it is told.

    ``told`` gives what an entry shows of the texts of seeds.
    """
    folder = path.removesuffix(".md")

    def write(letter: str, here: str) -> Page:
        name = f"{title}: {shown(letter)}"
        text = (
            front(name, f"{title}, {shown(letter)}: each entry with every place that leads to it.", "generated") + f"# {name}\n\n"
        )
        text += block(f'<p><a href="{href(here, path)}">{title}: all letters</a></p>')
        text += jump(here, list(groups), lambda x: f"{folder}/{x.lower()}.md")
        return Page(here, name, text + "".join([block(entry(e, here)) for e in groups[letter]]), edit)

    places = {letter: f"{folder}/{letter.lower()}.md" for letter in groups}
    return [known.page(partial(write, x, here), here, *chain.from_iterable(map(told, groups[x]))) for x, here in places.items()]
