"""The page of a topic: its sections as one text, what it rests on, its references and its cards."""

from collections.abc import Mapping, Sequence

from handbook.diagnostics.words import plural
from handbook.model.basis import BASES
from handbook.model.manuscript import PageOutline, Reference, Section, Seed
from handbook.model.site import Page
from handbook.validate.review_overdue import next_review
from handbook.write.book import Book
from handbook.write.cards import cards
from handbook.write.html import as_json, block, esc, href, in_words, people, tight, time_of
from handbook.write.machines import AUTHORS, NAME, highwire, linked_data
from handbook.write.prose import Notes
from handbook.write.section import section


def topic_page(outline: PageOutline, book: Book) -> Page:
    """One page of a topic."""
    path = f"{outline.path}.md"
    notes = Notes(path)
    sections = book.handbook.sections_on[outline.path]
    body = [section(s, book, notes) for s in sections]
    seeds = list({seed.path: seed for s in sections if (seed := book.handbook.seed_of[s.id.value])}.values())
    top = f'<p class="hb-question">{esc(outline.question)}</p>\n<p class="hb-summary">{esc(outline.summary)}</p>\n{_rests(sections, book)}'
    reviewed = min((s.reviewed.value for s in seeds), default="")
    machines = {
        "linked": linked_data(outline, reviewed, notes.references, book),
        "tags": highwire(outline, reviewed, book),
    }
    head = front(outline.title, outline.summary, "page", outline.topic, **machines)
    foot = (references(book, notes), block(_provenance(outline, seeds, book, notes)), cards(book, notes))
    text = "".join((head, f"# {outline.title}\n\n", block(top), *body, *foot))
    return Page(path, outline.title, text, seeds[0].path if seeds else "seeds/topics.yaml")


def front(title: str, description: str, kind: str, topic: str = "", **more: object) -> str:
    """The front matter of a page that is made, with a line behind it."""
    return f"{head({'title': title, 'description': description, 'hb': {'kind': kind, 'topic': topic, **more}})}\n"


def head(fields: Mapping[str, object]) -> str:
    """A front matter, each field as JSON, which is YAML too."""
    return "".join(("---\n", *(f"{name}: {as_json(value)}\n" for name, value in fields.items()), "---\n"))


def references(book: Book, notes: Notes) -> str:
    """What the page cites, numbered as cited, each leading to its entry in the bibliography."""
    if not notes.references:
        return ""
    items = "\n".join(book.each(_item, notes.references, notes.base))
    return f'## References {{ #references }}\n\n<ol class="hb-references">\n{items}\n</ol>\n\n'


def _item(r: Reference, book: Book, base: str) -> str:
    key = r.key.value
    return tight(
        f'<li id="ref-{key}">{book.formatted[key]} <a class="hb-entry-link" href="{href(base, book.work_path(key), key)}"'
        f' aria-label="{esc(f"{r.authors}, {r.year}, in the bibliography")}">In the bibliography</a></li>'
    )


def _rests(sections: Sequence[Section], book: Book) -> str:
    """The bases of the page's sections, and the people in the largest study behind each."""
    resting: dict[str, list[Section]] = {}
    for s in sections:
        resting.setdefault(s.basis.value, []).append(s)
    items = []
    for key in BASES:
        if here := resting.get(key):
            n = max([book.participants(s) for s in here]) if key in _COUNTED else 0
            largest = f", largest study {people(n)}" if n else ""
            items.append(f'<li data-basis="{key}">{esc(BASES[key].label)}: {plural(len(here), "section")}{largest}</li>')
    return (
        f'<div class="hb-rests"><p class="hb-rests-title">What this page rests on</p><ul>{"".join(items)}</ul></div>'
        if items
        else ""
    )


_COUNTED = {"systematic-review", "randomised-trial", "cohort", "case-series", "case-report"}


def _provenance(outline: PageOutline, seeds: list[Seed], book: Book, notes: Notes) -> str:
    """Sources, the day of the last review and of the next, and how to cite the page."""
    if not seeds:
        return ""
    works = {k.value: book.handbook.references[k.value] for seed in seeds for k in seed.digests}
    links = "".join(book.each(_source, works, notes.base))
    last, due = min(s.reviewed.value for s in seeds), min(next_review(s) for s in seeds)
    address = esc(f"{book.settings.site_url}{outline.path}.html")
    where = f' Available from: <a href="{address}">{address}</a>' if book.settings.site_url else ""
    version = f" Version {esc(book.settings.version)}." if book.settings.version else ""
    cite = f"{AUTHORS}. {esc(outline.title)}. In: {NAME}. Reviewed {in_words(last)}.{version}{where}"
    return (
        f'<div class="hb-provenance"><p>Last reviewed {time_of(last)}. Next review by {time_of(due)}.</p>'
        f'<p class="hb-cite-page">Cite this page: {cite}</p>'
        f"<details><summary>Sources of this page</summary><ul>{links}</ul></details></div>"
    )


def _source(r: Reference, book: Book, base: str) -> str:
    key = r.key.value
    return f'<li><a href="{href(base, book.work_path(key), key)}">{esc(r.text("title"))}</a> ({esc(r.year)})</li>'
