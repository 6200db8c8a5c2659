"""The name of a hand-written page, which becomes its address."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, Span
from handbook.model.handbook import Handbook

_NAME = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|/|$))[a-z0-9][a-z0-9._-]{0,99}", re.IGNORECASE | re.ASCII)


def bad_file_name(handbook: Handbook) -> Iterator[Diagnostic]:
    """A page below ``docs/`` has a name that is the same in a link, in the menu, and in the zip on any machine."""
    for d in handbook.documents:
        if not all(_NAME.fullmatch(part) and not part.endswith(".") for part in d.src.split("/")):
            shown = "".join(c if c.isprintable() else "�" for c in d.src)
            help = "letters a to z, digits, hyphens and full stops; no name that Windows keeps for itself"
            yield Diagnostic("bad-file-name", f"`{shown}` cannot be the address of a page", Span(d.prose.source.path), help)
