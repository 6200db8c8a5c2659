"""A hand-written page at the address of one that is made."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, Span
from handbook.model.handbook import Handbook
from handbook.resolve.bind import GENERATED


def duplicate_page(handbook: Handbook) -> Iterator[Diagnostic]:
    """No file in ``docs/`` takes the address of a made page, nor of another file that differs in case alone."""
    taken = {f"{path}.md".lower(): "a page made from the seeds" for path in handbook.pages}
    taken |= {f"{t.key.value}/index.md".lower(): "a page made from the seeds" for t in handbook.topics}
    taken |= dict.fromkeys(GENERATED, "a page that is made")
    for path, page in handbook.pages.items():
        if f"{path}.md" in GENERATED:
            message = f"`{path}` has the address of a page that is made"
            yield Diagnostic("duplicate-page", message, page.key.span, "give the page another key")
    for d in handbook.documents:
        if d.src.lower() in taken:
            message = f"`{d.src}` has the address of {taken[d.src.lower()]}"
            yield Diagnostic("duplicate-page", message, Span(d.prose.source.path), "give the file another name")
        taken.setdefault(d.src.lower(), f"`{d.src}`")
