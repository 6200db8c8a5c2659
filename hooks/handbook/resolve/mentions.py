"""What one seed or one hand-written page mentions: found in its text, or taken over from what was found before."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from operator import itemgetter

from handbook.diagnostics import Located
from handbook.model.handbook import CitationUse, Home, Mentions, Stretch, TermUse
from handbook.model.manuscript import Reference, Seed, Term, Text
from handbook.model.prose import Prose
from handbook.resolve.links import find, is_outside
from handbook.resolve.sentences import plain_text, sentence_at
from handbook.resolve.terms import Matcher

_Use = tuple[int, int, tuple[Term, ...], Located[str] | None]


@dataclass(frozen=True)
class Known:
    """What was found in a seed before; a number says in which of its sections. Nothing in it is bound."""

    citations: tuple[tuple[int, str, str], ...]
    """Their keys and sentences."""
    terms: tuple[tuple[int, int, int, tuple[str, ...], Located[str] | None], ...]
    """Where a use begins and ends, the keys of what it can mean, and how it is named outright."""
    sentences: tuple[tuple[int, str], ...]
    """Those of uses, by where they begin, that were wanted."""
    addresses: frozenset[str]
    """Where its links lead within the handbook: the rest is true as long as each of these is a place."""
    words: tuple[tuple[str, str], ...]
    """The plain reading and the body of each section."""
    titles: Mapping[str, str]
    """The words of the links that have none of their own: the rest is true as long as these are, too."""


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

    def found(self, stretches: Sequence[Stretch]) -> tuple[tuple[CitationUse, ...], tuple[TermUse, ...]]:
        """What stands in some stretches."""
        return tuple(self._cited(stretches)), tuple(self._used(stretches))

    def missing_citations(self, stretches: Iterable[Stretch]) -> Iterator[Located[str]]:
        """The keys that are cited in some stretches and that no reference has."""
        cited = (c.key for prose, _ in stretches for group in prose.citations for c in group.citations)
        return (key for key in cited if key.value not in self.references)

    def missing_links(self, stretches: Iterable[Stretch]) -> Iterator[Located[str]]:
        """The links in some stretches that lead neither out of the handbook nor to a place in it."""
        for prose, home in stretches:
            base = home.path if home.section is None else ""
            for target in (x.target for x in prose.links if not x.image):
                if not (find(target.value, base, self.anchors, self.places) or is_outside(target.value)):
                    yield target

    def mentions(self, seed: Seed, stretches: Sequence[Stretch]) -> Mentions:
        """What stands in a seed, whose stretches are given."""
        words = {s: self._words(s.text()) for s in seed.sections}
        asked = (x.target.value for prose, _ in stretches for x in prose.links if not x.text)
        return Mentions(*self.found(stretches), words, {target: self.titles.get(target, "") for target in asked})

    def holds(self, known: Known) -> bool:
        """True where what was found before would be found again in the same seed with the same references and terms."""
        if any(self.titles.get(target, "") != words for target, words in known.titles.items()):
            return False
        return all(find(target, "", self.anchors, self.places) for target in known.addresses)

    def recalled(self, seed: Seed, known: Known, homes: Mapping[str, Home]) -> Mentions:
        """What stands in a seed, as it was found before."""
        at = [homes[s.id.value] for s in seed.sections]
        works, meanings, terms = self._works, self._meanings, self.terms
        sentences = dict(known.sentences)

        def said(offset: int) -> str:
            return sentences[offset] if offset in sentences else self._sentence(seed, offset)

        cited = ((key, works.get(key, ()), at[n], partial(str, said)) for n, key, said in known.citations)
        used = (
            (start, end, meanings.get(keys) or tuple(terms[k] for k in keys), at[n], said, explicit)
            for n, start, end, keys, explicit in known.terms
        )
        return Mentions(
            tuple(map(partial(tuple.__new__, CitationUse), cited)),  # which are made as tuples are, for there are many
            tuple(map(partial(tuple.__new__, TermUse), used)),
            dict(zip(seed.sections, known.words, strict=True)),
            known.titles,
        )

    def cited(self, key: Located[str], home: Home, said: Callable[[], str] | None) -> CitationUse:
        """A citation of this key, where it stands, and what gives its sentence."""
        return CitationUse(key.value, self._works.get(key.value, ()), home, said)

    @cached_property
    def _works(self) -> dict[str, tuple[Reference, ...]]:
        """What each key is bound to."""
        return {key: (r,) for key, r in self.references.items()}

    @cached_property
    def _meanings(self) -> dict[tuple[str, ...], tuple[Term, ...]]:
        """What a use is bound to that means one thing."""
        return {(key,): (t,) for key, t in self.terms.items()}

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
                uses += [(m.text_start, m.text_end, self._meanings.get((m.key.value,), ()), m.key) for m in prose.marks if m.key]
                uses.sort(key=itemgetter(0))
            for start, end, terms, explicit in uses:
                name = terms[0].key.value if terms else ""
                if explicit is not None or name not in seen:
                    seen.add(name)
                    yield TermUse(start, end, terms, home, said, explicit)

    def _words(self, text: Text) -> tuple[str, str]:
        return self._plain(text.plain) if text.plain else "", " ".join(map(self._plain, text.body))

    def _plain(self, prose: Prose) -> str:
        return plain_text(prose, prose.start, prose.end, self.titles)

    def _sentence(self, seed: Seed, offset: int) -> str:
        (section,) = (s for s in seed.sections if s.start <= offset < s.end)
        return next(sentence_at(p, offset, self.titles) for p in section.prose if p.start <= offset < p.end)
