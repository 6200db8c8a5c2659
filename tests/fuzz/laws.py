"""What holds for every folder: diagnostics with true places, or a site that is safe, inside its folder, and the same twice."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from markdown import Markdown
from mkdocs.config import load_config

from handbook.compiled import compiled
from handbook.diagnostics.render import FORMATS
from handbook.model.site import Page, Settings, Site
from handbook.pipeline import Checked, build, check
from tests.harness import TODAY, shown

ROOT = Path(__file__).parent.parent.parent
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
NEVER = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "meta",
    "link",
    "frame",
    "math",
    "template",
    "audio",
    "video",
}
SCHEMES = {"", "http", "https", "mailto"}
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "srcset", "data", "poster", "background", "srcdoc"}


def judged(root: Path, write: bool = True) -> Checked:
    """Checks what lies below ``root``: no exception, every place inside its file, and, if wanted, a site where there is no error."""
    checked = check(root, TODAY)
    for d in checked.diagnostics:
        for span in (d.span, *(x.span for x in d.labels)):
            source = checked.sources.get(span.path)
            assert span.line >= 1, d
            assert span.column >= 1, d
            assert span.length >= 1, d
            if source is None:
                assert (span.line, span.column) == (1, 1) or d.code == "not-utf8", d
            else:
                assert span.line <= len(source.line_starts), d
                assert span.column + span.length - 1 <= max(len(source.line(span.line)), 1) + 1, d
    for rendered in FORMATS.values():
        rendered(checked.diagnostics, checked.sources).encode()
    assert list(checked.diagnostics) == sorted(set(checked.diagnostics), key=lambda d: (d.span, d.code, d.message))
    if write and checked.ok:
        build(checked, Settings())
    return checked


def built(checked: Checked, kept: Path, root: Path) -> Site:
    """The site of a handbook without errors, after its laws; ``kept`` is a folder for what is costly to make."""
    settings = Settings("https://example.org/a/b", "main", "https://example.org/", kept, "1")
    site = build(checked, settings)
    for _ in range(2):  # the second time with all that the first one left
        assert shown(compiled(root, TODAY, settings)[0]) == shown(site)
    paths = [p.path for p in site.pages] + [a.path for a in site.assets]
    assert len({p.casefold() for p in paths}) == len(paths)
    for path in paths:
        pure = PurePosixPath(path)
        assert not pure.is_absolute(), path
        assert str(pure) == path, path
        assert not {".", ".."} & set(pure.parts), path
        assert not re.search(r"[\\\0-\x1f\x7f:*?\"<>|]", path), path
    for asset in site.assets:
        if asset.path.endswith(".json"):
            json.loads(asset.content)
    for page in site.pages:
        page.markdown.encode()
        _safe(page)
    return site


@cache
def _markdown() -> Markdown:
    """As the project's own configuration has it."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


class _Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))

    def handle_decl(self, decl: str) -> Any:
        raise AssertionError(decl)


def _safe(page: Page) -> None:
    """Nothing in the page runs: no script, no handler, no address that is code, no picture from another host."""
    html = _markdown().reset().convert(FRONT.sub("", page.markdown, count=1))
    parsed = _Tags()
    parsed.feed(html)
    parsed.close()
    for tag, attributes in parsed.tags:
        shown = (page.path, tag, attributes)
        assert tag not in NEVER, shown
        for name, value in attributes.items():
            assert not name.startswith("on"), shown
            assert name != "srcdoc", shown
            if name in ADDRESSES:
                assert _scheme(value) in SCHEMES, shown
            if name in ("src", "srcset", "xlink:href"):
                assert not re.match(r"(?:https?:)?//", value), shown


def _scheme(address: str) -> str:
    """As a browser reads it, which passes over blanks and control characters."""
    try:
        return urlsplit(re.sub(r"[\0-\x20]", "", address)).scheme.lower()
    except ValueError:
        return ""
