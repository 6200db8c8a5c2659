"""The program that fills a zip, in a process of its own; `archive.py` tells it what, a line of JSON at a time.

The first line is the place of an earlier zip, which it reads meanwhile; the second a :class:`Task`. Then come lines of files:
of each its path below the folder, and whether the earlier zip has the very same; and at the end the word that it is whole.
Without this word nothing is ended: who gave the work is dead.
It answers with one line: the seal of the zip, or the fault as number, reason and file.
"""

import hashlib
import io
import json
import signal
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

END = "end"
_DAY = (1980, 1, 1, 0, 0, 0)
_FOLDER = "ms-therapy-handbook"
_LEVEL = 2
"""Of nine: a third of the time of the usual six, for a file that is a tenth larger."""


class Task(NamedTuple):
    """What is to be filled from where, and the seal that an earlier zip must have to be of use."""

    site: str
    target: str
    seal: str


def fill(task: Task, old: "Old", files: Iterator[tuple[str, bool]]) -> str:
    """Fills the zip and returns its seal; what the old one has is copied as it was compressed. Raises OSError."""
    old.must_be(task.seal)
    Path(task.target).parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(task.target, "w") as new:
        for path, same in files:
            name, file = f"{_FOLDER}/{path}", Path(task.site, path)
            content = None if same else file.read_bytes()
            if not old.copy(name, content, new):
                info = zipfile.ZipInfo(name, _DAY)
                info.external_attr, info.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
                new.writestr(info, file.read_bytes() if content is None else content, compresslevel=_LEVEL)  # else it would be six
    return _seal(Path(task.target).read_bytes())


class Old:
    """The zip of the last build, if it is still what that build made, and would be made the same today."""

    def __init__(self, place: str) -> None:
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._bytes, self._is = b"", ""
        if place:
            with suppress(Exception):  # it may be anything
                self._bytes = Path(place).read_bytes()
                self._is = _seal(self._bytes)
                with zipfile.ZipFile(io.BytesIO(self._bytes)) as old:
                    self._infos = {info.filename: info for info in old.infolist()}

    def must_be(self, seal: str) -> None:
        """Forgets a zip that has another seal."""
        if self._is != seal:
            self._infos.clear()

    def copy(self, name: str, content: bytes | None, new: zipfile.ZipFile) -> bool:
        """Adds a file with its header, which does not say where it stands; False where there is none of this name and content.

        Without a content it is known to be the same; to look costs a third of compressing it anew.
        """
        info = self._infos.pop(name, None)
        if not info or not new.fp:
            return False
        start, packed = info.header_offset, info.header_offset + len(info.FileHeader())
        end = packed + info.compress_size
        if content is not None and (
            info.file_size != len(content) or zlib.decompress(self._bytes[packed:end], -zlib.MAX_WBITS) != content
        ):
            return False
        info.header_offset = new.fp.tell()
        new.fp.write(self._bytes[start:end])
        new.filelist.append(info)
        new.NameToInfo[name] = info
        new.start_dir = new.fp.tell()
        return True


def _seal(content: bytes) -> str:
    """A hash of a zip and of all that makes it what it is besides the files: this program and its compressor."""
    made_by = f"{zlib.ZLIB_RUNTIME_VERSION} {sys.version} {Path(__file__).read_text('utf-8')}"
    return hashlib.sha256(hashlib.sha256(made_by.encode()).digest() + hashlib.sha256(content).digest()).hexdigest()


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
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
