"""Lines that four spaces turn into code, mostly by accident."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook


def indented_code(handbook: Handbook) -> Iterator[Diagnostic]:
    """Code in a seed is fenced."""
    for prose, home in handbook.stretches:
        if home.section is None:
            continue
        for r in prose.raw:
            if r.kind == "indented":
                yield Diagnostic(
                    "indented-code",
                    "four spaces make this line code",
                    prose.source.span(r.start, r.end),
                    "take the spaces away, or fence code with ```",
                )
