"""A plain reading that is too hard: Flesch and Kincaid's grade, the names of drugs and diseases left out.

Grade = 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others, 1975).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook
from handbook.resolve.terms import Found, matcher

HARDEST = 9.0
"""School years."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SENTENCE = re.compile(r"[.!?:;](?=\s|$)")
_VOWELS = re.compile(r"[aeiouyàâäéèêëíîïóôöúûü]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^dt]ed|[^l]e)$")


def plain_too_hard(handbook: Handbook) -> Iterator[Diagnostic]:
    """A plain reading can be read after nine years of school."""
    readings = handbook.plain_readings
    named = matcher(handbook.manuscript.terms).find_each([said for _, said in readings])
    for (prose, said), names in zip(readings, named, strict=True):
        hard = grade(said, names)
        if hard > HARDEST:
            message = f"this plain reading needs {hard:.1f} years of school; {HARDEST:.0f} are the most"
            yield Diagnostic("plain-too-hard", message, prose.opening, "shorter sentences, and shorter words")


def grade(text: str, names: Iterable[Found]) -> float:
    """The grade of a text, the names of the glossary in it left out."""
    kept, at = [], 0
    for name in names:
        kept.append(text[at : name.start])
        at = name.end
    kept.append(text[at:])
    words = [*chain.from_iterable(map(_spoken, " ".join(kept).split()))]
    sentences = max(len(_SENTENCE.findall(text)), 1)
    if not words:
        return 0.0
    return 0.39 * len(words) / sentences + 11.8 * sum(words) / len(words) - 15.59


@lru_cache(maxsize=50_000)  # a handbook says a few thousand things between two spaces, again and again
def _spoken(piece: str) -> tuple[int, ...]:
    """The syllables of each word between two spaces."""
    return tuple(map(syllables, _WORD.findall(piece.lower())))


def syllables(word: str) -> int:
    """How many syllables an English word has, near enough for an average."""
    return max(len(_VOWELS.findall(word)) - (_SILENT.search(word) is not None), 1)
