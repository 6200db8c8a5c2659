"""Finished files of the last site: taken over as they are where nothing has changed that they show."""

import hashlib
import json
import os
import stat
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from handbook.write.keep import keep
from handbook.write.store import key_of


class FinishedFile(NamedTuple):
    """What is known of a file of the last site, besides its content."""

    path: str
    """Below the site's folder, with forward slashes."""
    key: str
    """Hashes and names of all that it was made of, besides what all pages show."""
    seal: str
    """A hash of its content."""
    title: str
    more: str
    """Of a page its anchors and links, as JSON: few ask for them."""

    @property
    def anchors(self) -> list[str]:
        """What a link to the page may lead to."""
        anchors: list[str] = json.loads(self.more)[0]
        return anchors

    @property
    def links(self) -> dict[str, dict[str, str]]:
        """Anchors that the page links to, by the path of the page that has them; each with the link as written."""
        links: dict[str, dict[str, str]] = json.loads(self.more)[1]
        return links


class Finished:
    """The files of the last site that are whole and as its build left them, and a list of those of this one.

    The folder of the old site is held open: were another build to put its site there meanwhile, its files would not be
    taken for the old ones.
    """

    def __init__(self, folder: Path | None, site: Path, *about: str, last: "Finished | None" = None) -> None:
        """``about`` is everything besides a page's own content that pages show; where it is another, nothing is known.

        The list lies in ``folder``, or is that of ``last``, which this process has closed.
        """
        self._about = key_of(*about).hex()
        self._store = folder / "finished.json" if folder else None
        self._site = _opened(site)
        self._mode = _mode()
        self._folders: set[str] = set()
        self._old: dict[str, FinishedFile] = {}
        self._new: dict[str, FinishedFile] = {}
        self.taken: set[str] = set()
        """The paths of the files that were taken over."""
        self.zip = ""
        """What the last build said of its zip; empty where nothing is known."""
        self.sound = True
        """Whether each link of each page leads to an anchor that is there; who finds one that does not says so here."""
        self._was_sound = False
        if last and last._about == self._about and self._site >= 0:
            self._old, self._was_sound = last._new, last.sound
        elif self._store and not last and self._site >= 0:
            with suppress(OSError, ValueError, TypeError):
                self._read(self._store.read_text("ascii"))

    def take(self, path: str, key: str, site: str) -> FinishedFile | None:
        """Puts the file into the folder of the new site, if it was made of the same and is what it was.

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
                self.taken.add(path)
                return found
        Path(new).unlink(missing_ok=True)
        return None

    def put_file(self, path: str, key: str, content: bytes) -> None:
        """Notes a file of this site that is no page."""
        self._new[path] = FinishedFile(path, key, hashlib.sha256(content).hexdigest(), "", "")

    def put(self, path: str, key: str, html: str, title: str, anchors: list[str], links: dict[str, dict[str, str]]) -> None:
        """Notes a page of this site."""
        seal = hashlib.sha256(html.encode("utf-8", "xmlcharrefreplace")).hexdigest()
        self._new[path] = FinishedFile(path, key, seal, title, json.dumps([anchors, links]))

    def stays_sound(self, pages: Iterable[tuple[str, Collection[str]]]) -> bool:
        """Whether every link of the last site led to an anchor that was there, and each of these pages still has its own."""
        return self._was_sound and all((old := self._old.get(path)) and set(there).issuperset(old.anchors) for path, there in pages)

    def close(self, zip_made: str) -> None:
        """Keeps the list: a line with a hash of the others, one on all files together, and one of each file, read on demand."""
        if self._store:
            known = json.dumps([self._about, zip_made, self.sound, [file[:-1] for file in self._new.values()]])
            rest = "\n".join([known, *(file.more for file in self._new.values())])
            keep(self._store, [f"{key_of(rest).hex()}\n{rest}".encode("ascii")])
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
        opened = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            about = os.fstat(opened)
            return about.st_mode == self._mode and hashlib.sha256(os.read(opened, about.st_size + 1)).hexdigest() == seal
        finally:
            os.close(opened)

    def _read(self, kept: str) -> None:
        """The list of the last build. Raises ValueError or TypeError where it is not what that build wrote."""
        seal, _, rest = kept.partition("\n")
        known, *more = rest.split("\n")
        about, zip_made, sound, files = json.loads(known)
        if seal == key_of(rest).hex() and about == self._about:
            self.zip, self._was_sound = zip_made, sound
            self._old = {file[0]: FinishedFile._make((*file, m)) for file, m in zip(files, more, strict=True)}


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
