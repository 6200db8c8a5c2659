"""Words folded, so that spelling, number and accents do not matter: *tumours*, *tumor* and *tumour's* are one stem.

The rules are data: they travel inside the search index, and the client applies the same ones
(``docs/assets/search-core.js``). They keep to what Python's and JavaScript's regular expressions share.
"""

import re
import unicodedata
from collections.abc import Iterable

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


def _compiled(rules: Iterable[tuple[str, str]], flags: int = 0) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern, flags), re.sub(r"\$(\d)", r"\\\1", replacement)) for pattern, replacement in rules]


_STEM, _TOKEN, _MARKS = _compiled(STEM, re.MULTILINE), re.compile(TOKEN), re.compile(MARKS)
*_LETTERS, _POSSESSIVE, _THOUSANDS = _compiled(CLEAN)
_POINT, _COMMA = re.compile("\\.[0-9]"), re.compile(",[0-9]{3}")
_APART = bytes(c if chr(c).isalnum() and c < 128 else ord(" ") for c in range(256))


def words(text: str) -> list[str]:
    """The words of a text without accents, capitals and possessives."""
    if text.isascii():
        text = text.lower()
        rules = [_POSSESSIVE] if "'" in text else []
    else:
        text, rules = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower()), [*_LETTERS, _POSSESSIVE]
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    if _COMMA.search(text):  # looked for last: an apostrophe may have stood among the digits
        text = _THOUSANDS[0].sub(_THOUSANDS[1], text)
    if _POINT.search(text):
        return _TOKEN.findall(text)
    return text.encode("ascii", "replace").translate(_APART).decode().split()  # the same, three times as fast


def stem(word: str) -> str:
    """What a word has in common with its other forms and spellings."""
    return stems([word])[word]


def stems(found: Iterable[str]) -> dict[str, str]:
    """Each of some words with its stem. All are put through a rule together, a word a line, which is quicker than one by one."""
    out = {word: word for word in found}
    folded = [word for word in out if 3 < len(word) <= LONGEST and word.isalpha()]
    text = "\n".join(folded)
    for pattern, replacement in _STEM:
        text = pattern.sub(replacement, text)
    return out | dict(zip(folded, text.split("\n"), strict=False))
