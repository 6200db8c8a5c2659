"""What was made before, by a key that is a hash of all that it was made of: safe to delete, and never wrong."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from handbook.write.keep import keep

_KEY = 16
_HEAD = _KEY + 8
"""Bytes before each entry: its key and its length."""
_PIECE = 1 << 20


class Store:
    """A file of entries: key, length, a seal (a hash of key and content: a disk may return what was never written), content.

    What was neither asked for nor put since the file was opened is not kept at the end. The content stays on the disk, so
    that a large store costs no memory.
    """

    def __init__(self, file: Path | None, about: bytes = b"") -> None:
        """Without a file, or with one that cannot be read, nothing is known. ``about`` is part of every key."""
        self._file, self._about = file, about
        self._old, self._places = _opened(file) if file else (None, {})
        self._used: dict[bytes, tuple[int, int]] = {}
        self._new: BinaryIO | None = None

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

    def put(self, key: bytes, content: bytes) -> None:
        """Keeps something."""
        if self._file:
            with suppress(OSError):
                self._new = self._new or tempfile.TemporaryFile()  # noqa: SIM115 — it is written to until the end
                self._new.writelines(_entry(key, key_of(key, content) + content))

    def close(self) -> None:
        """Puts what was got and what was put in the place of what lay there, where it is something else."""
        if self._file and (self._new or len(self._used) < len(self._places)):
            with suppress(OSError):  # a temporary folder may be full
                keep(self._file, self._whole())
        for file in (self._old, self._new):
            if file:
                with suppress(OSError):  # what it still had to write
                    file.close()

    def _whole(self) -> Iterator[bytes]:
        for key, place in self._used.items():
            yield from _entry(key, self._at(place))
        if self._new:
            self._new.seek(0)
            while piece := self._new.read(_PIECE):
                yield piece

    def _at(self, place: tuple[int, int]) -> bytes:
        begin, length = place
        if self._old:
            with suppress(OSError):
                self._old.seek(begin)
                return self._old.read(length)
        return b""


def key_of(*parts: bytes | str) -> bytes:
    """A hash of several things, each with its length, so that none runs into the next."""
    found = hashlib.sha256()  # for which processors have an instruction
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.digest()[:_KEY]


def _entry(key: bytes, sealed: bytes) -> tuple[bytes, bytes, bytes]:
    return key, len(sealed).to_bytes(_HEAD - _KEY), sealed


def _opened(file: Path) -> tuple[BinaryIO | None, dict[bytes, tuple[int, int]]]:
    """The file, and where in it each key's seal and content stand."""
    places: dict[bytes, tuple[int, int]] = {}
    try:
        opened = file.open("rb")
    except OSError:
        return None, places
    with suppress(OSError):
        end = opened.seek(0, SEEK_END)
        at = opened.seek(0)
        while len(head := opened.read(_HEAD)) == _HEAD and (length := int.from_bytes(head[_KEY:])) <= end - at - _HEAD:
            places[head[:_KEY]] = at + _HEAD, length
            at = opened.seek(at + _HEAD + length)
    return opened, places
