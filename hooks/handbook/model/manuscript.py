"""What was read: seeds, outline, references and glossary, nothing bound to anything yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from handbook.diagnostics import Located, Source
from handbook.model.edition import Edition, Release
from handbook.model.prose import Prose


class Text(NamedTuple):
    """What stands below the heading of a section."""

    plain: Prose | None
    body: tuple[Prose, ...]
    charted: tuple[Located[str], ...]
    """Every text and number that the charts print; numbers as they were typed."""


class Section(NamedTuple):
    """A heading-bounded part of a seed, the unit that everything is attached to."""

    id: Located[str]
    title: Located[str]
    page: Located[str]
    """``topic/page``; empty where the seed gave none that could be read."""
    basis: Located[str]
    as_of: Located[str]
    """``YYYY`` or ``YYYY-MM``: when it was true."""
    voice: str
    updates: tuple[Located[str], ...]
    change: str
    charts: tuple[Located[Mapping[str, Any]], ...]
    start: int
    end: int
    """Offsets in the seed, the heading included."""
    text: Callable[[], Text]
    """Gives what stands below the heading: of a seed that is as it was, nobody may want to know."""

    # A section is itself and no other, so that it can be looked up by.
    __eq__, __ne__, __hash__ = object.__eq__, object.__ne__, object.__hash__  # type: ignore[misc]  # mypy knows fields alone

    @property
    def plain(self) -> Prose | None:
        """The plain reading."""
        return self.text().plain

    @property
    def body(self) -> tuple[Prose, ...]:
        """The stretches around the plain reading and the charts."""
        return self.text().body

    @property
    def charted(self) -> tuple[Located[str], ...]:
        """What the charts print."""
        return self.text().charted

    @property
    def prose(self) -> tuple[Prose, ...]:
        """The plain reading, where there is one, and the body."""
        text = self.text()
        return (text.plain, *text.body) if text.plain else text.body


@dataclass(frozen=True)
class Seed:
    """One Markdown file that digests one source, or a few that speak of one thing."""

    source: Source
    title: Located[str]
    digests: tuple[Located[str], ...]
    """Keys of the references that the seed digests."""
    reviewed: Located[str]
    """``YYYY-MM-DD``."""
    review_months: int
    """After so many months it should be read again."""
    sections: tuple[Section, ...]
    whole: bool = True
    """False where a section had to be left out."""

    @property
    def path(self) -> str:
        """The seed's path, as diagnostics print it."""
        return self.source.path


@dataclass(frozen=True)
class Document:
    """A hand-written page in ``docs/``, with the same citations, terms and checks as a seed."""

    prose: Prose
    """All of its Markdown below the front matter."""
    src: str
    """Path below ``docs/``, with forward slashes."""
    title: str
    front: Mapping[str, Any]
    """The fields of its front matter; there may be none."""


@dataclass(frozen=True)
class PageOutline:
    """One web page of a topic."""

    key: Located[str]
    title: str
    question: str
    summary: str
    topic: str

    @property
    def path(self) -> str:
        """``topic/page``, as sections name it."""
        return f"{self.topic}/{self.key.value}"


@dataclass(frozen=True)
class Topic:
    """A chapter of the handbook: its pages in order."""

    key: Located[str]
    title: str
    question: str
    summary: str
    pages: tuple[PageOutline, ...]


@dataclass(frozen=True)
class Reference:
    """One work, as a CSL item, with what the handbook adds to it."""

    key: Located[str]
    csl: Mapping[str, Any]
    design: str
    participants: int | None
    registry: tuple[str, ...]
    open_access: str
    verified: str
    figures: frozenset[str]

    def text(self, name: str) -> str:
        """A CSL variable as text; empty where it is not given."""
        return str(self.csl.get(name, ""))

    @cached_property
    def date(self) -> str:
        """The date of publication as far as it is known: ``2020-08-07``, ``2020-08``, ``2020`` or nothing."""
        issued = self.csl.get("issued")
        parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
        return "-".join(f"{n:02d}" for n in parts[0]) if parts and parts[0] else ""

    @cached_property
    def year(self) -> str:
        """The year of publication, or ``n.d.``."""
        return self.date[:4] or "n.d."

    @cached_property
    def authors(self) -> str:
        """The first author's name as running text has it: ``Coles et al.``"""
        people = self.csl.get("author") or ()
        names = [str(p.get("family") or p.get("literal") or "") for p in people if isinstance(p, Mapping)]
        if not names:
            return self.text("publisher") or self.text("container-title") or self.text("title")
        if len(names) == 2 and names[1] != "others":
            return f"{names[0]} and {names[1]}"
        return names[0] if len(names) == 1 else f"{names[0]} et al."


@dataclass(frozen=True)
class Term:
    """A glossary entry."""

    key: Located[str]
    name: str
    abbreviation: str
    expansion: str
    aliases: tuple[Located[str], ...]
    search: tuple[str, ...]
    plain: str
    definition: str
    trap: str
    see_also: tuple[Located[str], ...]
    citations: tuple[Located[str], ...]
    match_case: bool
    match_plural: bool
    match_text: bool
    never_in: tuple[str, ...]
    """Longer phrases inside which the term is not meant."""

    @property
    def headword(self) -> str:
        """The name with its abbreviation: ``anti-drug antibody (ADA)``."""
        return f"{self.name} ({self.abbreviation})" if self.abbreviation and self.abbreviation != self.name else self.name


@dataclass(frozen=True)
class Manuscript:
    """All that was read; sources by path, so that diagnostics can show their lines."""

    seeds: tuple[Seed, ...]
    documents: tuple[Document, ...]
    topics: tuple[Topic, ...]
    references: tuple[Reference, ...]
    terms: tuple[Term, ...]
    sources: Mapping[str, Source]
    left_out: frozenset[str] = frozenset()
    """Paths of files of which nothing, or not all, could be made; what is missing may stand there."""
    releases: tuple[Release, ...] = ()
    """The recorded versions, by the names of their files."""
    kept: Edition | None = None
    """The words of the newest recorded version."""
