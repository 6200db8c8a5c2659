"""Topic pages, and parts of files, that were written before: taken over where nothing has changed that they can tell of."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial

from handbook.model.manuscript import PageOutline, Seed, Topic
from handbook.model.site import Asset, Page
from handbook.write.book import Book
from handbook.write.page import topic_page
from handbook.write.store import Store, content_of, key_of
from handbook.write.topic import topic_index

New = dict[bytes, bytes]
"""Parts that are to be kept, by their keys."""


class KnownPages:
    """The topic pages of a book, written or taken over.

    A page shows of its own seeds everything, and of others what stands around their prose: headings, attributes, and how
    often a work is cited. So its key holds the whole text of its seeds, the faces of all others, and every other file.
    """

    def __init__(self, book: Book, store: Store) -> None:
        self._book, self._store, self._list = book, store, store.key("pages")
        self.keeps = store.keeps
        self._before: dict[str, tuple[str, str, str, str]] = json.loads(store.get(self._list) or "{}")
        self._now: dict[str, tuple[str, str, str, str]] = {}
        self._new: New = {}

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
        if not self.keeps:
            return write()
        key = self._store.key("page", self._surroundings, *shown).hex()
        about = self._before.get(key)
        if about and self._store.has(self._store.key(about[-1])):
            path, title, edit, digest = self._now[key] = about
            return Page(path, title, partial(self._read, digest, write), edit, digest=digest)
        page = write()
        text = page.markdown.encode()
        digest = key_of(text).hex()
        self._now[key] = page.path, page.title, page.edit, digest
        if not self._store.has(of_text := self._store.key(digest)):
            self._store.put(of_text, text)
        return replace(page, digest=digest)

    def new(self) -> New:
        """The parts that were made since this was asked, by their keys; a copy of the process hands them over."""
        new, self._new = self._new, {}
        return new

    def keep(self, new: New) -> None:
        """Puts these parts into the store."""
        for key, part in new.items():
            self._store.put(key, part)

    def close(self) -> None:
        """Keeps what is new, and what is told of the pages that were asked for."""
        self.keep(self.new())
        if self._now.keys() != self._before.keys():
            self._store.put(self._list, json.dumps(self._now).encode())

    def file(self, path: str, make: Callable[[], bytes], of: Callable[[], str]) -> Asset:
        """A file that is made of what ``of`` tells; of one that was made before, the content is read where somebody asks for it."""
        if not self.keeps:
            return Asset(path, make)
        kept = self.get("file", told := of())
        if kept and self._store.has(self._store.key(digest := kept.decode())):
            return Asset(path, partial(self._content, digest, make), digest)
        content = make()
        digest = key_of(content).hex()
        self.put(content, digest)
        self.put(digest.encode(), "file", told)
        return Asset(path, content, digest)

    def part(self, make: Callable[[], bytes], kind: str, path: str = "") -> bytes:
        """Part of a file, made of the faces of all seeds and of one seed, or none."""
        return self._made(make, kind, self._around, self._texts.get(path, b"")) if self.keeps else make()

    def get(self, *of: bytes | str) -> bytes | None:
        """What was made of these things before."""
        return self._store.get(self._store.key(*of))

    def put(self, part: bytes, *of: bytes | str) -> None:
        """Notes what is made of them."""
        self._new[self._store.key(*of)] = part

    def key(self, kind: str, path: str) -> bytes:
        """The key of what is made of one seed, and of all that others show in it."""
        return self._store.key(kind, self._around, self._texts[path])

    def _made(self, make: Callable[[], bytes], *of: bytes | str) -> bytes:
        if (part := self.get(*of)) is None:
            self.put(part := make(), *of)
        return part

    def _read(self, digest: str, write: Callable[[], Page]) -> str:
        def written() -> bytes:
            return write().markdown.encode()

        return self._content(digest, written).decode()

    def _content(self, digest: str, make: Callable[[], bytes]) -> bytes:
        if (content := content_of(digest, self._store)) is not None:
            return content
        self._store.drop()
        return make()

    @cached_property
    def _texts(self) -> dict[str, bytes]:
        return {s.path: key_of(s.path, s.source.text) for s in self._book.handbook.manuscript.seeds}

    @cached_property
    def _surroundings(self) -> bytes:
        """All that pages show besides the texts of seeds."""
        return key_of(self._around, repr(sorted(self._book.formatted.items())))

    @cached_property
    def _around(self) -> bytes:
        """The same without the formatted works, for which this would have to wait."""
        book, manuscript = self._book, self._book.handbook.manuscript
        told = (book.settings.repository, book.settings.branch, book.settings.site_url, book.settings.version, book.in_letters)
        files = ((p, s.text) for p, s in sorted(manuscript.sources.items()) if p not in self._texts)
        faces = (self._made(partial(self._face, s), "face", self._texts[s.path]) for s in manuscript.seeds)
        return key_of(repr(told), *(part for file in files for part in file), *faces)

    def _face(self, seed: Seed) -> bytes:
        """A hash of what the pages of other seeds can show of this one."""
        cites = [(u.home.anchor, u.key) for u in self._book.handbook.mentions[seed.path].citations]
        head = (seed.path, seed.title.value, [k.value for k in seed.digests], cites)
        sections = (
            (s.id.value, s.title.value, s.page.value, s.basis.value, s.as_of.value, s.voice, [u.value for u in s.updates], s.change)
            for s in seed.sections
        )
        return key_of(repr((*head, *sections)))
