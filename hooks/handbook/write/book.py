"""The handbook with what several pages look up, worked out once a build."""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from handbook.model.basis import BASES
from handbook.model.handbook import CitationUse, Handbook, Home, TermUse, Update
from handbook.model.manuscript import Section
from handbook.model.prose import Prose
from handbook.model.site import Settings
from handbook.resolve.links import find
from handbook.write.html import plain

_Thing = TypeVar("_Thing")
LIMIT = 280_000
"""Bytes of a list; what would be longer is written as an overview and a page a letter."""
_ENTRY, _CITING, _USING = 700, 320, 180
"""Bytes of an entry, of a place that cites a work and of one that uses a term, as they come out on the whole."""
_LED_TO = ("about", "bibliography", "glossary")
"""Folders to which the cards, references and sources of a page lead."""
_start = attrgetter("start")


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

    def terms_in(self, prose: Prose, where: str) -> list[TermUse]:
        """The term uses that are marked in a stretch, in order; it stands in the section of this id or the page of this path."""
        uses = self._terms_at.get(where)
        return uses[bisect_left(uses, prose.start, key=_start) : bisect_left(uses, prose.end, key=_start)] if uses else []

    @cached_property
    def _terms_at(self) -> dict[str, list[TermUse]]:
        out: dict[str, list[TermUse]] = {}
        for use in self.handbook.term_uses:
            out.setdefault(use.home.anchor or use.home.path, []).append(use)
        for uses in out.values():
            uses.sort(key=_start)  # a plain reading may stand behind what is around it
        return out

    def place(self, address: str, path: str = "") -> Home | None:
        """The place in the handbook to which an address leads: in seeds, or on the hand-written page of this path."""
        return find(address, path, self.handbook.homes, self.handbook.places)

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
        return sum(1 for u in self.citations_of.get(key, ()) if u.said)

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
        out: dict[str, list[TermUse]] = {}
        for use in self.handbook.term_uses:  # those of a section follow one another
            uses = out.setdefault(use.targets[0].key.value, [])
            if not uses or uses[-1].home is not use.home:
                uses.append(use)
        return out

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

    def each(self, make: "Callable[[_Thing, Book, str], str]", things: Mapping[str, _Thing], base: str) -> list[str]:
        """What ``make`` writes of each of some things, by their keys, for the page ``base``.

        It may link to lists and to pages about the handbook alone: these lie equally far from all pages of topics, so it is
        made once for all of them.
        """
        if base not in self._equally_far:
            return [make(thing, self, base) for thing in things.values()]
        made = self._made.setdefault(make, {})
        for key, thing in things.items():
            if key not in made:
                made[key] = make(thing, self, base)
        return [made[key] for key in things]

    @cached_property
    def _equally_far(self) -> frozenset[str]:
        return frozenset(f"{path}.md" for path, page in self.handbook.pages.items() if page.topic not in _LED_TO)

    @cached_property
    def _made(self) -> dict[object, dict[str, str]]:
        return {}

    @cached_property
    def names(self) -> dict[str, str]:
        """Each work in short, by its key, as it stands behind a colon in a label."""
        return {key: plain(f" {r.authors}, {r.year}") for key, r in self.handbook.references.items()}

    def home(self, section: Section) -> Home:
        """Where a section stands."""
        return self.handbook.homes[section.id.value]

    def participants(self, section: Section) -> int:
        """The people behind a section: those of the largest study that it cites and that bears its basis out."""
        return self._participants.get(section.id.value, 0)

    @cached_property
    def _participants(self) -> dict[str, int]:
        out: dict[str, int] = {}
        for use in self.handbook.citations:
            for r in use.targets:
                if r.participants and (s := use.home.section) and r.design in BASES[s.basis.value].borne_by:
                    out[s.id.value] = max(r.participants, out.get(s.id.value, 0))
        return out

    def source_line(self, section: Section) -> tuple[str, int]:
        """Path and line of a section in its seed."""
        return self.handbook.seed_of[section.id.value].path, section.id.span.line
