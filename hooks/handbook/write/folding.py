"""Words folded, so that spelling, number and accents do not matter: *tumours*, *tumor* and *tumour's* are one stem.

The rules are data: they travel inside the search index, and the client applies the same ones
(``docs/assets/search-core.js``). They keep to what Python's and JavaScript's regular expressions share.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

MARKS = "[\u0300-\u036f\u00ad]"
CLEAN: tuple[tuple[str, str], ...] = (
    ("\u00df", "ss"),
    ("\u00e6", "ae"),
    ("\u0153", "oe"),
    ("\u00f8", "o"),
    ("\u03b1", "alpha"),
    ("\u03b2", "beta"),
    ("\u03b3", "gamma"),
    ("['\u2018\u2019\u02bc](?:s(?![a-z0-9]))?", ""),
    ("([0-9]),(?=[0-9]{3}(?![0-9]))", "$1"),
)
"""Replacements in a text that has been decomposed and put into small letters."""
TOKEN = "[0-9]+\\.[0-9]+|[a-z0-9]+"
STEM: tuple[tuple[str, str], ...] = (
    ("^(wo)?men$", "$1man"),
    ("^children$", "child"),
    ("^people$", "person"),
    ("^mice$", "mouse"),
    ("^aging$", "ageing"),
    ("^criteria$", "criterion"),
    ("[ao]e", "e"),  # haem, oedema
    ("^([a-z]{2,})our(s|ed|ing|able|al|ite)?$", "$1or$2"),  # tumour; not hour, four
    ("([iy])z(e|ed|es|er|ers|ing|ation|ations|able|)$", "$1s$2"),  # randomize, analyze
    ("([a-z]{2})ie[sd]$", "$1y"),  # antibodies
    ("([a-hj-rtv-z])s$", "$1"),  # courses; not lupus, loss, diagnosis
    ("sis$", "s"),  # diagnosis as diagnose(s)
    ("([bt])re$", "$1er"),  # fibre, centre
    ("ogue$", "og"),
    ("^([a-z]*[aeiouy][a-z]+)(?:ing|ed)$", "$1"),
    ("^([a-z]{3,}[st])ion$", "$1"),  # infusion as infuse
    ("^([a-z]{3,})e$", "$1"),
    ("^([a-z]{5,})at$", "$1"),  # transplantation, vaccinate
    ("(n|cti|vi)c$", "$1s"),  # licence, practice
    ("([b-df-hj-np-tv-z])\\1$", "$1"),  # labelled, programme
)
"""Replacements in a word of more than three letters, each tried once, in this order."""
LONGEST = 60
"""Letters of a word that has other forms; what is longer is no word, and would be looked through again and again."""
STOP = (
    "a about after all also am an and any are as at be been but by can could did do does for from get give given had has have "
    "he her him his how i if in into is it its me my no not of on one or our out she should so some than that the their them "
    "then there these they this those to up us was we were what when where which who why will with would you your"
)
"""Words that are not indexed."""
FILLERS = "define definition explain explained mean meaning means problem problems trouble troubles"
"""Words that a query gives up when it has others."""


def _compiled(rules: Iterable[tuple[str, str]]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), re.sub(r"\$(\d)", r"\\\1", replacement)) for pattern, replacement in rules]


_CLEAN, _STEM, _TOKEN, _MARKS = _compiled(CLEAN), _compiled(STEM), re.compile(TOKEN), re.compile(MARKS)
_POINT = re.compile("\\.[0-9]")
_APART = "".join(c if c.isalnum() else " " for c in map(chr, range(128)))
_STOP = frozenset(STOP.split())


def words(text: str) -> list[str]:
    """The words of a text without accents, capitals and possessives."""
    if text.isascii():
        text = text.lower()
        rules = _CLEAN if "'" in text or "," in text else []
    else:
        text, rules = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower()), _CLEAN
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    if _POINT.search(text):
        return _TOKEN.findall(text)
    return text.encode("ascii", "replace").decode().translate(_APART).split()  # the same, three times as fast


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What a word has in common with its other forms and spellings."""
    if not 3 < len(word) <= LONGEST or not word.isalpha():
        return word
    for pattern, replacement in _STEM:
        word = pattern.sub(replacement, word)
    return word
