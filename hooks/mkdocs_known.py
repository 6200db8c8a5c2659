"""What was drawn and finished before, and under which conditions it is still good."""

import hashlib
import json
import logging
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from handbook import host
from handbook.host.drawn import Shelf
from handbook.host.finished import Finished
from handbook.model.site import Site

log = logging.getLogger("mkdocs")

_DRAWN_BY = ("mkdocs", "markdown", "pymdown-extensions", "jinja2")
_ELSEWHERE = ("config_file_path", "docs_dir", "hooks", "nav", "plugins", "site_dir", "theme")
"""Settings that no page shows, or that are looked at in another way."""
_ASKS_FOR_MORE = re.compile(r"\{[{%](?:(?![%}]\}).)*\b(?:pages|build_date_utc|update_date)\b", re.DOTALL)
_OURS = "".join(p.read_text("utf-8") for folder in (__file__, host.__file__) for p in sorted(Path(folder).parent.glob("*.py")))
"""Our own part in the drawing: were it mended, pages that it drew before would stay wrong."""


def shelf_for(folder: Path | None, files: Files, config: MkDocsConfig) -> Shelf:
    """What was drawn before under the same conditions: the programs, their settings, and every page that a link can lead to."""
    addresses = hashlib.sha256("\0".join(sorted(f"{f.src_uri} {f.url}" for f in files)).encode("utf-8", "surrogatepass"))
    settings = json.dumps([config.markdown_extensions, config.mdx_configs, config.validation], default=repr, sort_keys=True)
    heard = str(log.getEffectiveLevel())  # a quiet build hears no complaint and must not keep one from a strict build
    return Shelf(folder, addresses.hexdigest(), settings, heard, _OURS, *(f"{name} {version(name)}" for name in _DRAWN_BY))


def finished_for(
    folder: Path | None, old: Path, config: MkDocsConfig, shelf: Shelf, site: Site, fault: str = "", last: Finished | None = None
) -> Finished:
    """The pages of the last site, which are of use under the same conditions: those of drawing, every template, every title.

    Where somebody has put in another plugin or hook, or a template that shows the day or other pages, nobody knows what
    pages depend on, and none is taken over.
    """
    templates = sorted(p for folder in config.theme.dirs for p in Path(folder).rglob("*") if p.suffix in (".html", ".xml"))
    settings = {name: value for name, value in config.items() if name not in _ELSEWHERE}
    settings["theme"] = {name: config.theme[name] for name in config.theme}
    titles = [(page.path, page.title, page.markdown if page.by_hand else "") for page in site.pages]
    here = Path(config.config_file_path).parent
    code = "".join((here / name).read_text("utf-8") for name in config.hooks)
    texts = {p: p.read_text("utf-8") for p in templates}
    alone = len(config.hooks) == 1 and set(config.plugins) == set(config.hooks)
    more = any(_ASKS_FOR_MORE.search(text) for p, text in texts.items() if p.name not in config.theme.static_templates)
    known = alone and not more
    return Finished(
        folder if known else None,
        old,
        fault,
        shelf.about.hex(),
        code,
        json.dumps([_shown(settings), site.nav, titles], sort_keys=True),
        *(f"{p.name}\0{text}" for p, text in texts.items()),
        last=last if known else None,
    )


def _shown(value: Any) -> Any:
    """A setting as what JSON can hold."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_shown(x) for x in value]
    if hasattr(value, "items"):
        return {str(name): _shown(x) for name, x in value.items()}
    return str(value)
