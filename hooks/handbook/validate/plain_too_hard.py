"""A plain reading that is too hard: Flesch and Kincaid's grade, the names of drugs and diseases left out.

Grade = 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others, 1975).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook
from handbook.resolve.terms import Matcher

HARDEST = 9.0
"""School years."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SENTENCE = re.compile(r"[.!?:;]+(?=\s|$)")
_VOWELS = re.compile(r"[aeiouyàâäéèêëíîïóôöúûü]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^dt]ed|[^l]e)$")


def plain_too_hard(handbook: Handbook) -> Iterator[Diagnostic]:
    """A plain reading can be read after nine years of school."""
    names = Matcher(handbook.manuscript.terms)
    for prose, home in handbook.stretches:
        if home.section and prose is home.section.plain and prose.text.strip():
            hard = grade(handbook.words[home.section][0], names)
            if hard > HARDEST:
                message = f"this plain reading needs {hard:.1f} years of school; {HARDEST:.0f} are the most"
                yield Diagnostic("plain-too-hard", message, prose.opening, "shorter sentences, and shorter words")


def grade(text: str, names: Matcher) -> float:
    """The grade of a text, names of the glossary left out."""
    kept, at = [], 0
    for found in names.find(text):
        kept.append(text[at : found.start])
        at = found.end
    kept.append(text[at:])
    words = _WORD.findall(" ".join(kept).lower())
    sentences = max(len(_SENTENCE.findall(text)), 1)
    if not words:
        return 0.0
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@lru_cache(maxsize=20_000)  # a handbook has a few thousand words, again and again
def syllables(word: str) -> int:
    """How many syllables an English word has, near enough for an average."""
    return max(len(_VOWELS.findall(word)) - (_SILENT.search(word) is not None), 1)
