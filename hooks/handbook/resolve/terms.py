"""Finds the terms of the glossary in running text.

Names are looked up by their first word, so a text is walked once whatever the size of the glossary; of the names that
begin with one word the longest is tried first, and those of one length at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.model.manuscript import Term

_SIBILANT = ("s", "x", "z", "ch", "sh")
_WORD = re.compile(r"[^\W_]+")
_FEW = 100
"""Words that are looked for one by one, which is quicker than to look at each word of a text."""
_APART = {n: " " for n in range(128) if not chr(n).isalnum()}


@dataclass(frozen=True)
class Found:
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
        by_word: dict[str, dict[int, tuple[_Names, _Names]]] = {}
        for (name, cased), found in meant.items():
            first = _WORD.match(name)
            if first:
                alike = by_word.setdefault(_folded(first.group()), {}).setdefault(len(name), ({}, {}))
                alike[not cased][name] = tuple(found)
        self._by_word = {word: [(n, *alike[n]) for n in sorted(alike, reverse=True)] for word, alike in by_word.items()}

    def find(self, text: str) -> Iterator[Found]:
        """Every name in ``text``, from left to right; where two overlap, the one that begins first, then the longer."""
        flat = text.replace("\n", " ")
        lower = _folded(flat)
        at, by_word = 0, self._by_word
        words = lower.translate(_APART).split() if lower.isascii() else _WORD.findall(lower)
        for start, word in sorted(_places(lower, by_word.keys() & set(words))):
            if start < at:
                continue
            for length, cased, any_case in by_word[word]:
                end = start + length
                terms = cased.get(flat[start:end]) if cased else None
                if terms is None:
                    terms = any_case.get(lower[start:end])
                if terms is not None and _ends(flat, end):
                    at = end
                    if terms:
                        yield Found(start, end, terms)
                    break


def _places(text: str, words: set[str]) -> Iterator[tuple[int, str]]:
    """Where each of some words stands in a text, as a whole word."""
    if len(words) > _FEW:
        yield from ((m.start(), m.group()) for m in _WORD.finditer(text) if m.group() in words)
        return
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                yield at, word
            at = text.find(word, end)


def _folded(text: str) -> str:
    """The text in lower case and as long as it was: a letter whose lower case is longer stays as it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _ends(text: str, at: int) -> bool:
    """True where a word ends at ``at``: no letter or digit follows, nor a number after a hyphen, as in ``NEDA-4``."""
    following = text[at : at + 2]
    return not following[:1].isalnum() and not (following[:1] == "-" and following[1:].isdigit())


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
