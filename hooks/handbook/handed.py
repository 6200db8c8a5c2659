"""A site on its way from a process that compiles while its host is starting to the hook that asks for it in the host."""

import os
import pickle
import sys
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from handbook import PACKAGE

if TYPE_CHECKING:  # the command has started its host before it loads the compiler
    from handbook.model.site import Page, Settings, Site

_BY = "HANDBOOK_COMPILED_BY"
"""The number of the process that compiles, in the environment of the host that it has started."""


def environment() -> dict[str, str]:
    """That of a host which is given its site by this process, through its standard input."""
    return os.environ | {_BY: str(os.getpid())}


def hand(to: IO[bytes], root: Path, today: str, settings: "Settings") -> None:
    """Compiles, and gives away what came of it. Raises OSError where nobody takes it."""
    from handbook.compiled import FaultError, compiled

    def give(*made: object) -> None:
        for part in (_asked(root, today, settings), made):
            pickle.dump(part, to, pickle.HIGHEST_PROTOCOL)
        to.close()

    try:
        compiled(root, today, settings, first=lambda site, said: give(_packed(site), said))
    except FaultError as fault:
        give(None, str(fault))


def handed(root: Path, today: str, settings: "Settings") -> "tuple[Site, str] | None":
    """What ``compiled`` returns, or raises, where the process that started this one has compiled the very same."""
    from handbook.compiled import FaultError

    if os.environ.pop(_BY, "") != str(os.getppid()):
        return None
    with suppress(EOFError, OSError, pickle.UnpicklingError):  # it gave up, or was ended
        if pickle.load(sys.stdin.buffer) == _asked(root, today, settings):
            site, said = pickle.load(sys.stdin.buffer)
            if site is None:
                raise FaultError(said)
            return _unpacked(site, root, today, settings), said
    return None


def _asked(root: Path, today: str, settings: "Settings") -> tuple[str, ...]:
    """All that a site depends on; this compiler too, for the host may have loaded another."""
    return str(PACKAGE), str(root), today, repr(settings)


def _packed(site: "Site") -> "Site":
    """The site without the texts that are still in the store: few are asked for."""
    return replace(site, pages=tuple([replace(p, text=_elsewhere) if callable(p.text) else p for p in site.pages]))


def _elsewhere() -> str:
    raise LookupError


def _unpacked(site: "Site", root: Path, today: str, settings: "Settings") -> "Site":
    """The site with what reads those texts, or makes them again where the store has lost them."""
    from handbook.compiled import compiled, opened
    from handbook.write.known import text_of
    from handbook.write.store import key_of

    store = cache(lambda: opened(settings))

    @cache
    def again() -> dict[str, str]:
        store().drop()
        return {page.path: page.markdown for page in compiled(root, today, settings)[0].pages}

    def text(page: "Page") -> str:
        if (kept := text_of(page.digest, store())) is not None:
            return kept
        made = again().get(page.path, "")
        if key_of(made).hex() != page.digest:
            raise OSError("the seeds were changed while the site was built")
        return made

    pages = [replace(page, text=partial(text, page)) if page.text is _elsewhere else page for page in site.pages]
    return replace(site, pages=tuple(pages))
