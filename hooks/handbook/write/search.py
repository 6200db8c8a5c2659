"""The search index: a script that a page loads when its search is opened, and the texts that snippets are cut from."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from handbook.write.folding import CLEAN, FILLERS, MARKS, STEM, STOP, TOKEN
from handbook.write.postings import Block, Recall, Worded, blocks_of, joined, number


class Entry(NamedTuple):
    """Something that can be found: a section, or a page by its title, question and summary.

    Entries are given page by page, each page itself before its sections, so that a place tells its page.
    """

    url: str
    """From the root of the site: ``topic/page.html#section``; without ``#`` for the page itself."""
    page: str
    """Title of the page."""
    topic: str
    """Title of the topic; may be empty."""
    basis: str
    """What the section rests on, as it is shown; empty for a page."""
    words: Worded
    """Title and words, without markup; of the page, for the page itself."""


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
_BLOCKS = 8
"""About as many there are: few blocks are quickly joined, and small ones quickly worked out anew."""


def form(stemmed: str, word: str) -> str:
    """How to get from a stem to its commonest word: letters to drop, letters to add (``0e``, ``1y``)."""
    if word.startswith(stemmed):
        return f"0{word[len(stemmed) :]}"
    differs = (at for at, (a, b) in enumerate(zip(stemmed, word, strict=False)) if a != b)
    shared = next(differs, len(word))
    return f"{len(stemmed) - shared}{word[shared:]}"


def blocks(entries: Sequence[Entry], known: Recall = None) -> tuple[Block, ...]:
    """Where the words stand, a few topics at a time; ``known`` gives blocks that were worked out before.

    How large they are depends on the entries in steps of two, so that it is seldom another size for an entry more.
    """
    size = 1 << max(len(entries) // _BLOCKS, 1).bit_length() - 1
    given: list[list[Worded]] = [[]]
    for _, topic in groupby(entries, key=lambda e: e.topic):
        if len(given[-1]) >= size:
            given.append([])
        given[-1] += (e.words for e in topic)
    return tuple(blocks_of(given, known))


def search_index(
    entries: Sequence[Entry],
    names: Sequence[Name],
    worked_out: Sequence[Block] | None = None,
    cut: Sequence[Sequence[Worded]] | None = None,
) -> str:
    """The script ``assets/search-index.js``, which sets ``hbSearchIndex``.

    With the :func:`blocks` of the entries, and their :func:`shards`, it is quicker.
    """
    worked_out = blocks(entries) if worked_out is None else worked_out
    cut = shards(entries) if cut is None else cut
    topics, bases = _numbered(e.topic for e in entries), _numbered(e.basis for e in entries)
    pages = [(path, list(found)) for path, found in groupby(entries, key=_page)]
    postings, commonest = joined(worked_out)
    stems = sorted(postings)
    return _script(
        "hbSearchIndex",
        {
            "rules": {"marks": MARKS, "clean": CLEAN, "token": TOKEN, "stem": STEM, "stop": STOP, "fillers": FILLERS},
            "topics": list(topics),
            "bases": list(bases),
            "pages": [[path, found[0].page, topics[found[0].topic], len(found)] for path, found in pages],
            "anchors": " ".join([e.url.partition("#")[2] for e in entries]),
            "titles": [e.words.title if "#" in e.url else "" for e in entries],
            "basis": "".join([number(bases[e.basis]) for e in entries]),
            "lengths": "".join([number(n) for block in worked_out for n in block.lengths]),
            "shards": [len(shard) for shard in cut],
            "terms": " ".join(stems),
            "forms": " ".join([form(s, commonest[s]) for s in stems]),
            "postings": ",".join([postings[s] for s in stems]),
            "names": [[n.term, n.names, n.plain, n.url, n.lay] for n in names],
        },
    )


def search_text(at: int, shard: Sequence[Worded]) -> str:
    """One of the scripts ``assets/search-texts-0.js``, ``-1.js`` and so on, which fill ``hbSearchTexts``."""
    return _script(f"(self.hbSearchTexts??={{}})[{at}]", [words.text for words in shard])


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: n for n, name in enumerate(dict.fromkeys(names))}


def _page(entry: Entry) -> str:
    return entry.url.partition("#")[0]


def shards(entries: Sequence[Entry]) -> list[list[Worded]]:
    """The texts in stretches. Most begin with a topic, so that an edit in one leaves those of all others as they were."""
    found: list[list[Worded]] = []
    size = 0
    topic = ""
    for entry in entries:
        length = entry.words.length
        if not found or size + length > SHARD or (size > SHARD // 2 and entry.topic != topic):
            found.append([])
            size = 0
        found[-1].append(entry.words)
        size += length
        topic = entry.topic
    return found


def _script(target: str, value: object) -> str:
    """An assignment in ASCII, whatever encoding it is served in, and without anything that could end a script."""
    text = json.dumps(value, separators=(",", ":"))
    for character in "<>&":
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return f"{'' if target.startswith('(') else 'self.'}{target}={text};\n"
