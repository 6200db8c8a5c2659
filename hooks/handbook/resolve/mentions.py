"""What one seed or one hand-written page mentions: found in its text, or taken over from what was found before."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import TypeVar

from handbook.diagnostics import Located
from handbook.model.handbook import CitationUse, Home, LinkUse, Mentions, TermUse
from handbook.model.manuscript import Reference, Section, Seed, Term
from handbook.model.prose import Citation, Prose
from handbook.resolve.links import find, is_outside
from handbook.resolve.sentences import plain_text, sentence_at
from handbook.resolve.terms import Matcher

Stretch = tuple[Prose, Home]


@dataclass(frozen=True)
class Known:
    """What was found in a seed before; a number says in which of its sections. Nothing in it is bound."""

    citations: tuple[tuple[int, Citation, str], ...]
    """With their sentences."""
    terms: tuple[tuple[int, int, int, tuple[str, ...], Located[str] | None, str | None], ...]
    """Where a use begins and ends, the keys of what it can mean, how it is named outright, and its sentence if it was wanted."""
    links: tuple[tuple[int, Located[str]], ...]
    words: tuple[tuple[str, str], ...]
    """The plain reading and the body of each section."""
    titles: Mapping[str, str]
    """The words of the links that have none of their own: the rest is true as long as these are."""


@dataclass(frozen=True)
class Binder:
    """Everything that a mention can mean."""

    references: Mapping[str, Reference]
    terms: Mapping[str, Term]
    matcher: Matcher
    anchors: Mapping[str, Home]
    places: Mapping[str, Home]
    """Web pages by their Markdown paths."""
    titles: Mapping[str, str]
    """The words of a link that has none of its own, by its target as it is written."""

    def found(self, stretches: Iterable[Stretch]) -> tuple[tuple[CitationUse, ...], tuple[TermUse, ...], tuple[LinkUse, ...]]:
        """What stands in some stretches."""
        listed = list(stretches)
        return tuple(self._cited(listed)), tuple(self._used(listed)), tuple(self._linked(listed))

    def mentions(self, seed: Seed, stretches: Iterable[Stretch]) -> Mentions:
        """What stands in a seed, whose stretches are given."""
        words = {s: (self._words((s.plain,) if s.plain else ()), self._words(s.body)) for s in seed.sections}
        asked = (x.target.value for s in seed.sections for prose in s.prose for x in prose.links if not x.text)
        return Mentions(*self.found(stretches), words, {target: self.titles.get(target, "") for target in asked})

    def holds(self, known: Known) -> bool:
        """True where what was found before would be found again in the same seed with the same references and terms."""
        return all(self.titles.get(target, "") == words for target, words in known.titles.items())

    def recalled(self, seed: Seed, known: Known, homes: Mapping[str, Home]) -> Mentions:
        """What stands in a seed, as it was found before."""
        at = [homes[s.id.value] for s in seed.sections]
        references, terms = self.references, self.terms

        def saying(n: int, offset: int, said: str | None) -> Callable[[], str]:
            return partial(self._sentence, seed.sections[n], offset) if said is None else partial(str, said)

        return Mentions(
            tuple(CitationUse(c, one(references.get(c.key.value)), at[n], partial(str, said)) for n, c, said in known.citations),
            tuple(
                TermUse(start, end, tuple(terms[k] for k in keys), at[n], saying(n, start, said), explicit)
                for n, start, end, keys, explicit, said in known.terms
            ),
            tuple(LinkUse(target, find(target.value, "", self.anchors, self.places), at[n]) for n, target in known.links),
            dict(zip(seed.sections, known.words, strict=True)),
            known.titles,
        )

    def _cited(self, stretches: Iterable[Stretch]) -> Iterator[CitationUse]:
        for prose, home in stretches:
            for group in prose.citations:
                for c in group.citations:
                    said = partial(sentence_at, prose, group.start, self.titles)
                    yield CitationUse(c, one(self.references.get(c.key.value)), home, said)

    def _used(self, stretches: Sequence[Stretch]) -> Iterator[TermUse]:
        each = self.matcher.find_each([prose.masked for prose, _ in stretches])
        for (prose, home), names in zip(stretches, each, strict=True):
            seen: set[str] = set()
            found = [(prose.start + f.start, prose.start + f.end, f.terms, None) for f in names]
            marked = [(m.text_start, m.text_end, one(self.terms.get(m.key.value)), m.key) for m in prose.marks if m.key]
            for start, end, targets, explicit in sorted([*marked, *found], key=itemgetter(0)):
                name = targets[0].key.value if targets else ""
                if explicit is not None or name not in seen:
                    seen.add(name)
                    yield TermUse(start, end, targets, home, partial(sentence_at, prose, start, self.titles), explicit)

    def _linked(self, stretches: Iterable[Stretch]) -> Iterator[LinkUse]:
        for prose, home in stretches:
            base = home.path if home.section is None else ""
            for link in prose.links:
                if not link.image and not is_outside(link.target.value):
                    yield LinkUse(link.target, find(link.target.value, base, self.anchors, self.places), home)

    def _words(self, stretches: Iterable[Prose]) -> str:
        return " ".join(plain_text(p, p.start, p.end, self.titles) for p in stretches)

    def _sentence(self, section: Section, offset: int) -> str:
        return next(sentence_at(p, offset, self.titles) for p in section.prose if p.start <= offset < p.end)


_T = TypeVar("_T")


def one(found: _T | None) -> tuple[_T, ...]:
    """What a mention is bound to: one thing, or none."""
    return (found,) if found else ()
