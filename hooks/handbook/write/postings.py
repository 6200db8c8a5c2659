"""Where each word stands: worked out block by block, so that a block that is as it was need not be worked out again."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import chain
from operator import sub
from typing import NamedTuple

from handbook.write.folding import STOP, stem, words
from handbook.write.store import key_of

Worded = tuple[str, str]
"""Title and text of an entry."""
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_STOP = frozenset(STOP.split())
_LOW = 8
"""A posting's number is its step times this, and its count and place."""


class Places(NamedTuple):
    """The entries of a block in which a stem stands."""

    first: int
    """The first of them, from the beginning of the block."""
    how: int
    """How it stands there: the rest of its posting's number."""
    rest: str
    """The other postings."""
    last: int


class Block(NamedTuple):
    """Some entries, one after the other; made of nothing but lists, words and numbers."""

    key: str
    """A hash of the entries' words."""
    lengths: list[int]
    """Of each entry, in words."""
    written: dict[str, int]
    """How often each word stands in all of them."""
    places: dict[str, Places]


def blocks_of(entries: Iterable[Sequence[Worded]], known: Mapping[str, Block]) -> Iterator[Block]:
    """The blocks of entries that are given block by block; what is known is taken from there, by its key."""
    for block in entries:
        key = key_of(*chain.from_iterable(block)).hex()
        yield known.get(key) or _block(key, block)


def joined(blocks: Sequence[Block]) -> tuple[dict[str, tuple[str, str]], list[int]]:
    """For each stem its places and its commonest word; for each entry its length in words."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    written: Counter[str] = Counter()
    base = 0
    for block in blocks:
        written.update(block.written)
        for stemmed, (first, how, rest, end) in block.places.items():
            places[stemmed] += (number((base + first - last.get(stemmed, 0)) * _LOW + how), rest)
            last[stemmed] = base + end
        base += len(block.lengths)
    commonest: dict[str, str] = {}
    for word in sorted(written, key=lambda w: (-written[w], w)):
        commonest.setdefault(stem(word), word)
    return {s: ("".join(p), commonest[s]) for s, p in places.items()}, [n for block in blocks for n in block.lengths]


def number(value: int) -> str:
    """A natural number in base 32, lowest digit first; a digit that others follow has 32 added."""
    digits = ""
    while value > 31:
        digits += _DIGITS[32 + value % 32]
        value //= 32
    return digits + _DIGITS[value]


def posting(step: int, count: int, in_title: bool) -> str:
    """One place of a word: how many entries after the last place, how often (1, 2, 3, more), whether in the title."""
    return number(step * _LOW + _how(count, in_title))


def _how(count: int, in_title: bool) -> int:
    return (4 if in_title else 0) + min(count, 4) - 1


def _block(key: str, entries: Sequence[Worded]) -> Block:
    written: defaultdict[str, list[int]] = defaultdict(list)
    titles: defaultdict[str, set[int]] = defaultdict(set)
    lengths = []
    for at, (named, text) in enumerate(entries):
        title = [w for w in words(named) if w not in _STOP]
        found = title + [w for w in words(text) if w not in _STOP]
        for places in map(written.__getitem__, found):
            places.append(at)
        for word in title:
            titles[stem(word)].add(at)
        lengths.append(len(found))
    forms: defaultdict[str, list[list[int]]] = defaultdict(list)
    for word, at_all in written.items():
        forms[stem(word)].append(at_all)
    code = cache(posting)  # few differ
    found_at = {s: _packed(sorted(chain.from_iterable(lists)), titles[s], code) for s, lists in forms.items()}
    return Block(key, lengths, {word: len(at_all) for word, at_all in written.items()}, found_at)


def _packed(places: Iterable[int], titles: Set[int], code: Callable[[int, int, bool], str]) -> Places:
    """All places of a stem, given as often as it stands there."""
    counts = Counter(places)
    (first, count), *_ = counts.items()
    rest = list(map(code, map(sub, counts, (0, *counts)), counts.values(), map(titles.__contains__, counts)))
    return Places(first, _how(count, first in titles), "".join(rest[1:]), max(counts))
