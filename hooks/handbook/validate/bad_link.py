"""A link that leads neither into the handbook nor to an address that it may link to."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook
from handbook.resolve.links import is_outside

_SCHEME = re.compile(r"\s*[A-Za-z][\w+.\-]*\s*:|//|\\|/")


def is_address(target: str) -> bool:
    """True for what has a scheme or begins at a root: it was never meant as a page of the handbook."""
    if target.startswith("#"):
        return "&" in target
    return not target or _SCHEME.match(target) is not None or "%" in target.partition("#")[0] or "&" in target


def bad_link(handbook: Handbook) -> Iterator[Diagnostic]:
    """Links go to http, https and mailto addresses, to anchors and to pages; images to files in ``docs/assets``."""
    for prose, home in handbook.stretches:
        for link in prose.links:
            target = link.target
            if link.image:
                if (
                    home.section is not None
                    or not re.fullmatch(r"(?:\.\./)*assets/[\w./-]+", target.value)
                    or ".." in target.value.lstrip("./")
                ):
                    yield Diagnostic(
                        "bad-link", "an image cannot stand here", target.span, "draw it as a chart, or describe it in words"
                    )
            elif is_address(target.value) and not is_outside(target.value):
                shown = target.value or "nothing"
                yield Diagnostic(
                    "bad-link",
                    f"the handbook does not link to `{shown}`",
                    target.span,
                    "link to https, http, mailto, `#section-id` or `topic/page`",
                )
