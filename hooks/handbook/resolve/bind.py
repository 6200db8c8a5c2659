"""The second verb: a manuscript becomes a handbook in which every mention is bound."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from handbook.model.handbook import CitationUse, Handbook, Home, LinkUse, TermUse, Update
from handbook.model.manuscript import Document, Manuscript, Section
from handbook.model.prose import Citation, Mode, Prose
from handbook.resolve.links import find, is_outside
from handbook.resolve.order import in_reading_order
from handbook.resolve.sentences import plain_text, sentence_at
from handbook.resolve.terms import Matcher

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


def resolve(manuscript: Manuscript, today: str) -> Handbook:
    """Binds every citation, term, link and update. ``today`` is ``YYYY-MM-DD``, given so that builds can be repeated."""
    pages = {p.path: p for t in manuscript.topics for p in t.pages}
    titles = {f"{k}.md": p.title for k, p in pages.items()}
    sections = [s for seed in manuscript.seeds for s in seed.sections]
    homes = {
        s.id.value: Home(f"{s.page.value}.md", s.id.value, s.title.value, titles.get(f"{s.page.value}.md", ""), s)
        for s in reversed(sections)
    }
    places = _places(manuscript, titles)
    anchors = {**_document_anchors(manuscript.documents), **homes}
    references = {r.key.value: r for r in reversed(manuscript.references)}
    terms = {t.key.value: t for t in reversed(manuscript.terms)}
    matcher = Matcher(manuscript.terms)
    stretches = list(_stretches(manuscript, homes))
    words = {**{f"#{id}": home.title for id, home in anchors.items()}, **{key: page.title for key, page in pages.items()}}

    def cited() -> Iterator[CitationUse]:
        for prose, home in stretches:
            for group in prose.citations:
                for c in group.citations:
                    targets = tuple(r for r in (references.get(c.key.value),) if r)
                    yield CitationUse(c, targets, home, partial(sentence_at, prose, group.start, words))
        for seed in manuscript.seeds:
            for key in seed.digests:
                home = Home(seed.path, "", seed.title.value, seed.title.value)
                targets = tuple(r for r in (references.get(key.value),) if r)
                yield CitationUse(Citation(key, Mode.NORMAL), targets, home, None)
        for term in manuscript.terms:
            for key in term.citations:
                home = Home("glossary.md", term.key.value, term.headword, "Glossary")
                targets = tuple(r for r in (references.get(key.value),) if r)
                yield CitationUse(Citation(key, Mode.NORMAL), targets, home, partial(str, term.definition or term.plain))

    def used() -> Iterator[TermUse]:
        for prose, home in stretches:
            seen: set[str] = set()
            marked = [
                (m.text_start, m.text_end, tuple(t for t in (terms.get(m.key.value),) if t), m.key) for m in prose.marks if m.key
            ]
            found = [(prose.start + f.start, prose.start + f.end, f.terms, None) for f in matcher.find(prose.masked)]
            for start, end, targets, explicit in sorted([*marked, *found], key=lambda x: x[0]):
                name = targets[0].key.value if targets else ""
                if explicit is not None or name not in seen:
                    seen.add(name)
                    yield TermUse(start, end, targets, home, partial(sentence_at, prose, start, words), explicit)

    def linked() -> Iterator[LinkUse]:
        for prose, home in stretches:
            base = home.path if home.section is None else ""
            for link in prose.links:
                if not link.image and not is_outside(link.target.value):
                    yield LinkUse(link.target, find(link.target.value, base, anchors, places), home)

    by_id = {s.id.value: s for s in sections}
    by_page: dict[str, list[Section]] = {}
    for s in sections:
        by_page.setdefault(s.page.value, []).append(s)
    return Handbook(
        manuscript,
        today,
        {s.id.value: seed for seed in reversed(manuscript.seeds) for s in seed.sections},
        anchors,
        pages,
        references,
        terms,
        {key: in_reading_order(by_page.get(key, ())) for key in pages},
        tuple(cited()),
        tuple(used()),
        tuple(linked()),
        tuple(Update(s, by_id[u.value], s.change) for s in sections for u in s.updates if u.value in by_id),
        tuple(u for s in sections for u in s.updates if u.value not in by_id),
        tuple(stretches),
        {prose: plain_text(prose, prose.start, prose.end, words) for prose, home in stretches if home.section},
        words,
    )


def _stretches(manuscript: Manuscript, homes: dict[str, Home]) -> Iterator[tuple[Prose, Home]]:
    """Every stretch of prose and where it stands."""
    for seed in manuscript.seeds:
        for section in seed.sections:
            for prose in section.prose:
                yield prose, homes[section.id.value]
    for d in manuscript.documents:
        yield d.prose, Home(d.src, "", d.title, d.title)


def _places(manuscript: Manuscript, titles: dict[str, str]) -> dict[str, Home]:
    """Every web page by its Markdown path; the anchor ``*`` says that those within generated and hand-written pages are their own affair."""
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
