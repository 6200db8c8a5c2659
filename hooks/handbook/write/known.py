"""Topic pages that were written before: taken over where nothing has changed that they can tell of."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from handbook.model.manuscript import PageOutline, Seed, Topic
from handbook.model.site import Page
from handbook.write.book import Book
from handbook.write.page import topic_page
from handbook.write.store import Store, key_of
from handbook.write.topic import topic_index

_Outlined = TypeVar("_Outlined", Topic, PageOutline)


class KnownPages:
    """The topic pages of a book, written or taken over.

    A page shows of its own seeds everything, and of others what stands around their prose: headings, attributes, and how
    often a work is cited. So its key holds the whole text of its seeds, the faces of all others, and every other file.
    """

    def __init__(self, book: Book, store: Store) -> None:
        self._book, self._store = book, store

    def index(self, topic: Topic) -> Page:
        """The overview of a topic, which shows the faces of its sections alone."""
        return self._taken(topic_index, topic, topic.key.value)

    def page(self, outline: PageOutline) -> Page:
        """One page of a topic."""
        handbook = self._book.handbook
        seeds = {handbook.seed_of[s.id.value].path for s in handbook.sections_on[outline.path]}
        return self._taken(topic_page, outline, outline.path, *(self._texts[path] for path in sorted(seeds)))

    def key(self, kind: str, path: str) -> bytes:
        """The key of what is made of one seed, and of all that others show in it."""
        return self._store.key(kind, self._surroundings, self._texts[path])

    def _taken(self, write: Callable[[_Outlined, Book], Page], outlined: _Outlined, *shown: bytes | str) -> Page:
        if not self._store.keeps:
            return write(outlined, self._book)
        key = self._store.key("page", self._surroundings, *shown)
        if kept := self._store.get(key):
            end = kept.index(b"\n")
            path, title, edit, digest = json.loads(kept[:end])
            return Page(path, title, str(memoryview(kept)[end + 1 :], "utf-8"), edit, digest=digest)
        page = write(outlined, self._book)
        page = replace(page, digest=key_of(page.markdown).hex())
        about = json.dumps([page.path, page.title, page.edit, page.digest])
        self._store.put(key, f"{about}\n{page.markdown}".encode())
        return page

    @cached_property
    def _texts(self) -> dict[str, bytes]:
        return {s.path: key_of(s.path, s.source.text) for s in self._book.handbook.manuscript.seeds}

    @cached_property
    def _surroundings(self) -> bytes:
        book, manuscript = self._book, self._book.handbook.manuscript
        told = (book.settings.repository, book.settings.branch, book.settings.site_url, book.settings.version, book.in_letters)
        files = ((p, s.text) for p, s in sorted(manuscript.sources.items()) if p not in self._texts)
        return key_of(
            repr(told),
            repr(sorted(book.formatted.items())),
            *(part for file in files for part in file),
            *(repr(self._face(s)) for s in manuscript.seeds),
        )

    def _face(self, seed: Seed) -> tuple[object, ...]:
        """What the pages of other seeds can show of this one."""
        cites = [(u.home.anchor, u.key) for u in self._book.handbook.mentions[seed.path].citations]
        head = (seed.path, seed.title.value, [k.value for k in seed.digests], cites)
        sections = (
            (s.id.value, s.title.value, s.page.value, s.basis.value, s.as_of.value, s.voice, [u.value for u in s.updates], s.change)
            for s in seed.sections
        )
        return (*head, *sections)
