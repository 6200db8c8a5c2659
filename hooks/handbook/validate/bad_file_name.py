"""The names of files that people write: a page's becomes its address, and all are unpacked on machines of every kind."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, Span
from handbook.diagnostics.words import printable
from handbook.model.handbook import Handbook

_NAME = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|/|$))[a-z0-9][a-z0-9._-]{0,99}", re.IGNORECASE | re.ASCII)
_HELP = "letters a to z, digits, hyphens and full stops; no name that Windows keeps for itself"


def bad_file_name(handbook: Handbook) -> Iterator[Diagnostic]:
    """A page below ``docs/`` has a name that is the same in a link, in the menu, and in the zip on any machine.

    A seed can be checked out on any machine, beside the others.
    """
    for d in handbook.documents:
        if not _serves(d.src):
            yield Diagnostic(
                "bad-file-name", f"`{printable(d.src)}` cannot be the address of a page", Span(d.prose.source.path), _HELP
            )
    first: dict[str, str] = {}
    for path in sorted(seed.path for seed in handbook.manuscript.seeds):
        if not _serves(path):
            yield Diagnostic("bad-file-name", f"not every machine can have a file `{printable(path)}`", Span(path), _HELP)
        elif (other := first.setdefault(path.lower(), path)) != path:
            message = f"on some machines this is the same file as `{other}`"
            yield Diagnostic("bad-file-name", message, Span(path), "give one of them another name")


def _serves(path: str) -> bool:
    return all(_NAME.fullmatch(part) and not part.endswith(".") for part in path.split("/"))
