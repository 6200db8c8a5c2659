"""The search index: a script that a page loads when its search is opened, and the texts that snippets are cut from.

Words are folded before they are indexed, so that spelling, number and accents do not matter: *tumours*, *tumor* and
*tumour's* are one stem. The rules of the folding are data: they travel inside the index, and the client applies the same
ones (``docs/assets/search-core.js``). They keep to what Python's and JavaScript's regular expressions share.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from operator import sub


@dataclass(frozen=True)
class Entry:
    """Something that can be found: a section, or a page by its title, question and summary."""

    url: str
    """From the root of the site: ``topic/page.html#section``; without ``#`` for the page itself."""
    page: str
    """Title of the page."""
    topic: str
    """Title of the topic; may be empty."""
    title: str
    """Title of the section; of the page, for the page itself."""
    basis: str
    """What the section rests on, as it is shown; empty for a page."""
    text: str
    """The words, without markup."""


@dataclass(frozen=True)
class Name:
    """A glossary entry: all that it is called, and what it means."""

    term: str
    names: tuple[str, ...]
    """Abbreviation, expansion, brands: what texts call it too."""
    plain: str
    url: str
    lay: tuple[str, ...] = ()
    """Misspellings and lay words: they lead here, but count for less when another name was typed."""


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
STOP = (
    "a about after all also am an and any are as at be been but by can could did do does for from get give given had has have "
    "he her him his how i if in into is it its me my no not of on one or our out she should so some than that the their them "
    "then there these they this those to up us was we were what when where which who why will with would you your"
)
"""Words that are not indexed."""
FILLERS = "define definition explain explained mean meaning means problem problems trouble troubles"
"""Words that a query gives up when it has others."""

SHARD = 64_000
"""Characters of text in one file: what is fetched for a snippet stays small, however large the handbook."""
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


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
    if len(word) <= 3 or not word.isalpha():
        return word
    for pattern, replacement in _STEM:
        word = pattern.sub(replacement, word)
    return word


def number(value: int) -> str:
    """A natural number in base 32, lowest digit first; a digit that others follow has 32 added."""
    digits = ""
    while value > 31:
        digits += _DIGITS[32 + value % 32]
        value //= 32
    return digits + _DIGITS[value]


def posting(step: int, count: int, in_title: bool) -> str:
    """One place of a word: how many entries after the last place, how often (1, 2, 3, more), whether in the title."""
    return number(step * 8 + (4 if in_title else 0) + min(count, 4) - 1)


def form(stemmed: str, word: str) -> str:
    """How to get from a stem to its commonest word: letters to drop, letters to add (``0e``, ``1y``)."""
    differs = (at for at, (a, b) in enumerate(zip(stemmed, word, strict=False)) if a != b)
    shared = next(differs, min(len(stemmed), len(word)))
    return f"{len(stemmed) - shared}{word[shared:]}"


def search_index(entries: Sequence[Entry], names: Sequence[Name]) -> str:
    """The script ``assets/search-index.js``, which sets ``hbSearchIndex``."""
    ordered = _by_page(entries)
    topics, bases = list(dict.fromkeys(e.topic for e in ordered)), list(dict.fromkeys(e.basis for e in ordered))
    pages: dict[str, list[object]] = {}
    for entry in ordered:
        page = pages.setdefault(_page(entry), [_page(entry), entry.page, topics.index(entry.topic), 0])
        page[3] = int(str(page[3])) + 1
    terms, lengths = _postings(ordered)
    stems = sorted(terms)
    return _script(
        "hbSearchIndex",
        {
            "rules": {"marks": MARKS, "clean": CLEAN, "token": TOKEN, "stem": STEM, "stop": STOP, "fillers": FILLERS},
            "topics": topics,
            "bases": bases,
            "pages": list(pages.values()),
            "anchors": " ".join(e.url.partition("#")[2] for e in ordered),
            "titles": [e.title if "#" in e.url else "" for e in ordered],
            "basis": "".join(number(bases.index(e.basis)) for e in ordered),
            "lengths": "".join(map(number, lengths)),
            "shards": [len(shard) for shard in _shards(ordered)],
            "terms": " ".join(stems),
            "forms": " ".join(form(s, terms[s][1]) for s in stems),
            "postings": ",".join(terms[s][0] for s in stems),
            "names": [[n.term, n.names, n.plain, n.url, n.lay] for n in names],
        },
    )


def search_texts(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The scripts ``assets/search-texts-0.js``, ``-1.js`` and so on, which fill ``hbSearchTexts``."""
    shards = _shards(_by_page(entries))
    return tuple(_script(f"(self.hbSearchTexts??={{}})[{at}]", shard) for at, shard in enumerate(shards))


def _page(entry: Entry) -> str:
    return entry.url.partition("#")[0]


def _by_page(entries: Sequence[Entry]) -> list[Entry]:
    """Page after page as they first come, each with its own entry before those of its sections."""
    place = {page: at for at, page in enumerate(dict.fromkeys(map(_page, entries)))}
    return sorted(entries, key=lambda e: (place[_page(e)], "#" in e.url))


def _postings(entries: Sequence[Entry]) -> tuple[dict[str, tuple[str, str]], list[int]]:
    """For each stem its places and its commonest word; for each entry its length in words."""
    written: defaultdict[str, list[int]] = defaultdict(list)
    titles: defaultdict[str, set[int]] = defaultdict(set)
    lengths = []
    for at, entry in enumerate(entries):
        title = [w for w in words(entry.title) if w not in _STOP]
        found = title + [w for w in words(entry.text) if w not in _STOP]
        for places in map(written.__getitem__, found):
            places.append(at)
        for word in title:
            titles[stem(word)].add(at)
        lengths.append(len(found))
    forms: dict[str, list[str]] = {}
    for word in sorted(written, key=lambda w: (-len(written[w]), w)):
        forms.setdefault(stem(word), []).append(word)
    code = cache(posting)  # few differ
    return {
        s: (_packed(sorted(chain.from_iterable(map(written.__getitem__, f))), titles[s], code), f[0]) for s, f in forms.items()
    }, lengths


def _packed(places: Iterable[int], titles: Set[int], code: Callable[[int, int, bool], str]) -> str:
    """All places of a stem, given as often as it stands there."""
    counts = Counter(places)
    return "".join(map(code, map(sub, counts, (0, *counts)), counts.values(), map(titles.__contains__, counts)))


def _shards(entries: Sequence[Entry]) -> list[list[str]]:
    shards: list[list[str]] = []
    size = 0
    for entry in entries:
        if not shards or size + len(entry.text) > SHARD:
            shards.append([])
            size = 0
        shards[-1].append(entry.text)
        size += len(entry.text)
    return shards


def _script(target: str, value: object) -> str:
    """An assignment in ASCII, whatever encoding it is served in, and without anything that could end a script."""
    text = json.dumps(value, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f"{'' if target.startswith('(') else 'self.'}{target}={text};\n"
