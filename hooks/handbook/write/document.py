"""A hand-written page with its citations, terms and links put in."""

from handbook.model.manuscript import Document
from handbook.model.site import Page
from handbook.write.book import Book
from handbook.write.cards import cards
from handbook.write.page import references
from handbook.write.prose import Notes, rendered


def document(d: Document, book: Book) -> Page:
    """The page as its author wrote it, front matter included, with what its mentions need below."""
    notes = Notes(d.src)
    front = d.prose.source.text[: d.prose.start]
    body = rendered(d.prose, d.src, book, notes, trusted=True)
    text = f"{front}{body.rstrip()}\n\n{references(book, notes)}{cards(book, notes)}"
    return Page(d.src, d.title, text, d.prose.source.path, by_hand=True)
