"""Pages that MkDocs draws through us: with finished HTML held back, or not at all where nothing has changed."""

import hashlib
import json
import logging
import os
import posixpath
import re
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.meta import get_data

from handbook.host.direct import direct, is_drawn_as_here
from handbook.host.drawn import Drawn, Shelf
from handbook.host.finished import Finished, FinishedFile
from handbook.host.held import Held, anchors, hold, put_back
from handbook.write.beside import Beside
from handbook.write.store import key_of

log = logging.getLogger("mkdocs")

_FRONT = re.compile(r"---\n((?:[a-z]+: [^\n]*\n)+)---\n\n")
_FIELD = re.compile(r"([a-z]+): ([^\n]*)\n")
_SITE = re.compile(r"https?://[\w.:-]+(/(?:[\w-]+/)*)", re.ASCII)
_ADDRESS = re.compile(r"(?:[\w-]+/)*[\w-]+\.html", re.ASCII)
"""What can be put behind one another as it stands."""
_FEWEST = 60
"""Pages to draw; for fewer it is not worth while to copy the process."""


def draw_ahead(files: Files, config: MkDocsConfig) -> Beside[Drawn]:
    """Has the pages that were not drawn before drawn by another processor too."""
    pages = [f.page for f in files.documentation_pages() if isinstance(f.page, DrawnPage)]
    wanted = ((p, p.to_draw(config, files)) for p in pages if not p.finished)
    work = {p.file.src_uri: draw for p, draw in wanted if draw}
    ahead = Beside(work, len(work) >= _FEWEST)
    for p in pages:
        p.ahead = ahead
    return ahead


class _Address:
    """Where links of one page lead, as MkDocs has it, and what they lead to."""

    def __init__(self, file: File, files: Files) -> None:
        self._file, self._files, self._folder = file, files.src_uris, posixpath.dirname(file.src_uri)
        self.links: dict[str, dict[str, str]] = {}

    def __call__(self, link: str) -> str:
        path, _, anchor = link.partition("#")
        file = self._file
        if path:
            file = self._files[posixpath.normpath(posixpath.join(self._folder, path))]
            if file.inclusion.is_excluded():
                raise LookupError(link)
        if anchor:
            self.links.setdefault(file.src_uri, {}).setdefault(anchor, link)
        return f"{file.url_relative_to(self._file) if path else ''}{'#' if anchor else ''}{anchor}"


class _Parts(NamedTuple):
    """What of a page is left for Markdown, where the links lead that are not, and the page where nothing is."""

    held: Held | None
    links: dict[str, dict[str, str]]
    ready: Drawn | None


def _by_file(links: dict[str, dict[str, str]], files: Files) -> dict[File, dict[str, str]]:
    found = ((files.get_file_from_path(path), asked) for path, asked in links.items())
    return {file: asked for file, asked in found if file}


class DrawnPage(Page):
    """A page of MkDocs that knows how it was drawn before."""

    def __init__(
        self, title: str | None, file: File, config: MkDocsConfig, shelf: Shelf, by_hand: bool, digits: str = "", digest: str = ""
    ) -> None:
        super().__init__(title, file, config)
        self._shelf, self._by_hand, self._digits, self._digest = shelf, by_hand, digits, digest
        self._meta: MutableMapping[str, Any] | None = {}
        self._anchors: set[str] | None = None
        self.ahead: Beside[Drawn] | None = None
        self._parts: _Parts | None = None
        self.finished: FinishedFile | None = None
        self._all: Finished | None = None
        self._key = ""
        self._complained = False

    def _set_canonical_url(self, base: str | None) -> None:
        """As MkDocs does; for a thousand pages it takes a while to take addresses apart and to put them together."""
        if base and (site := _SITE.fullmatch(base)) and _ADDRESS.fullmatch(self.url):
            self.canonical_url, self.abs_url = base + self.url, site[1] + self.url
        else:
            super()._set_canonical_url(base)

    @cached_property
    def digits(self) -> str:
        """Eight digits that differ where the page's own words differ."""
        return hashlib.blake2b(self.file.content_string.encode(), digest_size=4).hexdigest()

    @property
    def handbook_digits(self) -> str:
        """The same for the whole handbook, on the home page alone: any other page would change with every word anywhere."""
        return self._digits if self.is_homepage else ""

    @property
    def meta(self) -> MutableMapping[str, Any]:
        """The front matter; of a page that was taken over it is read when somebody asks for it."""
        if self._meta is None:
            front = self._front()
            self._meta = _fields(front) if front else get_data(self.file.content_string)[1]
        return self._meta

    @meta.setter
    def meta(self, read: MutableMapping[str, Any]) -> None:
        self._meta = read

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """The anchors of a page that was drawn or taken over."""
        if self._anchors is None and self.finished:
            self._anchors = set(self.finished.anchors)
        return self._anchors

    @present_anchor_ids.setter
    def present_anchor_ids(self, found: set[str] | None) -> None:
        self._anchors = found

    def validate_anchor_links(self, *, files: Files, log_level: int) -> None:
        """As MkDocs does; most often all is well, which can be seen at once."""
        for file, asked in (self.links_to_anchors or {}).items():
            there = file.page.present_anchor_ids if file.page else None
            if there is not None and not asked.keys() <= there:
                if self._all:
                    self._all.sound = False
                super().validate_anchor_links(files=files, log_level=log_level)
                return

    def validate_kept_links(self, *, files: Files, log_level: int) -> None:
        """The same for a page that was taken over."""
        if self.finished:
            self.links_to_anchors = _by_file(self.finished.links, files)
            self.validate_anchor_links(files=files, log_level=log_level)

    def take_over(self, all: Finished, site: str) -> None:
        """Takes the page from the last site, if that has this very page: then MkDocs neither reads nor writes it."""
        shown = self._digest or key_of(self.file.content_string).hex()
        self._key = f"{shown} {self.handbook_digits} {self.file.edit_uri}"
        self.finished = all.take(self.file.dest_uri, self._key, site)
        self._all = all
        if kept := self.finished:
            self.title, self.content, self._meta, self._anchors = kept.title, "", None, None
            self.file.abs_dest_path = os.devnull  # the old site has this very file; nobody may write into it

    def note(self, html: str) -> None:
        """The page is finished; it can be taken over next time, unless somebody has to hear of it again."""
        if self._all and not self._complained and isinstance(self.title, str):
            made = self._made()
            self._all.put(self.file.dest_uri, self._key, html, self.title, made.anchors, made.links)

    def read_source(self, config: MkDocsConfig) -> None:
        """As MkDocs does; the front matter that the compiler writes is a JSON value a line and needs no YAML parser."""
        front = self._front()
        if not front:
            super().read_source(config)
            return
        self.meta = _fields(front)
        self.markdown = front.string[front.end() :]

    def _front(self) -> re.Match[str] | None:
        return None if self._by_hand else _FRONT.match(self.file.content_string)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """As MkDocs does, and with the same result."""
        whole, self.markdown = self.markdown or "", ""  # a thousand pages need not be kept in two forms
        changed = whole != self._own()  # by somebody, on its way
        known, self._parts = self._parts, None
        parts = known if known and not changed else self._in_parts(whole, config, files)
        if parts.ready:  # it is not kept: to keep it and to read it again would take longer
            self._take(parts.ready, files)
            return
        if kept := self._shelf.get(self.file.src_uri, whole):
            self._take(kept, files)
            return
        if self.ahead and (drawn := self.ahead.get(self.file.src_uri)) and not changed:
            self._take(drawn, files)
            self._shelf.put(self.file.src_uri, whole, drawn)
            return
        with _said() as said:
            self._draw(whole, parts, config, files)
        self._complained = bool(said)
        if not said:  # a complaint has to be heard at every build
            self._shelf.put(self.file.src_uri, whole, self._made())

    def to_draw(self, config: MkDocsConfig, files: Files) -> Callable[[], Drawn | None] | None:
        """How another process can draw this page; None where that is not worth while, or is for this process alone."""
        if (whole := self._own()) is None:
            return None
        self._parts = parts = self._in_parts(whole, config, files)
        if parts.ready or self._shelf.has(self.file.src_uri, whole):
            return None

        def draw() -> Drawn | None:
            with _said() as said:
                self._draw(self._own() or "", parts, config, files)
            made = None if said else self._made()
            self.content = self.present_anchor_ids = self.links_to_anchors = None  # nobody reads them here
            self.toc = TableOfContents([])
            return made

        return draw

    def _own(self) -> str | None:
        """The Markdown as the compiler wrote it; None for a page written by hand. It is cut out anew each time: pages are many."""
        front = self._front()
        return front.string[front.end() :] if front else None

    def _in_parts(self, whole: str, config: MkDocsConfig, files: Files) -> _Parts:
        address = _Address(self.file, files)
        held = None if self._by_hand else hold(whole, config.markdown_extensions, address)
        as_here = is_drawn_as_here(config.markdown_extensions, config.mdx_configs)
        ready = direct(held, address.links) if held and as_here else None
        return _Parts(None if ready else held, address.links, ready)

    def _draw(self, whole: str, parts: _Parts, config: MkDocsConfig, files: Files) -> None:
        held = parts.held
        self.markdown = held.markdown if held else whole
        super().render(config, files)
        if held and (html := put_back(self.content or "", held)) is not None:
            self.content = html
            self.present_anchor_ids = (self.present_anchor_ids or set()) | anchors(held)
            self._note_links(parts.links, files)
        elif held:
            self.markdown = whole
            super().render(config, files)
        self.markdown = ""

    def _take(self, kept: Drawn, files: Files) -> None:
        self.content, self._title_from_render = kept.html, kept.title
        self.toc, self.present_anchor_ids = TableOfContents([_link(entry) for entry in kept.toc]), set(kept.anchors)
        self.links_to_anchors = _by_file(kept.links, files)

    def _note_links(self, links: dict[str, dict[str, str]], files: Files) -> None:
        if self.links_to_anchors is None:  # nobody will look after them
            return
        for file, asked in _by_file(links, files).items():
            self.links_to_anchors[file] = asked | self.links_to_anchors.get(file, {})

    def _made(self) -> Drawn:
        links = {file.src_uri: links for file, links in (self.links_to_anchors or {}).items()}
        return Drawn(
            self.content or "", [_plain(x) for x in self.toc], self._title_from_render, sorted(self.present_anchor_ids or ()), links
        )


def _fields(front: re.Match[str]) -> dict[str, Any]:
    return {name: json.loads(value) for name, value in _FIELD.findall(front.group(1))}


def _plain(link: AnchorLink) -> list[object]:
    return [link.title, link.id, link.level, [_plain(x) for x in link.children]]


def _link(entry: list[object]) -> AnchorLink:
    title, id, level, below = entry
    link = AnchorLink(str(title), str(id), int(str(level)))
    link.children = [_link(x) for x in below] if isinstance(below, list) else []
    return link


@contextmanager
def _said() -> Iterator[list[logging.LogRecord]]:
    """What MkDocs complains of meanwhile."""
    heard: list[logging.LogRecord] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record)

    ear = Ear(logging.INFO)
    log.addHandler(ear)
    try:
        yield heard
    finally:
        log.removeHandler(ear)
