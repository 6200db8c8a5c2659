"""Finds the terms of the glossary in running text.

Names are looked up by their first word, so a text is walked once whatever the size of the glossary; of the names that
begin with one word the longest is tried first, and those of one length at once.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from handbook.model.manuscript import Term

_SIBILANT = ("s", "x", "z", "ch", "sh")
_WORD = re.compile(r"[^\W_]+")
_APART = bytes(n if n == ord("?") or chr(n).isalnum() else ord(" ") for n in range(256))
_ODD = re.compile(r"[^\0-\x7f](?<!\w)")
_BETWEEN = "\0"
"""Stands in no text that is read, and between two texts."""


class Found(NamedTuple):
    """A name in a text: its offsets there and the terms it can mean."""

    start: int
    end: int
    terms: tuple[Term, ...]


_Names = dict[str, tuple[Term, ...]]


class Matcher:
    """Looks for every name of every term; built once, used for every stretch of prose."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        meant: dict[tuple[str, bool], list[Term]] = {}
        for term in terms:
            for name, cased in names(term) if term.match_text else ():
                have = meant.setdefault((name, cased), [])
                if not have or have[-1] is not term:
                    have.append(term)
            for phrase in term.never_in:
                meant.setdefault((_folded(phrase), False), [])
        by_word: dict[bytes, dict[int, tuple[_Names, _Names]]] = {}
        for (name, cased), found in meant.items():
            first = _WORD.match(name)
            if first and _BETWEEN not in name:
                alike = by_word.setdefault(_apart(_folded(first.group())), {}).setdefault(len(name), ({}, {}))
                alike[not cased][name] = tuple(found)
        self._by_word = {word: [(n, *alike[n]) for n in sorted(alike, reverse=True)] for word, alike in by_word.items()}

    def find(self, text: str) -> list[Found]:
        """Every name in ``text``, from left to right; where two overlap, the one that begins first, then the longer."""
        return self.find_each([text])[0]

    def find_each(self, texts: Sequence[str]) -> list[list[Found]]:
        """What is found in each of some texts: one walk through all of them takes half the time of many short ones."""
        flat = _BETWEEN.join(texts).replace("\n", " ")
        lower = _folded(flat)
        begins = [0, *accumulate(len(text) + len(_BETWEEN) for text in texts)]
        out: list[list[Found]] = [[] for _ in texts]
        taken = 0
        for start, word in _places(_apart(lower), self._by_word):
            for length, cased, any_case in self._by_word[word] if start >= taken else ():
                end = start + length
                terms = cased.get(flat[start:end]) if cased else None
                if terms is None:
                    terms = any_case.get(lower[start:end])
                if terms is not None and _ends(flat, end):
                    taken = end
                    if terms:
                        n = bisect_right(begins, start) - 1
                        out[n].append(Found(start - begins[n], end - begins[n], terms))
                    break
        return out


@lru_cache(maxsize=1)
def matcher(terms: tuple[Term, ...]) -> Matcher:
    """Looks for the names of these terms; they are the same for whoever asks next."""
    return Matcher(terms)


def _apart(lower: str) -> bytes:
    """The words of a text where they stand and spaces between them; every letter that is not of ASCII is a question mark."""
    plain = lower.replace("?", " ")
    return (plain if plain.isascii() else _ODD.sub(" ", plain)).encode("ascii", "replace").translate(_APART)


def _places(apart: bytes, words: Container[bytes]) -> Iterator[tuple[int, bytes]]:
    """Where one of some words stands in a text, from left to right."""
    padded, at = b" %b " % apart, -1
    for word in [w for w in padded.split() if w in words]:
        at = padded.index(b" %b " % word, at + 1)
        yield at, word


def _folded(text: str) -> str:
    """The text in lower case and as long as it was: the one letter whose lower case is longer stays as it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "İ".join(part.lower() for part in text.split("İ"))


def _ends(text: str, at: int) -> bool:
    """True where a word ends at ``at``: no letter or digit follows, nor a number after a hyphen, as in ``NEDA-4``."""
    following = text[at : at + 1]
    return not following.isalnum() and not (following == "-" and text[at + 1 : at + 2].isdigit())


def names(term: Term) -> Iterator[tuple[str, bool]]:
    """Every name under which a term is found, and whether its case must agree; plurals included.

    An abbreviation is always matched in its case: ``ADA`` is not ``Ada``, and ``MS`` is not ``ms``.
    """
    if term.abbreviation:
        yield from ((n, True) for n in _numbers(term.abbreviation, term.match_plural))
    for name in (term.name, term.expansion, *(a.value for a in term.aliases)):
        cased = term.match_case or _looks_abbreviated(name)
        for n in _numbers(name, term.match_plural):
            if n:
                yield (n if cased else _folded(n)), cased


def _looks_abbreviated(name: str) -> bool:
    """True for ``NAb``, ``RTX``, ``aHSCT``: two capitals in one short word."""
    return " " not in name and len(name) <= 6 and sum(c.isupper() for c in name) >= 2


def _numbers(name: str, plural: bool) -> Iterator[str]:
    yield name
    if not plural or not name or not name[-1].isalpha():
        return
    last = name.lower()
    if last.endswith("y") and len(last) > 1 and last[-2] not in "aeiou":
        yield name[:-1] + "ies"
    elif last.endswith("sis"):
        yield name[:-2] + "es"
    elif last.endswith(_SIBILANT):
        yield name + "es"
    else:
        yield name + "s"
