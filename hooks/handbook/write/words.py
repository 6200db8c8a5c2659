"""The words of a section without anything else: for overviews, search and machines."""

from handbook.model.manuscript import Section
from handbook.resolve.sentences import plain_text


def plain_words(section: Section) -> str:
    """The plain reading as one line of text."""
    return plain_text(section.plain, section.plain.start, section.plain.end) if section.plain else ""


def body_words(section: Section) -> str:
    """The body as one line of text."""
    return " ".join(plain_text(p, p.start, p.end) for p in section.body)
