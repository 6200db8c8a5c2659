"""A hand-written page at the address of one that is made."""

from collections.abc import Iterator

from handbook.diagnostics import Diagnostic, Span
from handbook.model.handbook import Handbook
from handbook.resolve.bind import GENERATED, GENERATED_IN


def duplicate_page(handbook: Handbook) -> Iterator[Diagnostic]:
    """No file in ``docs/`` takes the address of a made page, nor of another file that differs in case alone."""
    taken = {f"{path}.md".lower(): "a page made from the seeds" for path in handbook.pages}
    taken |= {f"{t.key.value}/index.md".lower(): "a page made from the seeds" for t in handbook.topics}
    taken |= dict.fromkeys(GENERATED, "a page that is made")
    for path, page in handbook.pages.items():
        if f"{path}.md" in GENERATED:
            message = f"`{path}` has the address of a page that is made"
            yield Diagnostic("duplicate-page", message, page.key.span, "give the page another key")
    for t in handbook.topics:
        if t.key.value in GENERATED_IN:
            message = f"`{t.key.value}` is the folder of pages that are made"
            yield Diagnostic("duplicate-page", message, t.key.span, "give the topic another key")
    for d in handbook.documents:
        if (folder := d.src.lower().partition("/"))[1] and folder[0] in GENERATED_IN:
            message = f"`{d.src}` lies in a folder of pages that are made"
            yield Diagnostic("duplicate-page", message, Span(d.prose.source.path), "put the file into another folder")
        if d.src.lower() in taken:
            message = f"`{d.src}` has the address of {taken[d.src.lower()]}"
            yield Diagnostic("duplicate-page", message, Span(d.prose.source.path), "give the file another name")
        taken.setdefault(d.src.lower(), f"`{d.src}`")
