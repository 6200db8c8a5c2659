"""The words of a section without anything else: for overviews, search and machines."""

from collections.abc import Mapping

from handbook.model.manuscript import Section
from handbook.resolve.sentences import plain_text


def plain_words(section: Section, titles: Mapping[str, str]) -> str:
    """The plain reading as one line of text."""
    return plain_text(section.plain, section.plain.start, section.plain.end, titles) if section.plain else ""


def body_words(section: Section, titles: Mapping[str, str]) -> str:
    """The body as one line of text."""
    return " ".join(plain_text(p, p.start, p.end, titles) for p in section.body)
