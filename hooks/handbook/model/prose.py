"""A stretch of Markdown and what was found in it, each with its offsets into the source."""

from bisect import bisect_left
from enum import StrEnum
from typing import NamedTuple, TypeVar

from handbook.diagnostics import Located, Source, Span


class Mode(StrEnum):
    """How a citation stands in its sentence, in Pandoc's names."""

    NORMAL = "NormalCitation"
    AUTHOR_IN_TEXT = "AuthorInText"
    SUPPRESS_AUTHOR = "SuppressAuthor"


class Citation(NamedTuple):
    """A mention of one reference: ``[see @key, p. 5]`` has prefix ``see`` and suffix ``, p. 5``."""

    key: Located[str]
    mode: Mode
    prefix: str = ""
    suffix: str = ""


class CitationGroup(NamedTuple):
    """The citations of one bracket, or one citation in the running text."""

    start: int
    end: int
    citations: tuple[Citation, ...]


class Link(NamedTuple):
    """A link or an image; ``text`` is empty in ``[](#id)``, which asks for the target's title."""

    start: int
    end: int
    text: str
    target: Located[str]
    image: bool = False


class TermMark(NamedTuple):
    """An explicit ``[words]{term=id}``; without a key (``{.no-term}``) the words are no term."""

    start: int
    end: int
    text_start: int
    text_end: int
    key: Located[str] | None


class Heading(NamedTuple):
    """An ATX heading: its level, its text and its attribute list as written (without braces)."""

    start: int
    end: int
    level: int
    title: Located[str]
    attributes: Located[str] | None


class Block(NamedTuple):
    """A ``/// name`` block: the offsets of the whole and of what it holds."""

    start: int
    end: int
    name: Located[str]
    content_start: int
    content_end: int


class Raw(NamedTuple):
    """Text that must not reach the page as it is: a brace, an escape, an HTML tag."""

    start: int
    end: int
    kind: str
    """``brace``, ``escape``, ``tag``, ``comment``, ``indented``, ``slashes``, ``block-mark`` or ``open-block``."""


_Found = TypeVar("_Found", CitationGroup, Link, TermMark, Heading, Block, Raw)


class Prose(NamedTuple):
    """A stretch of a source and everything in it that means something to the handbook, each kind in the order of its start."""

    source: Source
    start: int
    end: int
    citations: tuple[CitationGroup, ...]
    links: tuple[Link, ...]
    marks: tuple[TermMark, ...]
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    raw: tuple[Raw, ...]
    masked: str
    """The stretch with everything blanked in which no term is looked for; as long as the stretch."""

    # A stretch is itself and no other, so that it can be looked up by.
    __eq__, __ne__, __hash__ = object.__eq__, object.__ne__, object.__hash__  # type: ignore[misc]  # mypy knows fields alone

    @property
    def text(self) -> str:
        """The stretch as written."""
        return self.source.text[self.start : self.end]

    @property
    def opening(self) -> Span:
        """The first line with words in it."""
        at = self.start + len(self.text) - len(self.text.lstrip())
        return self.source.span(at, max(self.end, at + 1))

    def part(self, start: int, end: int) -> "Prose":
        """What lies between two offsets of the source."""
        return Prose(
            self.source,
            start,
            end,
            between(self.citations, start, end),
            between(self.links, start, end),
            between(self.marks, start, end),
            between(self.headings, start, end),
            between(self.blocks, start, end),
            between(self.raw, start, end),
            self.masked[start - self.start : end - self.start],
        )


def between(found: tuple[_Found, ...], start: int, end: int) -> tuple[_Found, ...]:
    """Of what was found, in the order of its start, that which begins between two offsets."""
    first = bisect_left(found, (start,)) if found else 0  # each begins with its start
    if first == len(found) or found[first].start >= end:
        return ()
    return found[first : bisect_left(found, (end,), first + 1)]
