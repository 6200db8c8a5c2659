"""HTML in a text that strangers write."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook

ALLOWED = re.compile(r"</?(?:sub|sup)>|<br ?/?>")
"""The tags that may stand in a seed: without attributes, and harmless."""


def raw_html(handbook: Handbook) -> Iterator[Diagnostic]:
    """A seed holds Markdown; of HTML only ``<sub>``, ``<sup>`` and ``<br>``."""
    for prose, home in handbook.stretches:
        if home.section is None:
            continue
        for r in prose.raw:
            if r.kind in ("tag", "comment") and not ALLOWED.fullmatch(prose.source.text[r.start : r.end]):
                span = prose.source.span(r.start, r.end)
                if r.kind == "comment":
                    yield Diagnostic(
                        "raw-html", "a comment cannot stand in a seed", span, "take it out; whatever stands in a seed is public"
                    )
                else:
                    help = "write Markdown; a plain `<` before a number needs no care, before a letter write `\\<`"
                    yield Diagnostic("raw-html", "HTML cannot stand in a seed", span, help)
