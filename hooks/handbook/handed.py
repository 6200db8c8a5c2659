"""A site on its way from a process that compiles while its host is starting to the hook that asks for it in the host."""

import pickle
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import IO, Any

from handbook import PACKAGE
from handbook.model.site import FaultError, Page, Settings, Site
from handbook.started import is_given_one
from handbook.write.store import Store

# the compiler takes a while to load, and who is given a site seldom needs it

_SOON = 0.0002
"""Seconds after which who gives takes its turn beside who compiles; a pipe takes little at a time."""


def hand(to: IO[bytes], root: Path, today: str, settings: Settings) -> None:
    """Compiles, and gives away what came of it: pages first, and files once they are made. Raises OSError where nobody takes it."""
    from handbook.compiled import compiled

    asked = _asked(root, today, settings)
    sys.setswitchinterval(_SOON)
    with ThreadPoolExecutor(1) as way:  # nobody takes anything before the host has started; it begins with the first gift

        def give(*parts: object) -> list[Future[None]]:
            return [way.submit(_give, part, to) for part in parts]

        def first(site: Site, said: str) -> None:
            given = give(asked, (_packed(site), said))
            given += (gift for file in site.assets if callable(file.made) for gift in give(file.content))
            for gift in given:  # what is left to do here would be in their way
                gift.result()

        try:
            compiled(root, today, settings, first=first)
        except FaultError as fault:
            for gift in give(asked, (None, str(fault))):
                gift.result()


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


def _give(part: object, to: IO[bytes]) -> None:
    pickle.dump(part, to, pickle.HIGHEST_PROTOCOL)
    to.flush()


def _taken() -> Any:
    """What is given next; None where whoever compiles gave up, or was ended."""
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        return pickle.load(sys.stdin.buffer)


def _asked(root: Path, today: str, settings: Settings) -> tuple[str, ...]:
    """All that a site depends on; this compiler too, for the host may have loaded another."""
    return str(PACKAGE), str(root), today, repr(settings)


def _packed(site: Site) -> Site:
    """The site without the texts that are still in the store, of which few are asked for, and without files that are not made."""
    pages = [replace(p, text=_elsewhere) if callable(p.text) else p for p in site.pages]
    assets = [replace(file, made=_elsewhere) if callable(file.made) else file for file in site.assets]
    return replace(site, pages=tuple(pages), assets=tuple(assets))


def _elsewhere() -> Any:
    raise LookupError


def _unpacked(site: Site, root: Path, today: str, settings: Settings) -> Site:
    """The site with what reads those texts and waits for those files."""
    late = [file.path for file in site.assets if file.made is _elsewhere]
    left = _Left(late, partial(_again, site.content, root, today, settings), settings)
    pages = [replace(page, text=partial(left.text, page)) if page.text is _elsewhere else page for page in site.pages]
    assets = [replace(file, made=partial(left.file, file.path)) if file.made is _elsewhere else file for file in site.assets]
    return replace(site, pages=tuple(pages), assets=tuple(assets))


class _Left:
    """What a site was handed without: texts are read from the store, files are still given. What is lost is made again."""

    def __init__(self, late: Sequence[str], again: Callable[[], Site], settings: Settings) -> None:
        """``late`` are the paths of the files in their order; ``again`` raises OSError where the seeds have changed."""
        self._late, self._again, self._settings = iter(late), again, settings
        self._files: dict[str, bytes] = {}

    def text(self, page: Page) -> str:
        """The Markdown of a page."""
        from handbook.write.known import text_of

        if (kept := text_of(page.digest, self._store)) is not None:
            return kept
        return self._texts[page.path]

    def file(self, path: str) -> bytes:
        """The content of a file, for which this may have to wait."""
        while path not in self._files and (given := _taken()) is not None:
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
        self._store.drop()
        return {page.path: page.markdown for page in self._site.pages}


def _again(content: str, root: Path, today: str, settings: Settings) -> Site:
    from handbook.compiled import compiled

    site, _ = compiled(root, today, settings)
    if site.content != content:
        raise OSError("the seeds were changed while the site was built")
    return site
