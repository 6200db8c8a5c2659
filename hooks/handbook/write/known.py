"""Topic pages that were written before: taken over where nothing has changed that they can tell of."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial

from handbook.model.manuscript import PageOutline, Seed, Topic
from handbook.model.site import Page
from handbook.write.book import Book
from handbook.write.page import topic_page
from handbook.write.store import Store, key_of
from handbook.write.topic import topic_index


class KnownPages:
    """The topic pages of a book, written or taken over.

    A page shows of its own seeds everything, and of others what stands around their prose: headings, attributes, and how
    often a work is cited. So its key holds the whole text of its seeds, the faces of all others, and every other file.
    """

    def __init__(self, book: Book, store: Store) -> None:
        self._book, self._store, self._list = book, store, store.key("pages")
        self._before: dict[str, tuple[str, str, str, str]] = json.loads(store.get(self._list) or "{}")
        self._now: dict[str, tuple[str, str, str, str]] = {}

    def index(self, topic: Topic) -> Page:
        """The overview of a topic, which shows the faces of its sections alone."""
        return self.page(partial(topic_index, topic, self._book), topic.key.value)

    def topic(self, outline: PageOutline) -> Page:
        """One page of a topic."""
        handbook = self._book.handbook
        seeds = {handbook.seed_of[s.id.value].path for s in handbook.sections_on[outline.path]}
        texts = (self._texts[path] for path in sorted(seeds))
        return self.page(partial(topic_page, outline, self._book), outline.path, *texts)

    def page(self, write: Callable[[], Page], *shown: bytes | str) -> Page:
        """A page that shows these things, and of all seeds their faces; its Markdown is read where somebody asks for it."""
        if not self._store.keeps:
            return write()
        key = self._store.key("page", self._surroundings, *shown).hex()
        about = self._before.get(key)
        if about and self._store.has(self._store.key(about[-1])):
            path, title, edit, digest = self._now[key] = about
            return Page(path, title, partial(self._read, digest, write), edit, digest=digest)
        page = write()
        digest = key_of(page.markdown).hex()
        self._now[key] = page.path, page.title, page.edit, digest
        if not self._store.has(of_text := self._store.key(digest)):
            self._store.put(of_text, page.markdown.encode())
        return replace(page, digest=digest)

    def close(self) -> None:
        """Keeps what is told of the pages that were asked for."""
        if self._now.keys() != self._before.keys():
            self._store.put(self._list, json.dumps(self._now).encode())

    def key(self, kind: str, path: str) -> bytes:
        """The key of what is made of one seed, and of all that others show in it."""
        return self._store.key(kind, self._surroundings, self._texts[path])

    def _read(self, digest: str, write: Callable[[], Page]) -> str:
        if (kept := self._store.get(self._store.key(digest))) is not None:
            return str(kept, "utf-8")
        self._store.drop()
        return write().markdown

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
        cites = [(u.home.anchor, u.citation.key.value) for u in self._book.handbook.mentions[seed.path].citations]
        head = (seed.path, seed.title.value, [k.value for k in seed.digests], cites)
        sections = (
            (s.id.value, s.title.value, s.page.value, s.basis.value, s.as_of.value, s.voice, [u.value for u in s.updates], s.change)
            for s in seed.sections
        )
        return (*head, *sections)
