"""Files to text: every way in which a file can refuse to be text, reported and not raised."""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from handbook.diagnostics import Diagnostic, Source, Span

SEED = 2_000_000
"""Bytes; the largest that a seed may be, and most others. The longest one has a fiftieth of that."""
_HIDDEN = re.compile(
    r"[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Signs that turn, hide, break or command a text without being seen; zero-width joiners are left, some scripts need them."""


def read_text(root: Path, path: Path, report: Callable[[Diagnostic], None], largest: int = SEED) -> Source | None:
    """The text of one file below ``root``; None, and a report, where it has none that can be used."""
    name = path.relative_to(root).as_posix()
    shown = Span("".join(c if c.isprintable() else "�" for c in name))
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            report(Diagnostic("file-outside", "this link leads out of the handbook", shown, "put the file itself here"))
            return None
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            report(Diagnostic("unreadable-file", "this is not a regular file", shown, "put a text file here"))
            return None
        if status.st_size > largest:
            report(Diagnostic("file-too-large", f"{status.st_size} bytes; {largest} are the most", shown, "split it in two"))
            return None
        data = path.read_bytes()
    except (OSError, RuntimeError) as e:  # the latter for links in a ring
        number = e.errno if isinstance(e, OSError) else errno.ELOOP
        report(
            Diagnostic(
                "unreadable-file", f"it cannot be read: {os.strerror(number or 0)}", shown, "put a text file here, or take it out"
            )
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        before = data[: e.start].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        span = Source(name, before + " ").span(len(before))
        report(Diagnostic("not-utf8", f"byte 0x{data[e.start]:02x} is not UTF-8", span, "save the file in the encoding UTF-8"))
        return None
    source = Source(name, text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in set(source.text):
        if _HIDDEN.match(sign):
            message = f"an invisible character, U+{ord(sign):04X}, stands here"
            report(
                Diagnostic("hidden-character", message, source.span(source.text.index(sign)), "delete it and type the text anew")
            )
    return source


def below(root: Path, folder: str, suffix: str) -> Iterator[Path]:
    """The files below a folder whose name ends so, by name; what begins with a full stop is passed over."""
    top = root / folder
    found = (
        Path(where) / name
        for where, folders, names in os.walk(top, followlinks=False)
        for name in names
        if name.endswith(suffix) and not PurePosixPath(Path(where).relative_to(top).as_posix(), name).name.startswith(".")
    )
    return iter(sorted(found))
