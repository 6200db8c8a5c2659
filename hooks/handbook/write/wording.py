"""What changed in a text, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass

_READABLE = 90_000
"""Pairs of words; up to it the cut is the one that people read most easily, beyond it the quickest."""
_LARGEST = 400_000_000
"""Pairs of words; beyond it nothing is compared."""


@dataclass(frozen=True)
class Piece:
    """Words that stayed (``before == after``), or went, or came, or both."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def same(self) -> bool:
        """True where nothing changed."""
        return self.before == self.after


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts cut into what stayed and what changed; put together they give both texts again."""
    a, b = tuple(before.split()), tuple(after.split())
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    x, y = a[head : len(a) - tail], b[head : len(b) - tail]
    found = [Piece(a[:head], b[:head]), *_between(x, y), Piece(a[len(a) - tail :], b[len(b) - tail :])]
    return tuple(p for p in found if p.before or p.after)


def alike(cut: tuple[Piece, ...]) -> float:
    """How much of the longer text stayed, from 0 to 1."""
    kept = sum(len(p.before) for p in cut if p.same)
    longest = max(sum(len(p.before) for p in cut), sum(len(p.after) for p in cut))
    return kept / longest if longest else 1.0


def _between(x: tuple[str, ...], y: tuple[str, ...]) -> Iterator[Piece]:
    if len(x) * len(y) > _LARGEST:
        yield Piece(x, y)
        return
    if len(x) * len(y) <= _READABLE:
        from difflib import SequenceMatcher

        found: list[tuple[str, int, int, int, int]] = list(SequenceMatcher(None, x, y, autojunk=False).get_opcodes())
    else:
        from rapidfuzz.distance import Levenshtein

        found = [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in Levenshtein.opcodes(x, y)]
    for tag, i, j, k, m in found:
        yield Piece(x[i:j], y[k:m]) if tag != "equal" else Piece(x[i:j], x[i:j])


def _common(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
