"""HTML in a text that strangers write."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook

ALLOWED = re.compile(r"</?(?:sub|sup)>|<br ?/?>|<(?=[^A-Za-z/!?]|$)")
"""The tags that may stand in a seed: without attributes, and harmless."""


def raw_html(handbook: Handbook) -> Iterator[Diagnostic]:
    """A seed holds Markdown; of HTML only ``<sub>``, ``<sup>`` and ``<br>``."""
    for prose, home in handbook.stretches:
        if home.section is None:
            continue
        for r in prose.raw:
            if r.kind in ("tag", "comment") and not ALLOWED.fullmatch(prose.source.text[r.start : r.end]):
                what = "a comment" if r.kind == "comment" else "HTML"
                help = "write Markdown; a plain `<` before a number needs no care, before a letter write `\\<`"
                yield Diagnostic("raw-html", f"{what} cannot stand in a seed", prose.source.span(r.start, r.end), help)
            elif r.kind == "block-mark":
                yield Diagnostic(
                    "bad-block",
                    "`///` opens or closes no block here",
                    prose.source.span(r.start, r.end),
                    "one block does not hold another",
                )
