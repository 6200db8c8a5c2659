"""Two keys in one citation, where each wants its own."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook

_KEY = re.compile(r"(?<![\w.@/\\])@[\w{]")


def citation_separator(handbook: Handbook) -> Iterator[Diagnostic]:
    """Between two citations of one bracket stands a semicolon."""
    for use in handbook.citations:
        if _KEY.search(use.citation.suffix):
            key = use.citation.key
            yield Diagnostic(
                "citation-separator", f"another key follows `{key.value}`", key.span, "put a semicolon between them: [@one; @other]"
            )
