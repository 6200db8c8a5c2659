"""Finds the terms of the glossary in running text.

All names become one regular expression shaped like a trie, so a text is walked once whatever the size of the glossary,
and the longest name wins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from handbook.model.manuscript import Term

_SIBILANT = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True)
class Found:
    """A name in a text: its offsets there and the terms it can mean."""

    start: int
    end: int
    terms: tuple[Term, ...]


class Matcher:
    """Looks for every name of every term; built once, used for every stretch of prose."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._folded: dict[str, tuple[Term, ...]] = {}
        self._exact: dict[str, tuple[Term, ...]] = {}
        for term in terms:
            if term.match_text:
                for name, cased in names(term):
                    self._add(self._exact if cased else self._folded, name, term)
            for phrase in term.never_in:
                self._folded.setdefault(phrase.lower(), ())

    @staticmethod
    def _add(into: dict[str, tuple[Term, ...]], name: str, term: Term) -> None:
        have = into.get(name, ())
        if term not in have:
            into[name] = (*have, term)

    @cached_property
    def _folded_pattern(self) -> re.Pattern[str] | None:
        return _pattern(self._folded)

    @cached_property
    def _exact_pattern(self) -> re.Pattern[str] | None:
        return _pattern(self._exact)

    def find(self, text: str) -> Iterator[Found]:
        """Every name in ``text``, from left to right; where two overlap, the longer one."""
        flat = text.replace("\n", " ")
        lower = flat.lower()
        if len(lower) != len(flat):  # a letter whose lower case is longer: fold the others only
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in flat)
        hits = [
            (m.start(), -m.end(), table[m.group()])
            for pattern, table, where in (
                (self._folded_pattern, self._folded, lower),
                (self._exact_pattern, self._exact, flat),
            )
            if pattern
            for m in pattern.finditer(where)
        ]
        at = 0
        for start, minus_end, terms in sorted(hits, key=lambda h: (h[0], h[1])):
            if start >= at:
                at = -minus_end
                if terms:
                    yield Found(start, at, terms)


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
                yield (n if cased else n.lower()), cased


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


def _pattern(names: dict[str, tuple[Term, ...]]) -> re.Pattern[str] | None:
    if not names:
        return None
    trie: dict[str, Any] = {}
    for name in names:
        node = trie
        for c in name:
            node = node.setdefault(c, {})
        node[""] = {}
    return re.compile(rf"(?<![^\W_])(?:{_branch(trie)})(?![^\W_])(?!-\d)")


def _branch(node: dict[str, Any]) -> str:
    """The regular expression of one node: its children, and nothing at all where a name ends here."""
    tails = []
    for c, child in sorted((c, child) for c, child in node.items() if c):
        text = re.escape(c)
        while len(child) == 1 and "" not in child:
            (only, child) = next(iter(child.items()))
            text += re.escape(only)
        tails.append(text + (_branch(child) if child.keys() != {""} else ""))
    if not tails:
        return ""
    joined = tails[0] if len(tails) == 1 and "" not in node else f"(?:{'|'.join(tails)})"
    return f"{joined}?" if "" in node else joined
