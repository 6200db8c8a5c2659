"""A site on its way from a process that compiles while its host is starting to the hook that asks for it in the host."""

import pickle
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from handbook import PACKAGE
from handbook.model.site import Asset, FaultError, Page, Settings, Site
from handbook.started import is_given_one
from handbook.write.store import Store, content_of

# the compiler takes a while to load, and who is given a site seldom needs it


def hand(to: IO[bytes], root: Path, today: str, settings: Settings) -> None:
    """Compiles, and gives away what came of it: pages first, and files once they are made. Raises OSError where nobody takes it."""
    from handbook.compiled import compiled

    asked, way = _asked(root, today, settings), _Way(to)

    def first(site: Site, said: str) -> None:
        way.give(asked, (_packed(site), said))
        for file in filter(_is_late, site.assets):
            way.give(file.content)
        way.close()  # what is left to do here would be in its way

    try:
        compiled(root, today, settings, first=first)
    except FaultError as fault:
        way.give(asked, (None, str(fault)))
        way.close()


class _Way:
    """To a host that may still be starting: a thread gives it one part after the other.

    It begins with the first part, for a process of several threads cannot be copied. Who gives up need not end it.
    """

    def __init__(self, to: IO[bytes]) -> None:
        self._to, self._parts = to, SimpleQueue[object]()
        self._thread = Thread(target=self._work, daemon=True)
        self._fault: Exception | None = None

    def give(self, *parts: object) -> None:
        """Has these given next."""
        for part in parts:
            self._parts.put(part)
        if not self._thread.ident:
            self._thread.start()

    def close(self) -> None:
        """Waits until all is taken. Raises OSError where nobody takes it, ValueError where the way is closed."""
        self._parts.put(self)  # for the end
        self._thread.join()
        if self._fault:
            raise self._fault

    def _work(self) -> None:
        try:
            for part in iter(self._parts.get, self):
                pickle.dump(part, self._to, pickle.HIGHEST_PROTOCOL)
                self._to.flush()
        except (OSError, ValueError) as fault:
            self._fault = fault


def handed(root: Path, today: str, settings: Settings) -> tuple[Site, str] | None:
    """What ``compiled`` returns, or raises, where the process that started this one has compiled the very same.

    Some files may still be made there; who asks for one waits.
    """
    if not is_given_one() or _taken() != _asked(root, today, settings) or not (made := _taken()):
        return None
    site, said = made
    if site is None:
        raise FaultError(said)
    return _unpacked(site, root, today, settings), said


def _taken() -> Any:
    """What is given next; None where whoever compiles gave up, or was ended."""
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        return pickle.load(sys.stdin.buffer)


def _asked(root: Path, today: str, settings: Settings) -> tuple[str, ...]:
    """All that a site depends on; this compiler too, for the host may have loaded another."""
    return str(PACKAGE), str(root), today, repr(settings)


def _packed(site: Site) -> Site:
    """The site without what is in the store, of which little is asked for, and without files that are not made."""
    pages = [Page(p.path, p.title, _elsewhere, p.edit, p.by_hand, p.digest) if callable(p.text) else p for p in site.pages]
    assets = [Asset(file.path, _elsewhere, file.digest) if callable(file.made) else file for file in site.assets]
    return replace(site, pages=tuple(pages), assets=tuple(assets))


def _elsewhere() -> Any:
    raise LookupError


def _is_late(file: Asset) -> bool:
    """Whether a file is still to be made; of those that are in the store, the digest is known."""
    return callable(file.made) and not file.digest


def _unpacked(site: Site, root: Path, today: str, settings: Settings) -> Site:
    """The site with what reads what is in the store, and waits for what is not made."""
    again = partial(_again, site.content, root, today, settings)
    left = _Left([file.path for file in site.assets if _is_late(file)], again, settings)
    pages = [
        Page(p.path, p.title, partial(left.text, p.path, p.digest), p.edit, p.by_hand, p.digest) if callable(p.text) else p
        for p in site.pages
    ]
    assets = [
        Asset(file.path, partial(left.file, file.path, file.digest), file.digest) if callable(file.made) else file
        for file in site.assets
    ]
    return replace(site, pages=tuple(pages), assets=tuple(assets))


class _Left:
    """What a site was handed without: it is in the store, or still given. What is lost is made again."""

    def __init__(self, late: Sequence[str], again: Callable[[], Site], settings: Settings) -> None:
        """``late`` are the paths of files in the order in which they are given; ``again`` raises OSError where seeds have changed."""
        self._late, self._again, self._settings = iter(late), again, settings
        self._files: dict[str, bytes] = {}

    def text(self, path: str, digest: str) -> str:
        """The Markdown of a page."""
        kept = content_of(digest, self._store)
        return self._texts[path] if kept is None else kept.decode()

    def file(self, path: str, digest: str) -> bytes:
        """The content of a file, for which this may have to wait."""
        if digest and (kept := content_of(digest, self._store)) is not None:
            return kept
        while not digest and path not in self._files and (given := _taken()) is not None:
            self._files[next(self._late)] = given
        if path not in self._files:
            self._files |= {file.path: file.content for file in self._site.assets}
        return self._files[path]

    @cached_property
    def _store(self) -> Store:
        from handbook.compiled import opened

        return opened(self._settings)

    @cached_property
    def _site(self) -> Site:
        return self._again()

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {page.path: page.markdown for page in self._site.pages}


def _again(content: str, root: Path, today: str, settings: Settings) -> Site:
    from handbook.compiled import compiled

    site, _ = compiled(root, today, settings)
    if site.content != content:
        raise OSError("the seeds were changed while the site was built")
    return site
