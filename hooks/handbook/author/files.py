"""A file that is changed line by line: byte order mark, line ends and every other line stay as they were."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from handbook.author.refused import RefusedError

_END = re.compile(r"(\r\n|\r|\n)")
_MARK = b"\xef\xbb\xbf"


@dataclass
class Lines:
    """The lines of one file without their ends, and the ends beside them."""

    path: Path
    lines: list[str]
    ends: list[str]
    mark: bytes = b""

    @classmethod
    def of(cls, path: Path) -> "Lines":
        """The file as it lies on disk, which must be UTF-8."""
        data = path.read_bytes()
        parts = _END.split(data.removeprefix(_MARK).decode("utf-8"))
        return cls(path.resolve(), parts[::2], [*parts[1::2], ""], _MARK if data.startswith(_MARK) else b"")

    @property
    def text(self) -> str:
        """The text as the compiler reads it: line ends made one, no mark."""
        return "\n".join(self.lines)

    @property
    def end(self) -> str:
        """The line end that the file uses."""
        return next((e for e in self.ends if e), "\n")

    def close(self) -> None:
        """Ends the last line, so that another can follow."""
        if self.lines[-1]:
            self.ends[-1] = self.end
            self.lines.append("")
            self.ends.append("")

    def insert(self, at: int, new: list[str]) -> None:
        """Puts lines before the one with index ``at`` (from 0)."""
        if at >= len(self.lines):
            self.close()
            at = len(self.lines) - 1
        self.lines[at:at] = new
        self.ends[at:at] = [self.end] * len(new)

    def save(self) -> None:
        """Writes the file whole or not at all."""
        text = "".join(line + end for line, end in zip(self.lines, self.ends, strict=True))
        put(self.path, self.mark + text.encode("utf-8"))


def put(path: Path, content: bytes) -> None:
    """Writes beside the place and moves it there, so that nobody meets half a file; the file's mode stays."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(content)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as e:
        beside.unlink(missing_ok=True)
        raise RefusedError(f"`{path.name}` cannot be written: {os.strerror(e.errno or 0)}") from e
