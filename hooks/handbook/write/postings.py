"""Where each word stands: worked out block by block, so that a block that is as it was need not be worked out again."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import sub
from typing import NamedTuple

from handbook.model.handbook import Line
from handbook.write.folding import STOP, stems, words
from handbook.write.store import key_of

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_STOP = STOP.split()
_STEP = 8
"""What a posting's number holds for each entry after the last place; below it stand the next two."""
_TITLED = 4
"""What it holds for a place in the title."""
_OFTEN = 3
"""What it holds at most for the second time that the word stands there, the third and the fourth."""


class Worded(NamedTuple):
    """The words of an entry; a section's are those of its title, its plain reading and its body."""

    title: str
    plain: str
    body: Line

    @property
    def text(self) -> str:
        """All but the title."""
        return f"{self.plain} {self.body.text}"

    @property
    def length(self) -> int:
        """Characters of the text, which is not asked for."""
        return len(self.plain) + 1 + self.body.length

    @property
    def face(self) -> tuple[str, str, str]:
        """The same for the same words, which are not asked for."""
        return self.title, self.plain, self.body.digest


class Block(NamedTuple):
    """Some entries, one after the other, as lists, and as words with a space between them."""

    key: str
    """A hash of the entries' words."""
    lengths: list[int]
    """Of each entry, in words."""
    words: str
    """Each word that stands there."""
    counts: list[int]
    """How often it does."""
    stem_of: str
    """Its stem."""
    stems: str
    """Each stem once."""
    first: list[int]
    """The number of its first posting, counted from before the block."""
    rest: list[str]
    """Its other postings."""
    last: list[int]
    """The last entry in which it stands; the block's first is 1."""


Recall = Callable[[str], Block | None] | None
"""Gives a block that is known, by its key; without it none is known, nor is one to be kept."""


def blocks_of(entries: Iterable[Sequence[Worded]], known: Recall) -> Iterator[Block]:
    """The blocks of entries that are given block by block; what is known is taken over."""
    stem_of: dict[str, str] = {}
    codes = _Codes({0: ""})
    for block in entries:
        key = _key(block) if known else ""
        yield (known and known(key)) or _block(key, block, stem_of, codes)


def joined(blocks: Iterable[Block]) -> tuple[dict[str, str], dict[str, str]]:
    """For each stem its postings; and its commonest word."""
    postings: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    counts: Counter[str] = Counter()
    stem_of: dict[str, str] = {}
    codes = _Codes()
    before = -1
    for block in blocks:
        found = block.words.split()
        counts.update(dict(zip(found, block.counts, strict=True)))
        stem_of.update(zip(found, block.stem_of.split(), strict=True))
        stems = block.stems.split()
        for stemmed, first, rest, end in zip(stems, block.first, block.rest, block.last, strict=True):
            postings[stemmed] += codes[(before - last.get(stemmed, 0)) * _STEP + first], rest
            last[stemmed] = before + end
        before += len(block.lengths)
    rising = sorted(sorted(counts, reverse=True), key=counts.__getitem__)
    return {stemmed: "".join(some) for stemmed, some in postings.items()}, {stem_of[word]: word for word in rising}


def number(value: int) -> str:
    """A natural number in base 32, lowest digit first; a digit that others follow has 32 added."""
    digits = ""
    while value > 31:
        digits += _DIGITS[32 + value % 32]
        value //= 32
    return digits + _DIGITS[value]


class _Codes(dict[int, str]):
    """Numbers as they are written; few differ."""

    def __missing__(self, value: int) -> str:
        code = self[value] = number(value)
        return code


def _key(block: Sequence[Worded]) -> str:
    """Of all words and where each text ends."""
    return key_of(repr([entry.face for entry in block])).hex()


def _block(key: str, entries: Sequence[Worded], stem_of: dict[str, str], codes: _Codes) -> Block:
    """``stem_of`` and ``codes`` have what other blocks needed."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    titles: defaultdict[str, list[int]] = defaultdict(list)
    lengths = {}
    for place, entry in zip(range(_STEP, _STEP * len(entries) + _STEP, _STEP), entries, strict=True):
        named = words(entry.title)
        for word in named:
            titles[word].append(place)
        named += words(entry.text)
        for places in map(found.__getitem__, named):
            places.append(place)
        lengths[place] = len(named)
    for place in chain.from_iterable(found.pop(word, ()) for word in _STOP):
        lengths[place] -= 1
    stem_of |= stems(found.keys() - stem_of)
    by_stem: dict[str, list[int]] = {stem_of[word]: [] for word in found}
    titled: dict[str, list[int]] = {stemmed: [] for stemmed in by_stem}
    for word, places in found.items():
        by_stem[stem_of[word]] += places
        titled[stem_of[word]] += titles.get(word, ())
    return Block(
        key,
        list(lengths.values()),
        " ".join(found),
        list(map(len, found.values())),
        " ".join(map(stem_of.__getitem__, found)),
        " ".join(by_stem),
        *_packed(by_stem.values(), titled.values(), codes),
    )


def _packed(by_stem: Iterable[list[int]], titled: Iterable[Iterable[int]], codes: _Codes) -> tuple[list[int], list[str], list[int]]:
    """First, rest and last of stems, out of the places of each, as often as it stands there."""
    first, rest, last = [], [], []
    for places, in_title in zip(by_stem, titled, strict=True):
        places.sort()
        numbers = list(map(sub, places, (0, *places)))
        if 0 in numbers:  # the same entry once more, which has no number of its own
            at = 0
            for again in [n for n, step in enumerate(numbers) if not step]:
                at = again - 1 if numbers[again - 1] else at
                numbers[at] += numbers[at] % _TITLED < _OFTEN
        for place in in_title:
            numbers[bisect_left(places, place)] |= _TITLED
        first.append(numbers[0])
        rest.append("".join(map(codes.__getitem__, numbers[1:])))
        last.append(places[-1] // _STEP)
    return first, rest, last
