"""The words of a section without anything else: for overviews, search and machines."""

from handbook.model.handbook import Handbook
from handbook.model.manuscript import Section


def plain_words(section: Section, handbook: Handbook) -> str:
    """The plain reading as one line of text."""
    return handbook.words[section][0]


def body_words(section: Section, handbook: Handbook) -> str:
    """The body as one line of text."""
    return handbook.words[section][1]
