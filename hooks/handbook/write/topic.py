"""The overview of a topic: its pages, and the evidence behind them as a table."""

from handbook.diagnostics.words import plural
from handbook.model.manuscript import Topic
from handbook.model.site import Page
from handbook.write.book import Book
from handbook.write.cards import cards
from handbook.write.evidence import evidence_map
from handbook.write.html import block, esc, href
from handbook.write.page import front
from handbook.write.prose import Notes


def topic_index(topic: Topic, book: Book) -> Page:
    """The first page of a topic."""
    path = f"{topic.key.value}/index.md"
    notes = Notes(path)
    cards_of_pages = "".join(
        f'<li><a href="{href(path, f"{p.path}.md")}"><strong>{esc(p.title)}</strong></a>'
        f'<span class="hb-question">{esc(p.question)}</span><span class="hb-summary">{esc(p.summary)}</span>'
        f'<span class="hb-count">{plural(len(book.handbook.sections_on[p.path]), "section")}</span></li>'
        for p in topic.pages
    )
    text = front(topic.title, topic.summary, "topic", topic.key.value) + f"# {topic.title}\n\n"
    text += block(f'<p class="hb-question">{esc(topic.question)}</p>\n<p class="hb-summary">{esc(topic.summary)}</p>')
    text += block(f'<ul class="hb-pages">{cards_of_pages}</ul>')
    text += "## Evidence map { #evidence-map }\n\n" + evidence_map(topic, book, notes) + cards(book, notes)
    return Page(path, topic.title, text, "seeds/topics.yaml")
