"""Two keys in one citation, where each wants its own."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook

_KEY = re.compile(r"(?<![\w.@/\\])@[\w{]")


def citation_separator(handbook: Handbook) -> Iterator[Diagnostic]:
    """Between two citations of one bracket stands a semicolon."""
    for prose, _ in handbook.stretches:
        for key in (c.key for group in prose.citations for c in group.citations if _KEY.search(c.suffix)):
            yield Diagnostic(
                "citation-separator", f"another key follows `{key.value}`", key.span, "put a semicolon between them: [@one; @other]"
            )
