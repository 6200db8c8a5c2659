"""What the mentions mean: a manuscript in which each is bound to zero, one or many definitions."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from handbook.diagnostics import Located
from handbook.model.manuscript import Document, Manuscript, PageOutline, Reference, Section, Seed, Term, Topic
from handbook.model.prose import Prose


class Home(NamedTuple):
    """Where a mention stands: a section of a seed, or a hand-written page."""

    path: str
    """Path of the web page in Markdown, below ``docs/``."""
    anchor: str
    title: str
    page_title: str
    section: Section | None = None


Stretch = tuple[Prose, Home]
"""A stretch of prose, and where it stands."""


class _CitationUse(NamedTuple):
    key: str
    targets: tuple[Reference, ...]
    home: Home
    said: Callable[[], str] | None
    """Gives the sentence; None where the citation stands in no text, as the source of a seed does."""


class CitationUse(_CitationUse):
    """A citation by its key, and the references that carry it (one, unless something is wrong)."""

    @cached_property
    def sentence(self) -> str:
        """The citing sentence as plain text; empty where there is none."""
        return self.said() if self.said else ""


class _TermUse(NamedTuple):
    start: int
    end: int
    targets: tuple[Term, ...]
    home: Home
    said: Callable[[int], str]
    """Gives the sentence around an offset: few are shown, so they are cut out when they are asked for."""
    explicit: Located[str] | None = None


class TermUse(_TermUse):
    """The first use of a term in a stretch of prose: the glossary entries it can mean."""

    @cached_property
    def sentence(self) -> str:
        """The sentence around the use as plain text."""
        return self.said(self.start)


class Line:
    """A line of plain text, which is made or read where somebody asks for it: of seeds that are as they were few do."""

    def __init__(self, make: Callable[[], str], face: tuple[int, str] | None = None) -> None:
        """``face`` is its length and a hash, where these are known before."""
        self._make, self._face = make, face

    @cached_property
    def text(self) -> str:
        """The line."""
        return self._make()

    @property
    def length(self) -> int:
        """In characters."""
        return self._face[0] if self._face else len(self.text)

    @property
    def digest(self) -> str:
        """A hash of the line."""
        return self._face[1] if self._face else self._digest

    @cached_property
    def _digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Mentions:
    """All that one seed mentions, bound, and its words."""

    homes: tuple[Home, ...]
    """Where each of its sections stands."""
    citations: tuple[CitationUse, ...]
    terms: tuple[TermUse, ...]
    addresses: frozenset[str]
    """What its links lead to, as it is written."""
    plain: Mapping[Section, str]
    """The plain reading of each section as one line of plain text; empty where it has none."""
    bodies: Mapping[Section, Line]
    """The body of each section as one line of plain text."""
    titles: Mapping[str, str]
    """The words of the links that have none of their own, by their target as it is written."""


@dataclass(frozen=True)
class Update:
    """A later section that changes what an earlier one says."""

    by: Section
    of: Section
    change: str


@dataclass(frozen=True)
class Handbook:
    """The manuscript with every mention bound; bindings are looked up by what they hang on."""

    manuscript: Manuscript
    today: str
    seed_of: Mapping[str, Seed]
    """The seed of each section id."""
    homes: Mapping[str, Home]
    """Each anchor by its id."""
    places: Mapping[str, Home]
    """Each web page by its Markdown path; the anchor ``*`` says that those on it are its own affair."""
    pages: Mapping[str, PageOutline]
    """Each page by ``topic/page``."""
    references: Mapping[str, Reference]
    terms: Mapping[str, Term]
    sections_on: Mapping[str, tuple[Section, ...]]
    """The sections of each page in reading order."""
    citations: tuple[CitationUse, ...]
    term_uses: tuple[TermUse, ...]
    updates: tuple[Update, ...]
    missing_citations: tuple[Located[str], ...]
    """Keys that something cites and that no reference has."""
    missing_links: tuple[Located[str], ...]
    """Links that lead neither out of the handbook nor to any place in it."""
    missing_updates: tuple[Located[str], ...]
    mentions: Mapping[str, Mentions]
    """What each seed mentions, by its path."""
    in_order: frozenset[str]
    """Paths of the seeds that were judged before and are as they were: what a rule finds in a text alone, it would not find there."""
    stretches_of: Mapping[str, Sequence[Stretch]]
    """Every stretch of prose in the other files that people wrote, by the path of the file."""
    titles: Mapping[str, str]
    """The words of a link that has none of its own, by its target as it is written."""

    def plain_words(self, section: Section) -> str:
        """The plain reading of a section as one line of plain text."""
        return self._mentions_of(section).plain[section]

    def body_words(self, section: Section) -> Line:
        """The body of a section as one line of plain text."""
        return self._mentions_of(section).bodies[section]

    def _mentions_of(self, section: Section) -> Mentions:
        return self.mentions[section.id.span.path]

    @cached_property
    def cited_by(self) -> dict[str, tuple[Reference, ...]]:
        """The references that each section cites, in order, each once."""
        return {key: tuple(found.values()) for key, found in self._cited.items()}

    @cached_property
    def _cited(self) -> dict[str, dict[str, Reference]]:
        out: dict[str, dict[str, Reference]] = {}
        for use in self.citations:
            if use.home.section:
                found = out.setdefault(use.home.section.id.value, {})
                for r in use.targets:
                    found[r.key.value] = r
        return out

    @cached_property
    def new(self) -> tuple[Seed, ...]:
        """The seeds that were not judged before."""
        return tuple(s for s in self.manuscript.seeds if s.path not in self.in_order)

    @cached_property
    def rests_on(self) -> dict[Section, tuple[Reference, ...]]:
        """What each section that was not judged before cites, and the source of its seed, which counts as cited."""
        out: dict[Section, tuple[Reference, ...]] = {}
        for seed in self.new:
            digested = {k.value: self.references[k.value] for k in seed.digests if k.value in self.references}
            for s in seed.sections:
                out[s] = tuple((self._cited.get(s.id.value, {}) | digested).values())
        return out

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Every stretch of prose that was not judged before."""
        return tuple(chain.from_iterable(self.stretches_of.values()))

    @cached_property
    def plain_readings(self) -> list[tuple[Prose, str]]:
        """The plain readings among the stretches, each with its words."""
        sections = ((prose, home.section) for prose, home in self.stretches if home.section)
        return [(prose, self.plain_words(s)) for prose, s in sections if prose is s.plain]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in order."""
        return self.manuscript.topics

    @property
    def documents(self) -> tuple[Document, ...]:
        """The hand-written pages."""
        return self.manuscript.documents
