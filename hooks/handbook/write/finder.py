"""What the search is fed with: every section, page and term; and the page on which the search can stand."""

import json
from collections.abc import Sequence
from functools import partial

from handbook.model.basis import BASES
from handbook.model.handbook import Line
from handbook.model.manuscript import PageOutline, Topic
from handbook.model.site import Asset, Page
from handbook.write.book import Book
from handbook.write.html import block
from handbook.write.known import KnownPages
from handbook.write.page import front
from handbook.write.postings import Block, Worded
from handbook.write.search import Entry, Name, blocks, search_index, search_text, shards


def search_files(book: Book, known: KnownPages) -> tuple[Asset, ...]:
    """The index, and the texts that snippets are cut from."""
    entries = _entries(book)
    cut = shards(entries)
    texts = (_texts(n, shard, known) for n, shard in enumerate(cut))
    return (*texts, Asset("assets/search-index.js", partial(_index, entries, cut, book, known)))


def _texts(at: int, shard: Sequence[Worded], known: KnownPages) -> Asset:
    def faces() -> str:
        return repr([at, *(words.face for words in shard)])

    return known.file(f"assets/search-texts-{at}.js", lambda: search_text(at, shard).encode(), faces)


def _index(entries: Sequence[Entry], cut: Sequence[Sequence[Worded]], book: Book, known: KnownPages) -> bytes:
    before: dict[str, Block] = {}

    def recalled(key: str) -> Block | None:
        if part := known.get("words", key):
            before[key] = Block(*json.loads(part))
        return before.get(key)

    worked_out = blocks(entries, recalled if known.keeps else None)
    for new in worked_out:
        if known.keeps and new.key not in before:
            known.put(json.dumps(new, separators=(",", ":")).encode(), "words", new.key)
    return search_index(entries, _names(book), worked_out, cut).encode()


def search_page() -> Page:
    """The search as a page, for a link that may be kept; without JavaScript it leads on."""
    about = "Search the handbook: brands, plain words, abbreviations and small slips of the keyboard are all understood."
    text = front("Search", about, "generated") + f"# Search\n\n{about}\n\n" + block('<div class="hb-search-page"></div>')
    text += "Without JavaScript, the [glossary](glossary.md), the [bibliography](bibliography.md) and the [evidence map](evidence.md) list everything.\n"
    return Page("search.md", "Search", text, "README.md")


def _entries(book: Book) -> list[Entry]:
    h = book.handbook
    out = []
    for topic in h.topics:
        out.append(Entry(f"{topic.key.value}/index.html", topic.title, topic.title, "", _words(topic)))
        for page in topic.pages:
            url = f"{page.path}.html"
            out.append(Entry(url, page.title, topic.title, "", _words(page)))
            out += [
                Entry(
                    f"{url}#{s.id.value}",
                    page.title,
                    topic.title,
                    BASES[s.basis.value].label,
                    Worded(s.title.value, h.plain_words(s), h.body_words(s)),
                )
                for s in h.sections_on[page.path]
            ]
    return out


def _words(outline: Topic | PageOutline) -> Worded:
    return Worded(outline.title, outline.question, Line(partial(str, outline.summary)))


def _names(book: Book) -> list[Name]:
    return [
        Name(
            t.name,
            tuple(n for n in (t.abbreviation, t.expansion, *(a.value for a in t.aliases)) if n),
            t.plain,
            f"{book.term_path(t.key.value)[:-3]}.html#{t.key.value}",
            t.search,
        )
        for t in book.handbook.terms.values()
    ]
