"""Files to text: every way in which a file can refuse to be text, reported and not raised."""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from handbook.diagnostics import Diagnostic, Source, Span
from handbook.diagnostics.words import printable

SEED = 2_000_000
"""Bytes; the largest that a seed may be, and most others. The longest one has a fiftieth of that."""
_ALWAYS = (
    r"[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    r"\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_HIDDEN = re.compile(_ALWAYS + r"|(?<=[0-9A-Za-z])[\u200c\u200d]|[\u200c\u200d](?=[0-9A-Za-z])")
"""Signs that turn, hide, break or command a text without being seen. Zero-width joiners are left where no Latin letter is
beside them: some scripts need them."""
_SUSPECT = re.compile(_ALWAYS + r"|[\u200c\u200d]")
"""The same signs, joiners among them, whatever stands beside them."""
_BLANK = re.compile(r"\n[ \t]+(?=\n)")
"""A line that looks empty; all who read the text are to see it as an empty one."""
_PLAIN = bytes(n for n in range(128) if chr(n).isprintable())


def read_text(root: Path, path: Path, report: Callable[[Diagnostic], None], largest: int = SEED) -> Source | None:
    """The text of one file below ``root``; None, and a report, where it has none that can be used."""
    name = path.relative_to(root).as_posix()
    shown = Span(printable(name))
    if hidden(name) or "\n" in name:
        report(
            Diagnostic("unreadable-file", "its name holds an invisible character, or is not UTF-8", shown, "give it another name")
        )
        return None
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
    unified = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    source = Source(name, _BLANK.sub("\n", unified))
    for sign, at in hidden(source.text).items():
        report(Diagnostic("hidden-character", hides(sign), source.span(at), "delete it and type the text anew"))
    return source


def hidden(text: str) -> dict[str, int]:
    """The invisible characters of a text, and where each stands first."""
    signs = text.encode().translate(None, _PLAIN).decode() if text.isascii() else text  # which leaves next to nothing of it
    suspects = [sign for sign in set(signs) if _SUSPECT.match(sign)]  # few texts have any, and the rest is soon told
    plain = {sign: text.index(sign) for sign in suspects if not sign.isprintable() and _HIDDEN.match(sign)}
    joiner = _HIDDEN.search(text) if suspects and not plain else None
    return {joiner.group(): joiner.start()} if joiner else plain


def hides(sign: str) -> str:
    """What is said of an invisible character."""
    return f"an invisible character, U+{ord(sign):04X}, stands here"


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
