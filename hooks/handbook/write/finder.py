"""What the search is fed with: every section, page and term; and the page on which the search can stand."""

import json

from handbook.model.basis import BASES
from handbook.model.site import Asset, Page
from handbook.write.book import Book
from handbook.write.html import block
from handbook.write.page import front
from handbook.write.postings import Block
from handbook.write.search import Entry, Name, blocks, search_index, search_texts
from handbook.write.words import body_words, plain_words


def search_files(book: Book, kept: bytes) -> tuple[tuple[Asset, ...], bytes]:
    """The index, and the texts that snippets are cut from; and what, if it is kept, makes the next index quicker."""
    entries = _entries(book)
    lines = kept.splitlines()
    known = {block.key: block for block in (Block(*json.loads(line)) for line in lines)}
    worked_out = blocks(entries, known)
    texts = [(f"search-texts-{n}", script) for n, script in enumerate(search_texts(entries))]
    index = ("search-index", search_index(entries, _names(book), worked_out))
    assets = tuple(Asset(f"assets/{name}.js", script.encode()) for name, script in (index, *texts))
    written = dict(zip(known, lines, strict=True))
    return assets, b"\n".join(written.get(block.key) or json.dumps(block, separators=(",", ":")).encode() for block in worked_out)


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
        out.append(
            Entry(f"{topic.key.value}/index.html", topic.title, topic.title, topic.title, "", f"{topic.question} {topic.summary}")
        )
        for page in topic.pages:
            url = f"{page.path}.html"
            out.append(Entry(url, page.title, topic.title, page.title, "", f"{page.question} {page.summary}"))
            out += [
                Entry(
                    f"{url}#{s.id.value}",
                    page.title,
                    topic.title,
                    s.title.value,
                    BASES[s.basis.value].label,
                    f"{plain_words(s, book.handbook)} {body_words(s, book.handbook)}",
                )
                for s in h.sections_on[page.path]
            ]
    return out


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
