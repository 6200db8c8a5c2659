"""The search index: a script that a page loads when its search is opened, and the texts that snippets are cut from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from handbook.write.folding import CLEAN, FILLERS, MARKS, STEM, STOP, TOKEN
from handbook.write.postings import Block, blocks_of, joined, number


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


SHARD = 64_000
"""Characters of text in one file: what is fetched for a snippet stays small, however large the handbook."""
_BLOCK = 600
"""Entries after which a new block begins: few blocks are quickly joined, and small ones quickly worked out anew."""


def form(stemmed: str, word: str) -> str:
    """How to get from a stem to its commonest word: letters to drop, letters to add (``0e``, ``1y``)."""
    differs = (at for at, (a, b) in enumerate(zip(stemmed, word, strict=False)) if a != b)
    shared = next(differs, min(len(stemmed), len(word)))
    return f"{len(stemmed) - shared}{word[shared:]}"


def blocks(entries: Sequence[Entry], known: Mapping[str, Block]) -> tuple[Block, ...]:
    """Where the words stand, a few topics at a time; ``known`` are blocks that were worked out before, by their keys."""
    given: list[list[tuple[str, str]]] = [[]]
    for _, topic in groupby(_by_page(entries), key=lambda e: e.topic):
        if len(given[-1]) >= _BLOCK:
            given.append([])
        given[-1] += ((e.title, e.text) for e in topic)
    return tuple(blocks_of(given, known))


def search_index(entries: Sequence[Entry], names: Sequence[Name], worked_out: Sequence[Block] | None = None) -> str:
    """The script ``assets/search-index.js``, which sets ``hbSearchIndex``; with the :func:`blocks` of the entries, it is quicker."""
    ordered = _by_page(entries)
    topics, bases = list(dict.fromkeys(e.topic for e in ordered)), list(dict.fromkeys(e.basis for e in ordered))
    pages: dict[str, list[object]] = {}
    for entry in ordered:
        page = pages.setdefault(_page(entry), [_page(entry), entry.page, topics.index(entry.topic), 0])
        page[3] = int(str(page[3])) + 1
    terms, lengths = joined(blocks(entries, {}) if worked_out is None else worked_out)
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
