"""Pages that were drawn before, kept by what they were drawn from: safe to delete, and never wrong."""

import hashlib
import json
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TABLE = "CREATE TABLE IF NOT EXISTS page (key BLOB PRIMARY KEY, drawn TEXT) WITHOUT ROWID"


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
    """Drawn pages on disk, or nowhere where there is no folder for them or it cannot be used."""

    def __init__(self, folder: Path | None, *about: str) -> None:
        """``about`` is everything besides a page's own path and Markdown that it depends on."""
        self._about = "\0".join(about)
        self._kept = self._opened(folder)
        self._used: dict[bytes, str | None] = {}

    def get(self, path: str, markdown: str) -> Drawn | None:
        """The page as it was drawn from exactly this, if it was."""
        key = self._key(path, markdown)
        with suppress(sqlite3.Error, ValueError, TypeError):
            row = self._kept.execute("SELECT drawn FROM page WHERE key = ?", (key,)).fetchone() if self._kept else None
            if row:
                drawn = Drawn(*json.loads(row[0]))
                self._used[key] = None
                return drawn
        return None

    def put(self, path: str, markdown: str, drawn: Drawn) -> None:
        """Keeps a page until the end of the build."""
        said = [drawn.html, drawn.toc, drawn.title, drawn.anchors, drawn.links]
        self._used[self._key(path, markdown)] = json.dumps(said, ensure_ascii=False)

    def close(self) -> None:
        """Writes what is new and drops what this build did not use; a fault costs time at the next build, and nothing else."""
        if not self._kept:
            return
        with suppress(sqlite3.Error), self._kept as kept:
            new = [(key, said) for key, said in self._used.items() if said is not None]
            if new or kept.execute("SELECT count(*) FROM page").fetchone()[0] > len(self._used):
                kept.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
                kept.executemany("INSERT INTO used VALUES (?)", ((key,) for key in self._used))
                kept.execute("DELETE FROM page WHERE key NOT IN (SELECT key FROM used)")
                kept.executemany("INSERT OR REPLACE INTO page VALUES (?, ?)", new)
        with suppress(sqlite3.Error):
            self._kept.close()

    def _key(self, path: str, markdown: str) -> bytes:
        return hashlib.blake2b(f"{self._about}\0{path}\0{markdown}".encode("utf-8", "surrogatepass"), digest_size=16).digest()

    @staticmethod
    def _opened(folder: Path | None) -> sqlite3.Connection | None:
        if folder is None:
            return None
        store = folder / "drawn.sqlite"
        for _ in range(2):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                kept = sqlite3.connect(store, timeout=1)
                kept.execute("PRAGMA synchronous = OFF")
                kept.execute(_TABLE)
                return kept
            except (sqlite3.Error, OSError):
                with suppress(OSError):
                    store.unlink()
        return None
