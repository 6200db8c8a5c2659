"""What one seed or one hand-written page mentions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import itemgetter

from handbook.diagnostics import Located
from handbook.model.handbook import CitationUse, Home, Line, Mentions, Stretch, TermUse
from handbook.model.manuscript import Section, Seed, Term
from handbook.model.prose import Prose
from handbook.resolve.links import find, is_outside
from handbook.resolve.meanings import Meanings
from handbook.resolve.sentences import plain_text, sentence_at
from handbook.resolve.terms import Matcher

_Use = tuple[int, int, tuple[Term, ...], Located[str] | None]


@dataclass(frozen=True)
class Binder:
    """Everything that a mention can mean."""

    meanings: Meanings
    matcher: Matcher
    anchors: Mapping[str, Home]
    places: Mapping[str, Home]
    """Web pages by their Markdown paths."""
    titles: Mapping[str, str]
    """The words of a link that has none of its own, by its target as it is written."""

    def found(self, stretches: Sequence[Stretch]) -> tuple[tuple[CitationUse, ...], tuple[TermUse, ...]]:
        """What stands in some stretches."""
        return tuple(self._cited(stretches)), tuple(self._used(stretches))

    def missing_citations(self, stretches: Iterable[Stretch]) -> Iterator[Located[str]]:
        """The keys that are cited in some stretches and that no reference has."""
        cited = (c.key for prose, _ in stretches for group in prose.citations for c in group.citations)
        return (key for key in cited if key.value not in self.meanings.works)

    def missing_links(self, stretches: Iterable[Stretch]) -> Iterator[Located[str]]:
        """The links in some stretches that lead neither out of the handbook nor to a place in it."""
        for prose, home in stretches:
            base = home.path if home.section is None else ""
            yield from (x.target for x in prose.links if not (x.image or self._leads(x.target.value, base)))

    def mentions(self, seed: Seed, homes: tuple[Home, ...], stretches: Sequence[Stretch]) -> Mentions:
        """What stands in a seed, whose stretches are given, and where each of its sections stands."""
        links = list(chain.from_iterable(prose.links for prose, _ in stretches))
        return Mentions(
            homes,
            *self.found(stretches),
            frozenset(x.target.value for x in links if not x.image),
            {s: self._plain(plain) if (plain := s.plain) else "" for s in seed.sections},
            {s: Line(partial(self._body, s)) for s in seed.sections},
            {x.target.value: self.titles.get(x.target.value, "") for x in links if not x.text},
        )

    def holds(self, known: Mentions) -> bool:
        """True where what was found before would be found again in the same seed with the same tables."""
        if any(self.titles.get(target, "") != words for target, words in known.titles.items()):
            return False
        return all(map(self._leads, known.addresses.difference(self.titles)))  # what has a title is there

    def _leads(self, address: str, base: str = "") -> bool:
        """True for an address that leads out of the handbook, or to a place in it."""
        return find(address, base, self.anchors, self.places) is not None or is_outside(address)

    def cited(self, key: Located[str], home: Home, said: Callable[[], str] | None) -> CitationUse:
        """A citation of this key, where it stands, and what gives its sentence."""
        return CitationUse(key.value, self.meanings.works.get(key.value, ()), home, said)

    def _cited(self, stretches: Iterable[Stretch]) -> Iterator[CitationUse]:
        for prose, home in stretches:
            for group in prose.citations:
                for c in group.citations:
                    said = partial(sentence_at, prose, group.start, self.titles)
                    yield self.cited(c.key, home, said)

    def _used(self, stretches: Sequence[Stretch]) -> Iterator[TermUse]:
        each = self.matcher.find_each([prose.masked for prose, _ in stretches])
        for (prose, home), found in zip(stretches, each, strict=True):
            seen: set[str] = set()
            top = prose.start
            said = partial(sentence_at, prose, titles=self.titles)
            uses: list[_Use] = [(top + start, top + end, terms, None) for start, end, terms in found]
            if prose.marks:
                uses += [
                    (m.text_start, m.text_end, self.meanings.entries.get((m.key.value,), ()), m.key) for m in prose.marks if m.key
                ]
                uses.sort(key=itemgetter(0))
            for start, end, terms, explicit in uses:
                name = terms[0].key.value if terms else ""
                if explicit is not None or name not in seen:
                    seen.add(name)
                    yield TermUse(start, end, terms, home, said, explicit)

    def _body(self, section: Section) -> str:
        return " ".join(map(self._plain, section.body))

    def _plain(self, prose: Prose) -> str:
        return plain_text(prose, prose.start, prose.end, self.titles)
