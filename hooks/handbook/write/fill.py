"""The program that fills a zip, in a process of its own; `archive.py` tells it what, a line of JSON at a time.

The first line is the place of an earlier zip, which it reads meanwhile; the second a :class:`Task`. Then come lines of files:
of each its path below the folder, and what is known of it; and at the end the word that it is whole. Without this word
nothing is ended: who gave the work is dead.
It answers with one line: the seal of the zip, or the fault as number, reason and file.
"""

import hashlib
import io
import json
import os
import signal
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import Any, NamedTuple

END = "end"
NEW, SAME, SOON = "new", "same", "soon"
"""Of a file: nothing is known; the earlier zip has the very same; its turn comes later, but it may be compressed already."""
_DAY = (1980, 1, 1, 0, 0, 0)
_FOLDER = "ms-therapy-handbook"
_PIECE = 1 << 20
_LEVEL = 2
"""Of nine: a third of the time of the usual six, for a file that is a tenth larger."""


class Task(NamedTuple):
    """What is to be filled from where, and the seal that an earlier zip must have to be of use."""

    site: str
    target: str
    seal: str


class Member(NamedTuple):
    """A file as it stands in the zip: its header and its compressed content."""

    info: zipfile.ZipInfo
    packed: bytes

    def put(self, new: zipfile.ZipFile) -> None:
        """Adds it; neither header nor content says where it stands."""
        assert new.fp
        self.info.header_offset = new.fp.tell()
        new.fp.write(self.packed)
        new.filelist.append(self.info)
        new.NameToInfo[self.info.filename] = self.info
        new.start_dir = new.fp.tell()


class _Hashed(io.FileIO):
    """A file that is hashed while it is written; nothing of it is written twice."""

    def __init__(self, place: str) -> None:
        super().__init__(place, "w")
        self.hash = hashlib.sha256()

    def write(self, data: Any, /) -> int:
        length = super().write(data)
        self.hash.update(data[:length])
        return length


def fill(task: Task, old: "Old", files: Iterator[tuple[str, str]]) -> str:
    """Fills the zip and returns its seal; what the old one has is copied as it was compressed. Raises OSError."""
    old.must_be(task.seal)
    ready: dict[str, tuple[bytes | None, Member]] = {}
    os.makedirs(os.path.dirname(task.target), exist_ok=True)
    hashed = _Hashed(task.target)
    with io.BufferedWriter(hashed, _PIECE) as target, zipfile.ZipFile(target, "w") as new:
        for path, known in files:
            name, file = f"{_FOLDER}/{path}", f"{task.site}/{path}"
            try:
                content = None if known == SAME else _read(file)
            except FileNotFoundError:
                if known == SOON:  # somebody has taken it away
                    continue
                raise
            before, member = ready.pop(path, (None, None))
            if not member or before != content:
                member = old.member(name, content) or _packed(name, _read(file) if content is None else content)
            if known == SOON:
                ready[path] = content, member
            else:
                member.put(new)
    return _seal(hashed.hash)


def _read(file: str) -> bytes:
    with open(file, "rb") as opened:
        return opened.read()


def _packed(name: str, content: bytes) -> Member:
    info = zipfile.ZipInfo(name, _DAY)
    info.external_attr, info.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(content) + deflate.flush()
    info.CRC, info.file_size, info.compress_size = zlib.crc32(content), len(content), len(packed)
    return Member(info, info.FileHeader() + packed)


class Old:
    """The zip of the last build, if it is still what that build made, and would be made the same today."""

    def __init__(self, place: str) -> None:
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._bytes, self._is = b"", ""
        if place:
            with suppress(Exception):  # it may be anything
                self._bytes = _read(place)
                self._is = _seal(hashlib.sha256(self._bytes))
                with zipfile.ZipFile(io.BytesIO(self._bytes)) as old:
                    self._infos = {info.filename: info for info in old.infolist()}

    def must_be(self, seal: str) -> None:
        """Forgets a zip that has another seal."""
        if self._is != seal:
            self._infos.clear()

    def member(self, name: str, content: bytes | None) -> Member | None:
        """A file with its header; None where there is none of this name and content.

        Without a content it is known to be the same; to look costs a third of compressing it anew.
        """
        info = self._infos.pop(name, None)
        if not info:
            return None
        start = info.header_offset
        packed = start + zipfile.sizeFileHeader + len(name.encode())  # type: ignore[attr-defined]  # it is there
        end = packed + info.compress_size
        if content is not None and (
            info.file_size != len(content) or zlib.decompress(self._bytes[packed:end], -zlib.MAX_WBITS) != content
        ):
            return None
        return Member(info, self._bytes[start:end])


def _seal(content: "hashlib._Hash") -> str:
    """A hash of a zip and of all that makes it what it is besides the files: this program and its compressor."""
    made_by = f"{zlib.ZLIB_RUNTIME_VERSION} {sys.version} ".encode() + _read(__file__)
    return hashlib.sha256(hashlib.sha256(made_by).digest() + content.digest()).hexdigest()


class _GoneError(Exception):
    """Who gave the work has ended before its end."""


def _said() -> Iterator[Any]:
    for line in sys.stdin:
        said = json.loads(line)
        if said == END:
            return
        yield said
    raise _GoneError


def main() -> None:
    """Does one task. An interruption is for who gave the work, who then ends this too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        old, files = Old(json.loads(sys.stdin.readline())), _said()
        answer: list[object] = [fill(Task(*next(files)), old, chain.from_iterable(files))]
    except OSError as e:
        answer = [e.errno, e.strerror or str(e), e.filename]
    except _GoneError:
        return
    print(json.dumps(answer), flush=True)
    os._exit(0)  # somebody waits, and there is nothing to tidy up


if __name__ == "__main__":
    main()
