"""The evidence map: what each statement rests on, how many people stand behind it, and when it was true."""

from handbook.model.basis import BASES, CHANGES
from handbook.model.manuscript import Section, Topic
from handbook.model.site import Page
from handbook.write.book import Book
from handbook.write.cards import cards
from handbook.write.html import block, esc, href, time_of
from handbook.write.page import front
from handbook.write.prose import Notes

_MOST = 1000
"""Sections on one page; where there are more, each topic shows its own."""

_LABELS = {basis.key: esc(basis.label) for basis in BASES.values()}


def evidence_page(book: Book) -> Page:
    """The map of the whole handbook, topic by topic."""
    path = "evidence.md"
    notes = Notes(path)
    about = "Every section of the handbook: what it rests on, how many people stand behind it, and when it was true."
    text = front("Evidence map", about, "generated") + "# Evidence map\n\n" + about + "\n\n"
    many = sum(map(len, book.handbook.sections_on.values())) > _MOST
    for topic in book.handbook.topics:
        text += f"## {topic.title} {{ #{topic.key.value} }}\n\n" + (_elsewhere(topic) if many else evidence_map(topic, book, notes))
    return Page(path, "Evidence map", text + cards(book, notes), "seeds/topics.yaml")


def _elsewhere(topic: Topic) -> str:
    """The way to the map of one topic."""
    there = f'<a href="{href("evidence.md", f"{topic.key.value}/index.md", "evidence-map")}">Evidence map: {esc(topic.title)}</a>'
    return block(f"<p>{there}</p>")


def evidence_map(topic: Topic, book: Book, notes: Notes) -> str:
    """The map of one topic as a table that can be read aloud: question by basis, people and date."""
    rows = []
    for page in topic.pages:
        there = href(notes.base, f"{page.path}.md")
        sections = book.handbook.sections_on[page.path]
        first = f'<th scope="rowgroup" rowspan="{len(sections)}"><a href="{there}">{esc(page.question)}</a></th>'
        for s in sections:
            rows.append(f"<tr>{first}{_cells(s, there, book)}</tr>")
            first = ""
        rows.append("</tbody><tbody>")
    body = "".join(rows).removesuffix("<tbody>").removesuffix("</tbody>")
    head = "".join(f'<th scope="col">{c}</th>' for c in ("Question", "Section", "Basis", "People", "As of"))
    table = f'<table class="hb-evidence"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return block(f'<div class="hb-scroll" role="region" aria-label="Evidence map: {esc(topic.title)}" tabindex="0">{table}</div>')


def _cells(s: Section, page: str, book: Book) -> str:
    people = book.participants(s)
    updates = book.updates_of.get(s.id.value)
    mark = f' <span class="hb-tag" data-change="{updates[-1].change}">{CHANGES[updates[-1].change]}</span>' if updates else ""
    return (
        f'<td><a href="{page}#{s.id.value}">{esc(s.title.value)}</a>{mark}</td>'
        f'<td><span class="hb-basis-name" data-basis="{s.basis.value}">{_LABELS[s.basis.value]}</span></td>'
        f'<td class="hb-number">{f"{people:,}" if people else "—"}</td><td>{time_of(s.as_of.value)}</td>'
    )
