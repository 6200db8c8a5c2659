"""A hand-written page with its citations, terms and links put in."""

from handbook.model.manuscript import Document
from handbook.model.site import Page
from handbook.write.book import Book
from handbook.write.cards import cards
from handbook.write.page import head, references
from handbook.write.prose import Notes, rendered


def document(d: Document, book: Book) -> Page:
    """The page as its author wrote it, with what its mentions need below.

    The front matter is written anew, for hosts read it each in a way of its own; where there is none, an empty line keeps them
    from taking the text for one.
    """
    notes = Notes(d.src)
    front = head(d.front) if d.front else "\n"
    body = rendered(d.prose, d.src, book, notes, trusted=True)
    text = f"{front}{body.rstrip()}\n\n{references(book, notes)}{cards(book, notes)}"
    return Page(d.src, d.title, text, d.prose.source.path, by_hand=True)
