"""Abbreviations in a text: where they stand, and whether the glossary knows them."""

import re
from collections.abc import Iterable, Mapping, Sequence

from handbook.author.draft_shapes import Abbreviation, Part
from handbook.model.manuscript import Term

_TOKEN = re.compile(
    r"(?<![\w.@/#])[A-Za-z]{0,3}[A-Z](?:[A-Za-z0-9]|[-/](?=[A-Z0-9])|(?<=[A-Z])&(?=[A-Z]))*[A-Z0-9][A-Za-z0-9]{0,2}(?![\w@])"
)
_SHOUT = re.compile(r"\b[A-Z]{2,}(?:['’][A-Z]+)?(?:[ ,]+[A-Z]{2,}){3,}\b")
_ROMAN = re.compile(r"[IVX]+")
_URL = re.compile(r"https?://\S+|\bwww\.\S+|\b10\.\d{4,9}/\S+")
_LABEL = re.compile(r"\b[A-Z]{4,}[A-Z ,&/]*:")
_NO_TEXT = ("reference", "frame", "caption")


def abbreviations(lines: Sequence[str], parts: Iterable[Part], terms: Iterable[Term]) -> tuple[Abbreviation, ...]:
    """Words of at least two capitals or digits in the text of people, by the alphabet, with their lines."""
    known = _known(terms)
    met: dict[str, list[int]] = {}
    for part in parts:
        if part.kind in _NO_TEXT:
            continue
        for number in range(part.first, part.last + 1):
            for found in _in(lines[number - 1]):
                met.setdefault(found, []).append(number)
    return tuple(
        Abbreviation(text, tuple(dict.fromkeys(sorted(at))), known.get(text) or known.get(text.casefold(), ""))
        for text, at in sorted(met.items(), key=lambda item: (item[0].casefold(), item[0]))
    )


def _in(line: str) -> Iterable[str]:
    line = _SHOUT.sub(" ", _URL.sub(" ", _LABEL.sub("", line)))
    for m in _TOKEN.finditer(line):
        text = re.sub(r"(?<=[A-Z0-9])(?:s|ers?|ed|ing)$", "", m.group())
        capitals = sum(c.isupper() for c in text)
        if (capitals >= 2 or (capitals == 1 and any(c.isdigit() for c in text))) and not (_ROMAN.fullmatch(text) and text != "IV"):
            yield text


def _known(terms: Iterable[Term]) -> Mapping[str, str]:
    """The entry of each name that the glossary has, as written and in small letters."""
    known: dict[str, str] = {}
    for t in terms:
        own = (t.abbreviation, t.name, *(a.value for a in t.aliases))
        for name in (*own, *t.search):
            if name:
                known.setdefault(name, t.key.value)
                known.setdefault(name.casefold(), t.key.value)
        if t.abbreviation:
            known[t.abbreviation] = t.key.value
    return known
