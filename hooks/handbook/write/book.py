"""The handbook with what several pages look up, worked out once a build."""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from handbook.diagnostics import Span
from handbook.model.basis import BASES
from handbook.model.handbook import CitationUse, Handbook, Home, LinkUse, TermUse, Update
from handbook.model.manuscript import Section
from handbook.model.prose import Prose
from handbook.model.site import Settings

_Thing = TypeVar("_Thing")
LIMIT = 280_000
"""Bytes of a list; what would be longer is written as an overview and a page a letter."""
_ENTRY, _CITING, _USING = 700, 320, 180
"""Bytes of an entry, of a place that cites a work and of one that uses a term, as they come out on the whole."""


def letter(name: str) -> str:
    """The capital under which a name is sorted; ``0`` for what begins with none."""
    first = next((c for c in unicodedata.normalize("NFKD", name) if c.isalnum()), "0").upper()[0]
    return first if "A" <= first <= "Z" else "0"


@dataclass(frozen=True)
class Book:
    """A handbook without errors, its settings, and its references formatted."""

    handbook: Handbook
    settings: Settings
    works: Callable[[], Mapping[str, str]]
    """Gives each reference's HTML by its key, when it is there."""

    @cached_property
    def formatted(self) -> Mapping[str, str]:
        """Each reference's HTML by its key; waits until it is there."""
        return self.works()

    @cached_property
    def _terms_by_path(self) -> dict[str, tuple[list[int], list[TermUse]]]:
        by_path: dict[str, list[TermUse]] = {}
        for use, path in zip(self.handbook.term_uses, self._paths_of_terms, strict=True):
            by_path.setdefault(path, []).append(use)
        sorted_uses = {path: sorted(uses, key=lambda u: u.start) for path, uses in by_path.items()}
        return {path: ([u.start for u in uses], uses) for path, uses in sorted_uses.items()}

    @cached_property
    def _paths_of_terms(self) -> list[str]:
        seeds = self.handbook.seed_of
        documents = {d.src: d.prose.source.path for d in self.handbook.documents}
        return [
            seeds[u.home.section.id.value].path if u.home.section else documents.get(u.home.path, "")
            for u in self.handbook.term_uses
        ]

    def terms_in(self, prose: Prose) -> list[TermUse]:
        """The term uses that are marked in a stretch, in order."""
        starts, uses = self._terms_by_path.get(prose.source.path, ([], []))
        return uses[bisect_left(starts, prose.start) : bisect_left(starts, prose.end)]

    @cached_property
    def links(self) -> dict[Span, LinkUse]:
        """Each link by where its target is written."""
        return {use.target.span: use for use in self.handbook.links}

    @cached_property
    def citations_of(self) -> dict[str, list[CitationUse]]:
        """Where each reference is cited."""
        out: dict[str, list[CitationUse]] = {}
        for use in self.handbook.citations:
            for r in use.targets:
                out.setdefault(r.key.value, []).append(use)
        return out

    def places_of(self, key: str) -> int:
        """How many places in texts cite a work."""
        return self._places_of[key]

    @cached_property
    def _places_of(self) -> Counter[str]:
        return Counter(r.key.value for u in self.handbook.citations if u.said for r in u.targets)

    @cached_property
    def updates_of(self) -> dict[str, list[Update]]:
        """The updates of each section, by its id."""
        out: dict[str, list[Update]] = {}
        for u in self.handbook.updates:
            out.setdefault(u.of.id.value, []).append(u)
        return out

    @cached_property
    def updated_by(self) -> dict[str, list[Update]]:
        """What each section updates, by its id."""
        out: dict[str, list[Update]] = {}
        for u in self.handbook.updates:
            out.setdefault(u.by.id.value, []).append(u)
        return out

    @cached_property
    def uses_of(self) -> dict[str, list[TermUse]]:
        """Where each term is used: the first use in each section."""
        out: dict[str, dict[str, TermUse]] = {}
        for u in self.handbook.term_uses:
            out.setdefault(u.targets[0].key.value, {}).setdefault(f"{u.home.path}#{u.home.anchor}", u)
        return {key: list(uses.values()) for key, uses in out.items()}

    @cached_property
    def in_letters(self) -> tuple[bool, bool]:
        """Whether the bibliography and the glossary are too long for one page each."""
        h = self.handbook
        cited, used = sum(map(len, self.citations_of.values())), sum(map(len, self.uses_of.values()))
        return _ENTRY * len(h.references) + _CITING * cited > LIMIT, _ENTRY * len(h.terms) + _USING * used > LIMIT

    def work_path(self, key: str) -> str:
        """The page on which a work stands with all that cites it."""
        return self._work_paths[key]

    @cached_property
    def _work_paths(self) -> dict[str, str]:
        works = self.handbook.references
        return {
            k: f"bibliography/{letter(r.authors).lower()}.md" if self.in_letters[0] else "bibliography.md" for k, r in works.items()
        }

    def term_path(self, key: str) -> str:
        """The page on which a term stands with all that uses it."""
        return self._term_paths[key]

    @cached_property
    def _term_paths(self) -> dict[str, str]:
        terms = self.handbook.terms
        return {k: f"glossary/{letter(t.name).lower()}.md" if self.in_letters[1] else "glossary.md" for k, t in terms.items()}

    def once(self, make: "Callable[[_Thing, Book, str], str]", thing: _Thing, key: str, base: str) -> str:
        """What ``make`` writes of a thing for the page ``base``; the same for all pages of a topic, so it is made once for each."""
        folder, _, page = base.rpartition("/")
        if not folder or f"{folder}/{page[:-3]}" not in self.handbook.pages:
            return make(thing, self, base)
        at = make.__qualname__, key, folder
        if at not in self._made:
            self._made[at] = make(thing, self, base)
        return self._made[at]

    @cached_property
    def _made(self) -> dict[tuple[str, str, str], str]:
        return {}

    def home(self, section: Section) -> Home:
        """Where a section stands."""
        return self.handbook.homes[section.id.value]

    def participants(self, section: Section) -> int:
        """The people behind a section: those of the largest study that it cites and that bears its basis out."""
        bearing = BASES[section.basis.value].borne_by
        cited = self.handbook.cited_by.get(section.id.value, ())
        return max((r.participants or 0 for r in cited if r.design in bearing), default=0)

    def source_line(self, section: Section) -> tuple[str, int]:
        """Path and line of a section in its seed."""
        seed = self.handbook.seed_of[section.id.value]
        return seed.path, seed.source.line_of(section.start)
