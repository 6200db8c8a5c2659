"""The second verb: a manuscript becomes a handbook in which every mention is bound."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from handbook.diagnostics import Located
from handbook.model.handbook import Handbook, Home, Mentions, Stretch, Update
from handbook.model.manuscript import Document, Manuscript, Section
from handbook.resolve.meanings import Meanings
from handbook.resolve.mentions import Binder
from handbook.resolve.order import in_reading_order
from handbook.resolve.terms import matcher

GENERATED: dict[str, str] = {
    "bibliography.md": "Bibliography",
    "glossary.md": "Glossary",
    "evidence.md": "Evidence map",
    "changes.md": "What has changed",
    "questions.md": "Open questions",
    "timeline.md": "Timeline",
    "downloads.md": "Downloads",
    "search.md": "Search",
    "contributing/errors.md": "Messages and what they mean",
}
"""Pages that no one writes by hand, by their path; hand-written pages may link to them."""
GENERATED_IN = ("bibliography", "glossary")
"""Folders of pages that no one writes by hand, whether a handbook is large enough to need them today or not."""
_HEADING_ID = re.compile(r"#([\w-]+)")
_WORD = re.compile(r"[^\w\- ]")


def resolve(manuscript: Manuscript, today: str, known: Mapping[str, Mentions] | None = None) -> Handbook:
    """Binds every citation, term, link and update. ``today`` is ``YYYY-MM-DD``, given so that builds can be repeated.

    ``known`` is what was found before in seeds, by their paths, that were in order and are as they were, as are all tables.
    """
    known = known or {}
    meanings = Meanings(manuscript.topics, manuscript.references, manuscript.terms)
    pages = meanings.pages
    sections = [s for seed in manuscript.seeds for s in seed.sections]
    homes_in = {s.path: known[s.path].homes if s.path in known else tuple(map(meanings.home, s.sections)) for s in manuscript.seeds}
    homes = {home.anchor: home for home in reversed(list(chain.from_iterable(homes_in.values())))}
    anchors = {**_document_anchors(manuscript.documents), **homes}
    words = {**{f"#{id}": home.title for id, home in anchors.items()}, **{key: page.title for key, page in pages.items()}}
    places = _places(manuscript, meanings.titles)
    binder = Binder(meanings, matcher(manuscript.terms), anchors, places, words)
    in_order = {path for path, found in known.items() if binder.holds(found)}
    by_hand = [(d.prose, Home(d.src, "", d.title, d.title)) for d in manuscript.documents]
    stretches: dict[str, list[Stretch]] = {}
    mentions: dict[str, Mentions] = {}
    for seed in manuscript.seeds:
        if seed.path in in_order:
            mentions[seed.path] = known[seed.path]
        else:
            stretches[seed.path] = [(prose, homes[s.id.value]) for s in seed.sections for prose in s.prose]
            mentions[seed.path] = binder.mentions(seed, homes_in[seed.path], stretches[seed.path])
    cited, used = binder.found(by_hand)
    sources = list(_sources(manuscript))
    new = [*chain.from_iterable(stretches.values()), *by_hand]
    by_id = {s.id.value: s for s in sections}
    by_page: dict[str, list[Section]] = {}
    for s in sections:
        by_page.setdefault(s.page.value, []).append(s)
    return Handbook(
        manuscript,
        today,
        {s.id.value: seed for seed in reversed(manuscript.seeds) for s in seed.sections},
        anchors,
        places,
        pages,
        {r.key.value: r for r in reversed(manuscript.references)},
        {t.key.value: t for t in reversed(manuscript.terms)},
        {key: in_reading_order(by_page.get(key, ())) for key in pages},
        (*chain.from_iterable(m.citations for m in mentions.values()), *cited, *(binder.cited(*of) for of in sources)),
        (*chain.from_iterable(m.terms for m in mentions.values()), *used),
        tuple(Update(s, by_id[u.value], s.change) for s in sections for u in s.updates if u.value in by_id),
        (*binder.missing_citations(new), *(key for key, *_ in sources if key.value not in meanings.works)),
        tuple(binder.missing_links(new)),
        tuple(u for s in sections for u in s.updates if u.value not in by_id),
        mentions,
        frozenset(in_order),
        stretches | {s[0].source.path: [s] for s in by_hand},
        words,
    )


def _sources(manuscript: Manuscript) -> Iterator[tuple[Located[str], Home, Callable[[], str] | None]]:
    """What seeds digest and what entries of the glossary rest on: its key, where that stands, and the sentence if there is one."""
    for seed in manuscript.seeds:
        for key in seed.digests:
            home = Home(seed.path, "", seed.title.value, seed.title.value)
            yield key, home, None
    for term in manuscript.terms:
        for key in term.citations:
            home = Home("glossary.md", term.key.value, term.headword, "Glossary")
            yield key, home, partial(str, term.definition or term.plain)


def _places(manuscript: Manuscript, titles: dict[str, str]) -> dict[str, Home]:
    """Every web page by its Markdown path; anchors within generated and hand-written pages are their own affair."""
    out = {path: Home(path, "", title, title) for path, title in titles.items()}
    for t in manuscript.topics:
        out[f"{t.key.value}/index.md"] = Home(f"{t.key.value}/index.md", "", t.title, t.title)
    for path, title in (*GENERATED.items(), *((d.src, d.title) for d in manuscript.documents)):
        out.setdefault(path, Home(path, "*", title, title))
    return out


def _document_anchors(documents: Iterable[Document]) -> dict[str, Home]:
    """The ids of headings in hand-written pages: what their attribute says, or a slug of their words."""
    out: dict[str, Home] = {}
    for d in documents:
        for h in d.prose.headings:
            stated = _HEADING_ID.search(h.attributes.value) if h.attributes else None
            slug = stated.group(1) if stated else re.sub(r"[-\s]+", "-", _WORD.sub("", h.title.value.lower())).strip("-")
            out.setdefault(slug, Home(d.src, slug, h.title.value, d.title))
    return out
