"""The last verb: every page and file of the handbook, in the order in which a reader would turn to them."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from handbook.model.handbook import Handbook
from handbook.model.site import Asset, Page, Settings, Site
from handbook.read.editions import FOLDER
from handbook.write.beside import Beside
from handbook.write.bibliography import bibliography
from handbook.write.book import Book
from handbook.write.changes import changes
from handbook.write.document import document
from handbook.write.downloads import downloads
from handbook.write.errors import errors
from handbook.write.evidence import evidence_page
from handbook.write.exports import exports
from handbook.write.finder import search_files, search_page
from handbook.write.formatting import Works, formatting
from handbook.write.glossary import glossary
from handbook.write.known import KnownPages, New
from handbook.write.machines import llms_txt
from handbook.write.questions import questions
from handbook.write.since import since
from handbook.write.store import Store
from handbook.write.timeline import timeline

_Maker = Callable[[Book, KnownPages], tuple[Asset, ...]]
_MAKERS: dict[str, _Maker] = {"exports": exports, "search": search_files}
_MANY = 1000
"""Sections; where fewer are new it is not worth while to copy the process."""


class Writing:
    """A site that is being written. What a copy of the process can write is begun at once, so it ends with :meth:`close`."""

    def __init__(self, handbook: Handbook, settings: Settings, store: Store, formatted: Works | None = None) -> None:
        """``store`` has pages that were written before, and ``formatted`` waits for references that are being formatted."""
        self._book = Book(handbook, settings, formatted or partial(_formatted, handbook, settings))
        self._store, self._known = store, KnownPages(self._book, store)
        pieces = {name: partial(_aside, make, self._book, self._known) for name, make in _MAKERS.items()}
        self._beside = Beside(pieces, sum(len(seed.sections) for seed in handbook.new) >= _MANY)

    def site(self, first: Callable[[Site], object] = lambda _: None) -> Site:
        """The whole site as Markdown pages and files, of a handbook that has no errors; ``first`` gets it before all are made."""
        book, known = self._book, self._known
        handbook = book.handbook
        topics = [page for t in handbook.topics for page in (known.index(t), *map(known.topic, t.pages))]
        overviews = [evidence_page(book), changes(book, since(book, self._store, known)), questions(book), timeline(book)]
        works, terms = bibliography(book, known), glossary(book, known)
        lists = [works[0], terms[0], downloads()]
        own = [document(d, book) for d in handbook.documents]
        files: list[Asset] = []
        for name, make in _MAKERS.items():
            made, new = self._beside.get(name) or (make(book, known), {})
            files += made
            known.keep(new)
        self.close()
        site = Site(
            (*own, *topics, *overviews, *lists, *works[1:], *terms[1:], errors(), search_page()),
            (*files, llms_txt(book)),
            _nav(handbook, own, overviews, lists),
            _digest(handbook),
            max((seed.reviewed.value for seed in handbook.manuscript.seeds), default=""),
        )
        first(site)
        whole = replace(site, assets=tuple([file if file.digest else _made(file) for file in site.assets]))
        known.close()
        return whole

    def close(self) -> None:
        """Ends the copy of the process."""
        self._beside.close()


def _formatted(handbook: Handbook, settings: Settings) -> dict[str, str]:
    return formatting(list(handbook.references.values()), settings.cache)()


def _aside(make: _Maker, book: Book, known: KnownPages) -> tuple[tuple[Asset, ...], New]:
    """Files that another process makes, and the parts of them that are to be kept; those that there were, this process keeps."""
    known.new()
    return tuple(map(_made, make(book, known))), known.new()


def _made(file: Asset) -> Asset:
    """The same file with what it holds."""
    return Asset(file.path, file.content, file.digest)


def _digest(handbook: Handbook) -> str:
    """A short hash of all that people wrote: the same words have the same digits, on any day."""
    found = hashlib.sha256()
    for path, source in sorted(handbook.manuscript.sources.items()):
        if path.startswith(f"{FOLDER}/"):
            continue  # what is kept of former words is none of them
        found.update(f"{path}\0{source.text}\0".encode())
    return found.hexdigest()[:8]


_EARLY = ("index", "disclaimer", "method", "evidence-scale", "who-speaks", "paper", "term", "page", "seed", "style", "review")
"""Hand-written pages in the order in which a reader wants them; others follow by name."""


def _rank(path: str) -> int:
    name = path.rpartition("/")[2].removesuffix(".md")
    return _EARLY.index(name) if name in _EARLY else len(_EARLY)


def _nav(handbook: Handbook, own: list[Page], overviews: list[Page], lists: list[Page]) -> list[object]:
    def part(folder: str) -> list[object]:
        pages = sorted((p for p in own if p.path.startswith(f"{folder}/")), key=lambda p: (_rank(p.path), p.path))
        return [p.path for p in pages]

    nav: list[object] = [{"Home": "index.md"}]
    nav += [{t.title: [f"{t.key.value}/index.md", *(f"{p.path}.md" for p in t.pages)]} for t in handbook.topics]
    nav.append({"Overviews": [p.path for p in overviews]})
    nav.append({"Bibliography and glossary": [p.path for p in lists]})
    nav += [{"About": part("about")}] if part("about") else []
    nav.append({"Contributing": [*part("contributing"), "contributing/errors.md"]})
    return nav
