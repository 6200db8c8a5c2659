"""What was made before, by a key that is a hash of all that it was made of: safe to delete, and never wrong."""

import hashlib
import os
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from handbook.write.keep import keep

_KEY = 16
_HEAD = _KEY + 8
"""Bytes before each entry: its key and its length."""
_PIECE = 1 << 20


class Store:
    """A file of entries: key, length, a seal (a hash of key and content: a disk may return what was never written), content.

    At the end new entries are put behind the old ones; a later entry of the same key is the one that counts. Once half of
    the file was neither asked for nor put since it was opened, it is written anew without that half. The content stays on
    the disk, so that a large store costs no memory.
    """

    def __init__(self, file: Path | None, about: bytes = b"") -> None:
        """Without a file, or with one that cannot be read, nothing is known. ``about`` is part of every key."""
        self._file, self._about = file, about
        self._old, self._places, self._end = _opened(file) if file else (None, {}, 0)
        self._used: dict[bytes, tuple[int, int]] = {}
        self._new: BinaryIO | None = None
        if self._old:  # which may be read for as long as somebody has the store
            weakref.finalize(self, self._old.close)

    @property
    def keeps(self) -> bool:
        """False where nothing is kept, and so nothing known."""
        return self._file is not None

    def key(self, *parts: bytes | str) -> bytes:
        """The key of what is made of these things."""
        return key_of(self._about, *parts)

    def get(self, key: bytes) -> bytes | None:
        """What was put under this key before the file was opened, if it was, and is whole."""
        if place := self._places.get(key):
            sealed = self._at(place)
            if sealed[:_KEY] == key_of(key, sealed[_KEY:]):
                self._used[key] = place
                return sealed[_KEY:]
        return None

    def has(self, key: bytes) -> bool:
        """Whether something was put under this key before; that it is whole is not said."""
        if place := self._places.get(key):
            self._used[key] = place
        return place is not None

    def put(self, key: bytes, content: bytes) -> None:
        """Keeps something."""
        if self._file:
            with suppress(OSError):
                self._new = self._new or tempfile.TemporaryFile()  # noqa: SIM115 — it is written to until the end
                self._new.writelines(_entry(key, key_of(key, content), content))

    def close(self) -> None:
        """Keeps what was put; what was there before can still be asked for."""
        used = sum(_HEAD + length for _, length in self._used.values())
        half = used < self._end // 2
        if self._file and (half or (self._new and not self._appended(self._file))):
            with suppress(OSError):  # a temporary folder may be full
                keep(self._file, self._whole())
        if self._new:
            with suppress(OSError):  # what it still had to write
                self._new.close()

    def drop(self) -> None:
        """Removes the file, which does not hold what was put into it."""
        if self._file:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def _appended(self, file: Path) -> bool:
        """Puts the new entries behind the old ones; False where these are few, or are not all that is there by now."""
        with suppress(OSError):
            if self._old and self._new and self._new.tell() <= self._end:
                there = os.fstat(self._old.fileno())
                if there.st_size == self._end and os.path.samestat(there, file.stat()):
                    self._new.seek(0)
                    new = self._new.read()
                    with file.open("ab", buffering=0) as whole:  # at one blow: another build may put its own there too
                        return whole.write(new) == len(new)
        return False

    def _whole(self) -> Iterator[bytes]:
        for key, place in self._used.items():
            sealed = self._at(place)
            yield from _entry(key, sealed[:_KEY], sealed[_KEY:])
        if self._new:
            self._new.seek(0)
            while piece := self._new.read(_PIECE):
                yield piece

    def _at(self, place: tuple[int, int]) -> bytes:
        """What stands there. A copy of the process shares the place up to which the file was read, so that stays as it is."""
        begin, length = place
        if self._old:
            with suppress(OSError):
                if hasattr(os, "pread"):
                    return os.pread(self._old.fileno(), length, begin)
                self._old.seek(begin)
                return self._old.read(length)
        return b""


def content_of(digest: str, store: Store) -> bytes | None:
    """The Markdown or the file that was kept under its hash; None where it is not there any more."""
    return store.get(store.key(digest))


def key_of(*parts: bytes | str) -> bytes:
    """A hash of several things, each with its length, so that none runs into the next."""
    found = hashlib.sha256()  # for which processors have an instruction
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.digest()[:_KEY]


def _entry(key: bytes, seal: bytes, content: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    return key, (len(seal) + len(content)).to_bytes(_HEAD - _KEY), seal, content


def _opened(file: Path) -> tuple[BinaryIO | None, dict[bytes, tuple[int, int]], int]:
    """The file, where in it each key's seal and content stand, and where the last of them ends."""
    places: dict[bytes, tuple[int, int]] = {}
    at = 0
    try:
        opened = file.open("rb", buffering=0)
    except OSError:
        return None, places, at
    with suppress(OSError):
        end = opened.seek(0, os.SEEK_END)
        opened.seek(0)
        while len(head := opened.read(_HEAD)) == _HEAD and (length := int.from_bytes(head[_KEY:])) <= end - at - _HEAD:
            places[head[:_KEY]] = at + _HEAD, length
            at = opened.seek(at + _HEAD + length)
    return opened, places, at
