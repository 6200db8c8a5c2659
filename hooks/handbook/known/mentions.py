"""What a seed mentions as it is kept: unbound, and without the text in which it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from handbook.diagnostics import Located
from handbook.model.handbook import CitationUse, Home, Line, Mentions, TermUse
from handbook.model.manuscript import Seed
from handbook.resolve.meanings import Meanings
from handbook.resolve.sentences import sentence_at


@dataclass(frozen=True)
class Unbound:
    """What was found in a seed; a number says in which of its sections."""

    citations: tuple[tuple[int, str, str], ...]
    """Their keys and sentences."""
    terms: tuple[tuple[int, int, int, tuple[str, ...], Located[str] | None], ...]
    """Where a use begins and ends, the keys of what it can mean, and how it is named outright."""
    sentences: tuple[tuple[int, str], ...]
    """Those of uses, by where they begin, that were wanted; of one that nobody asked for, nobody is likely to."""
    addresses: frozenset[str]
    plain: tuple[str, ...]
    """The plain reading of each section."""
    bodies: tuple[tuple[int, str], ...]
    """The length of the body of each section, and a hash."""
    titles: Mapping[str, str]


def unbound(seed: Seed, mentions: Mentions) -> Unbound:
    """What is kept of the mentions of a seed."""
    place = {s.id.value: n for n, s in enumerate(seed.sections)}

    def at(home: Home) -> int:
        return place[home.anchor]

    return Unbound(
        tuple((at(u.home), u.key, u.sentence) for u in mentions.citations),
        tuple((at(u.home), u.start, u.end, tuple(t.key.value for t in u.targets), u.explicit) for u in mentions.terms),
        tuple((u.start, u.sentence) for u in mentions.terms if "sentence" in vars(u)),
        mentions.addresses,
        tuple(mentions.plain[s] for s in seed.sections),
        tuple((line.length, line.digest) for line in map(mentions.bodies.__getitem__, seed.sections)),
        mentions.titles,
    )


def bound(found: Unbound, seed: Seed, meanings: Meanings, body: Callable[[int], str]) -> Mentions:
    """The mentions of a seed again; ``body`` gives that of the section of this number.

    The text is asked for only where a sentence is that nobody asked for before.
    """
    homes = tuple(map(meanings.home, seed.sections))
    works, entries = meanings.works, meanings.entries
    said = _sentences(found, seed)
    cited = ((key, works.get(key, ()), homes[n], partial(str, sentence)) for n, key, sentence in found.citations)
    used = (
        (start, end, entries.get(keys) or tuple(entries[(k,)][0] for k in keys), homes[n], said, explicit)
        for n, start, end, keys, explicit in found.terms
    )
    return Mentions(
        homes,
        tuple(map(partial(tuple.__new__, CitationUse), cited)),  # they are made as tuples are, for there are many
        tuple(map(partial(tuple.__new__, TermUse), used)),
        found.addresses,
        dict(zip(seed.sections, found.plain, strict=True)),
        {s: Line(partial(body, n), face) for n, (s, face) in enumerate(zip(seed.sections, found.bodies, strict=True))},
        found.titles,
    )


def _sentences(found: Unbound, seed: Seed) -> Callable[[int], str]:
    """Gives the sentence around an offset of the seed."""
    wanted = dict(found.sentences)

    def said(offset: int) -> str:
        if offset in wanted:
            return wanted[offset]
        (section,) = (s for s in seed.sections if s.start <= offset < s.end)
        return next(sentence_at(p, offset, found.titles) for p in section.prose if p.start <= offset < p.end)

    return said
