"""What has changed in the handbook itself: a part for each recorded version, and one for what came since."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from handbook.diagnostics.words import plural
from handbook.model.edition import KINDS, WHAT, Release, Told, version_of
from handbook.write.book import Book
from handbook.write.html import block, esc, href, in_words

_NOUNS = {
    "page": ("page", "pages"),
    "section": ("section", "sections"),
    "reference": ("work", "works"),
    "term": ("term", "terms"),
    "seed": ("digest of a source", "digests of sources"),
}
_HEADS = {"page": "Pages", "section": "Sections", "reference": "Bibliography", "term": "Glossary", "seed": "Digests of sources"}
_WHAT = {"added": "new", "changed": "changed", "removed": "taken out"}
_FACTS = {
    "page": "Moved",
    "as of": "True as of",
    "voice": "Who speaks",
    "digests": "Digests",
    "reviewed": "Held against its sources",
    "in": "Published in",
}
_TEXTS = {"plain": "In plain words", "text": "In full", "charts": "In a chart", "name": "Name", "trap": "Not to be mixed up with"}
_DAY = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_LISTED = 8
"""Titles that a line of the change log begins with."""
_OPEN = 12
"""Changes; a version with more of them is folded, unless it is the newest."""
_MANY = 60
"""Changes; with more of them the newest version is folded as well."""


def versions(book: Book, since: tuple[Told, ...], path: str) -> str:
    """The part of the page ``path`` that tells of versions, the newest first; empty where none is recorded.

    ``since`` is what came since the newest of them, where its words were kept.
    """
    manuscript = book.handbook.manuscript
    releases = sorted(manuscript.releases, key=lambda r: r.date, reverse=True)
    if not releases:
        return ""
    text = "## In this handbook { #handbook }\n\n"
    if manuscript.kept:
        text += block(_version(Release("", "", {}, since), book, path, releases[0].date))
    return text + "".join(block(_version(r, book, path, fold=n > 0)) for n, r in enumerate(releases))


def _version(r: Release, book: Book, path: str, last: str = "", fold: bool = False) -> str:
    if r.date:
        head = f'<time datetime="{r.date}">{in_words(r.date)}</time> <strong>Version {version_of(r.date)}</strong>'
    else:
        head = f"<strong>Since version {version_of(last)}</strong>"
    if not r.told:
        words = f"The first edition: {_sum(r.holds)}." if r.date else f"Nothing has changed since {in_words(last)}."
        return f'<div class="hb-version" id="{_anchor(r)}"><p class="hb-version-head">{head}</p><p>{words}</p></div>'
    entries = "".join(_kind(kind, list(found), book, path) for kind, found in groupby(r.told, lambda t: t.kind))
    if len(r.told) > (_OPEN if fold else _MANY):
        entries = f"<details><summary>{plural(len(r.told), 'change')}</summary>{entries}</details>"
    return (
        f'<div class="hb-version" id="{_anchor(r)}"><p class="hb-version-head">{head}</p>'
        f'<p class="hb-version-sum">{_tally(r.told)}</p>{entries}</div>'
    )


def _anchor(r: Release) -> str:
    return f"version-{r.date}" if r.date else "since"


def _sum(holds: Mapping[str, int]) -> str:
    found = [plural(holds[k], *_NOUNS[k]) for k in KINDS if holds.get(k)]
    return ", ".join(found[:-1]) + (" and " if len(found) > 1 else "") + "".join(found[-1:])


def _tally(found: tuple[Told, ...]) -> str:
    """``3 sections changed, 1 new work.``"""
    counts = [(k, w, sum(t.kind == k and t.what == w for t in found)) for k in KINDS for w in WHAT]
    return ", ".join(_counted(k, w, n) for k, w, n in counts if n) + "."


def _counted(kind: str, what: str, n: int) -> str:
    one, many = _NOUNS[kind]
    return plural(n, f"new {one}", f"new {many}") if what == "added" else f"{plural(n, one, many)} {_WHAT[what]}"


def _kind(kind: str, found: list[Told], book: Book, path: str) -> str:
    items = "".join(f'<li data-what="{t.what}">{_entry(t, book, path)}</li>' for t in found)
    return f'<p class="hb-version-kind">{_HEADS[kind]}</p><ul class="hb-version-list">{items}</ul>'


def _entry(t: Told, book: Book, path: str) -> str:
    title = f"<cite>{esc(t.title)}</cite>" if t.kind == "reference" else esc(t.title)
    if at := _address(t, book, path):
        title = f'<a href="{at}">{title}</a>'
    facts = [f"{_FACTS.get(name, esc(name.capitalize()))}: {_fact(name, before, after, book)}" for name, before, after in t.facts]
    if t.old_id:
        facts.insert(0, "It has a new address.")
    listed = f'<ul class="hb-version-facts">{"".join(f"<li>{f}</li>" for f in facts)}</ul>' if facts else ""
    texts = "".join(_text(name, found, t.what) for name, found in t.texts if name != "title" or len(found) > 1)
    return f'<p><span class="hb-tag" data-what="{t.what}">{_WHAT[t.what].capitalize()}</span> {title}</p>{listed}{texts}'


def _address(t: Told, book: Book, path: str) -> str:
    """Where an entry stands now; empty where it stands no more."""
    h = book.handbook
    if t.kind == "section" and t.id in h.seed_of:
        home = h.homes[t.id]
        return href(path, home.path, home.anchor)
    if t.kind == "page" and t.id in h.pages:
        return href(path, f"{t.id}.md")
    if t.kind == "reference" and t.id in h.references:
        return href(path, "bibliography.md", t.id)
    return href(path, "glossary.md", t.id) if t.kind == "term" and t.id in h.terms else ""


def _fact(name: str, before: str, after: str, book: Book) -> str:
    if name == "reviewed":
        return esc(_day(after))
    if not (before or after):
        return "in another order"
    words = [_named(name, x, book) for x in (before, after)]
    return " ".join(w for w in (_gone(words[0]), _came(words[1])) if w)


def _named(name: str, value: str, book: Book) -> str:
    """Keys and ids as people would say them."""
    if name in ("cites", "digests"):
        works = book.handbook.references
        return ", ".join(f"{works[k].authors}, {works[k].year}" if k in works else k for k in value.split(", "))
    if name == "updates":
        found = (x.partition(" ") for x in value.split(", ") if x)
        homes = book.handbook.homes
        return "; ".join(f"{change} {homes[id].title if id in homes else id}" for change, _, id in found)
    return _day(value) if name == "as of" else value


def _day(text: str) -> str:
    """A day in words where it is one; what is kept of former versions may hold anything."""
    return in_words(text) if _DAY.fullmatch(text) else text


def _text(name: str, found: tuple[tuple[str, str], ...], what: str) -> str:
    label = _TEXTS.get(name, esc(name.capitalize()))
    if what == "removed":  # nobody likes to read a whole text that is struck through
        label, found = f"It said, {label[:1].lower()}{label[1:]}", tuple(("=", words) for _, words in found)
    shown = " ".join(_piece(mark, words) for mark, words in found)
    return f'<blockquote class="hb-version-text"><p><b>{label}</b> {shown}</p></blockquote>'


def _piece(mark: str, words: str) -> str:
    return _gone(words) if mark == "-" else _came(words) if mark == "+" else esc(words)


def _gone(words: str) -> str:
    return f'<del><span class="hb-unseen">taken out: </span>{esc(words)}</del>' if words else ""


def _came(words: str) -> str:
    return f'<ins><span class="hb-unseen">put in: </span>{esc(words)}</ins>' if words else ""


def kinds_of(found: tuple[Told, ...]) -> Iterator[str]:
    """What a version changed, a line for each kind: ``2 sections changed: One; Two``."""
    for kind in KINDS:
        for what in WHAT:
            titles = [t.title for t in found if t.kind == kind and t.what == what]
            if titles:
                more = [f"and {len(titles) - _LISTED} more"] if len(titles) > _LISTED else []
                yield f"{_counted(kind, what, len(titles))}: {'; '.join([*titles[:_LISTED], *more])}"
