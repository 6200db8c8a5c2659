"""Pages that were drawn before, kept by what they were drawn from: safe to delete, and never wrong."""

import hashlib
import json
import os
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LONG = 3600
"""Seconds; no build takes that long."""
_TABLE = "CREATE TABLE IF NOT EXISTS page (key BLOB PRIMARY KEY, html TEXT, about TEXT) WITHOUT ROWID"


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
        self._about = hashlib.blake2b("\0".join(about).encode("utf-8", "surrogatepass")).digest()
        self._store = folder / "drawn.sqlite" if folder else None
        self._beside = folder / f"drawn.{os.getpid()}" if folder else None
        self._old = _opened(self._store) if self._store and self._store.exists() else None
        self._new: sqlite3.Connection | None = None
        self._used: list[tuple[bytes]] = []

    def get(self, path: str, markdown: str) -> Drawn | None:
        """The page as it was drawn from exactly this, if it was."""
        key = self._key(path, markdown)
        with suppress(sqlite3.Error, ValueError, TypeError):
            row = self._old.execute("SELECT html, about FROM page WHERE key = ?", (key,)).fetchone() if self._old else None
            if row:
                drawn = Drawn(row[0], *json.loads(row[1]))
                self._used.append((key,))
                return drawn
        return None

    def has(self, path: str, markdown: str) -> bool:
        """Whether the page was drawn from exactly this."""
        with suppress(sqlite3.Error):
            return bool(
                self._old and self._old.execute("SELECT 1 FROM page WHERE key = ?", (self._key(path, markdown),)).fetchone()
            )
        return False

    def put(self, path: str, markdown: str, drawn: Drawn) -> None:
        """Keeps a page; a fault costs time at the next build, and nothing else."""
        if self._beside and not self._new:
            with suppress(OSError):
                self._beside.parent.mkdir(parents=True, exist_ok=True)
                for left in self._beside.parent.glob("drawn.[0-9]*"):  # by builds that were killed
                    if left == self._beside or time.time() - left.stat().st_mtime > _LONG:
                        left.unlink(missing_ok=True)
            self._new = _opened(self._beside)
        about = json.dumps([drawn.toc, drawn.title, drawn.anchors, drawn.links], ensure_ascii=False)
        with suppress(sqlite3.Error):
            if self._new:
                self._new.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", (self._key(path, markdown), drawn.html, about))

    def close(self) -> None:
        """Takes over what the last build left and this one used, and puts the whole in its place."""
        if self._new and self._store and self._beside:
            with suppress(sqlite3.Error, OSError):
                if self._used:
                    self._new.commit()
                    self._new.execute("ATTACH ? AS old", (str(self._store),))
                    self._new.executemany("INSERT OR REPLACE INTO page SELECT * FROM old.page WHERE key = ?", self._used)
                self._new.commit()
                self._new.close()
                self._beside.replace(self._store)
            with suppress(OSError):
                self._beside.unlink(missing_ok=True)
        with suppress(sqlite3.Error):
            if self._old:
                self._old.close()

    def _key(self, path: str, markdown: str) -> bytes:
        return hashlib.blake2b(f"{path}\0{markdown}".encode("utf-8", "surrogatepass"), digest_size=16, key=self._about).digest()


def _opened(store: Path) -> sqlite3.Connection | None:
    """The store, made where there is none; None where it cannot be used."""
    try:
        kept = sqlite3.connect(store, timeout=1)
        kept.execute("PRAGMA synchronous = OFF")
        kept.execute("PRAGMA journal_mode = OFF")
        kept.execute(_TABLE)
        return kept
    except sqlite3.Error:
        return None
