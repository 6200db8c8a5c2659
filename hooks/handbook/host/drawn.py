"""Pages that were drawn before, kept by what they were drawn from: safe to delete, and never wrong."""

import hashlib
import json
import os
import secrets
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LONG = 3600
"""Seconds; no build takes that long."""
_TABLE = "CREATE TABLE IF NOT EXISTS page (key BLOB PRIMARY KEY, seal BLOB, html TEXT, about TEXT) WITHOUT ROWID"
"""The seal is a hash of what was drawn: a disk may return what was never written."""


@dataclass(frozen=True)
class Drawn:
    """What a host makes of the Markdown of one page."""

    html: str
    toc: list[list[object]]
    """Each heading as title, id, level and the headings below it."""
    title: str | None
    """The title as its first heading gives it."""
    anchors: list[str]
    links: dict[str, dict[str, str]]
    """Anchors that the page links to, by the path of the page that has them; each with the link as written."""


class Shelf:
    """Drawn pages on disk, or nowhere where there is no folder for them or it cannot be used.

    A build reads what the last one left and writes a file of its own, which takes the place of the other at the end: so
    builds do not wait for each other, a killed one leaves nothing half done, and what is not used any more goes.
    """

    def __init__(self, folder: Path | None, *about: str) -> None:
        """``about`` is everything besides a page's own path and Markdown that it depends on."""
        self.about = _hash("\0".join(about))
        self._store = folder / "drawn.sqlite" if folder else None
        self._beside = folder / f"drawn.{os.getpid()}-{secrets.token_hex(4)}" if folder else None
        self._old = _opened(self._store) if self._store and os.path.exists(self._store) else None
        self._new: sqlite3.Connection | None = None
        self._begun = False
        self._used: list[tuple[bytes]] = []

    def get(self, path: str, markdown: str) -> Drawn | None:
        """The page as it was drawn from exactly this, if it was."""
        key = self._key(path, markdown)
        with suppress(sqlite3.Error, ValueError, TypeError):
            row = self._old.execute("SELECT seal, html, about FROM page WHERE key = ?", (key,)).fetchone() if self._old else None
            if row and isinstance(row[1], str) and row[0] == _seal(key, row[1], row[2]):
                drawn = Drawn(row[1], *json.loads(row[2]))
                self._used.append((key,))
                return drawn
        return None

    def has(self, path: str, markdown: str) -> bool:
        """Whether a page was drawn from exactly this; it may still be that what was kept cannot be used."""
        with suppress(sqlite3.Error):
            return bool(
                self._old and self._old.execute("SELECT 1 FROM page WHERE key = ?", (self._key(path, markdown),)).fetchone()
            )
        return False

    def put(self, path: str, markdown: str, drawn: Drawn) -> None:
        """Keeps a page; a fault costs time at the next build, and nothing else."""
        if self._beside and not self._begun:
            self._begun = True
            _cleared(self._beside.parent)
            self._new = _opened(self._beside)
        if not self._new:
            return
        key = self._key(path, markdown)
        about = json.dumps([drawn.toc, drawn.title, drawn.anchors, drawn.links], ensure_ascii=False)
        with suppress(sqlite3.Error, ValueError):
            self._new.execute(
                "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?)", (key, _seal(key, drawn.html, about), drawn.html, about)
            )

    def close(self) -> None:
        """Takes over what the last build left and this one used, and puts the whole in its place."""
        with suppress(sqlite3.Error):
            if self._old:
                self._old.close()
        if self._new and self._store and self._beside:
            with suppress(sqlite3.Error):
                self._take_over(self._new, str(self._store))
            with suppress(sqlite3.Error, OSError):
                self._new.commit()
                self._new.close()
                self._beside.replace(self._store)
            with suppress(OSError):
                self._beside.unlink(missing_ok=True)
        self._old = self._new = None

    def _take_over(self, new: sqlite3.Connection, old: str) -> None:
        if self._used:
            new.commit()
            new.execute("ATTACH ? AS old", (old,))
            for key in self._used:
                with suppress(sqlite3.Error):  # what cannot be read any more is drawn anew
                    new.execute("INSERT OR REPLACE INTO page SELECT key, seal, html, about FROM old.page WHERE key = ?", key)

    def _key(self, path: str, markdown: str) -> bytes:
        return _hash(f"{path}\0{markdown}", self.about)


def _hash(text: str, about: bytes = b"") -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=about).digest()


def _seal(key: bytes, html: str, about: str) -> bytes:
    return _hash(f"{about}\0{html}", key)


def _cleared(folder: Path) -> None:
    """Makes the folder, and takes away what builds that were killed have left in it."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob("drawn.[0-9]*"):
            if time.time() - left.stat().st_mtime > _LONG:
                left.unlink(missing_ok=True)


def _opened(store: Path) -> sqlite3.Connection | None:
    """The store, made where there is none; None where it cannot be used."""
    kept = None
    try:
        kept = sqlite3.connect(store, timeout=1)
        kept.execute("PRAGMA synchronous = OFF")
        kept.execute("PRAGMA journal_mode = OFF")
        kept.execute(_TABLE)
    except sqlite3.Error:
        if kept:
            kept.close()
        return None
    return kept
