"""Finished pages of the last site: taken over as they are where nothing has changed that they show."""

import hashlib
import json
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.write.keep import keep
from handbook.write.store import key_of


@dataclass(frozen=True)
class FinishedPage:
    """What is known of a page of the last site, besides its HTML."""

    path: str
    """Below the site's folder, with forward slashes."""
    key: str
    """A hash of all that it was made of."""
    seal: str
    """A hash of its file."""
    title: str
    anchors: list[str]
    links: dict[str, dict[str, str]]
    """Anchors that the page links to, by the path of the page that has them; each with the link as written."""


_plain = json.JSONEncoder(ensure_ascii=False).encode


class Finished:
    """The pages of the last site that are whole and as its build left them, and a list of those of this one.

    The folder of the old site is held open: were another build to put its site there meanwhile, its pages would not be
    taken for the old ones.
    """

    def __init__(self, folder: Path | None, site: Path, *about: str, last: "Finished | None" = None) -> None:
        """``about`` is everything besides a page's own content that pages show; where it is another, nothing is known.

        The list lies in ``folder``, or is that of ``last``, which this process has closed.
        """
        self._about = key_of(*about).hex()
        self._store = _list(folder) if folder else None
        self._site = _opened(site)
        self._mode = _mode()
        self._buffer = memoryview(bytearray(1 << 18))
        self._folders: set[str] = set()
        self._old: dict[str, FinishedPage] = {}
        self._new: dict[str, FinishedPage] = {}
        self._lines: dict[str, str] = {}
        """The pages of the old list as they stand in it."""
        self.zip = ""
        """What the build that made this list said of its zip."""
        if last and last._about == self._about and self._site >= 0:
            self._old = last._new
        elif self._store and not last:
            self._known(self._store)

    def key(self, *parts: str) -> str:
        """The key of a page that shows these things."""
        return key_of(self._about, *parts).hex()

    def take(self, path: str, key: str, site: str) -> FinishedPage | None:
        """Puts the page into the folder of the new site, if it was made of the same and its file is what it was.

        The new site gets the old file itself, which is on the disk already; a build never writes into a file that is there.
        """
        found = self._old.get(path)
        if not found or found.key != key:
            return None
        new = f"{site}/{path}"  # for a thousand pages a Path takes longer than the link
        with suppress(OSError):
            self._make_folder(os.path.dirname(new))
            try:
                os.link(path, new, src_dir_fd=self._site, follow_symlinks=False)
            except OSError:
                self._copy(path, new)
            if self._is_whole(new, found.seal):
                self._new[path] = found
                return found
        Path(new).unlink(missing_ok=True)
        return None

    def put(self, path: str, key: str, html: str, title: str, anchors: list[str], links: dict[str, dict[str, str]]) -> None:
        """Notes a page of this site."""
        seal = hashlib.sha256(html.encode("utf-8", "xmlcharrefreplace")).hexdigest()
        self._new[path] = FinishedPage(path, key, seal, title, anchors, links)

    def close(self, zip_made: str) -> None:
        """Keeps the list."""
        if self._store:
            old = self._old
            pages = (self._lines[path] if page is old.get(path) else _line(page) for path, page in self._new.items())
            keep(self._store, ["\n".join((_plain(zip_made), _plain(self._about), *pages)).encode()])
        self.stop()

    def stop(self) -> None:
        """Lets go of the old site."""
        site, self._site = self._site, -1
        if site >= 0:
            os.close(site)

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)

    def _copy(self, path: str, new: str) -> None:
        with open(path, "rb", opener=lambda path, flags: os.open(path, flags, dir_fd=self._site)) as old:
            Path(new).write_bytes(old.read())

    def _is_whole(self, file: str, seal: str) -> bool:
        """Whether a file is what its seal says, and no link to another one, and has the rights of a new one."""
        found = hashlib.sha256()
        with open(file, "rb", buffering=0, opener=lambda path, flags: os.open(path, flags | os.O_NOFOLLOW)) as opened:
            if os.fstat(opened.fileno()).st_mode != self._mode:
                return False
            while length := opened.readinto(self._buffer):
                found.update(self._buffer[:length])
        return found.hexdigest() == seal

    def _known(self, store: Path) -> None:
        with suppress(OSError, ValueError, TypeError):
            seal, about, *lines = store.read_text("utf-8").split("\n")
            if json.loads(about) == self._about and self._site >= 0:
                pages = list(map(_page, json.loads(f"[{','.join(lines)}]")))
                self._lines = {p.path: line for p, line in zip(pages, lines, strict=True)}
                self._old = {p.path: p for p in pages}
                self.zip = str(json.loads(seal))


def zip_seal(folder: Path | None) -> str:
    """What the last build said of its zip; empty where nothing is known."""
    with suppress(OSError, ValueError):
        if folder:
            with _list(folder).open(encoding="utf-8") as kept:
                seal = json.loads(kept.readline())
                return seal if isinstance(seal, str) else ""
    return ""


def _list(folder: Path) -> Path:
    return folder / "finished.jsonl"


def _line(page: FinishedPage) -> str:
    return _plain(list(vars(page).values()))


def _page(data: list[Any]) -> FinishedPage:
    page = FinishedPage(*data)
    if page.path.startswith("/") or ".." in page.path.split("/"):
        raise ValueError
    return page


def _opened(site: Path) -> int:
    with suppress(OSError, AttributeError):
        if {os.open, os.link} <= os.supports_dir_fd:
            return os.open(site, os.O_RDONLY | os.O_DIRECTORY)
    return -1


def _mode() -> int:
    """What a file is that this process makes: no link, and with the rights of a new one."""
    mask = os.umask(0)
    os.umask(mask)
    return stat.S_IFREG | 0o666 & ~mask
