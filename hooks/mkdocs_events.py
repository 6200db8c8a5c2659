"""The one file that MkDocs loads, and the only one that imports it: each event is a call to the compiler.

Imports stand at the top on purpose: MkDocs has this folder on its path only while it loads the file.
"""

import logging
import sys
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Literal

sys.path.insert(0, str(Path(__file__).parent))

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from handbook.compiled import FaultError, compiled
from handbook.days import today
from handbook.model.site import Site
from handbook.settings import settings_of
from handbook.write.archive import archive
from handbook.write.downloads import OFFLINE

sys.path.pop(0)

_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")

log = logging.getLogger("mkdocs.hooks.handbook")


@dataclass
class _Serving:
    """What `mkdocs serve` carries from one build to the next; MkDocs loads this file once and keeps it."""

    on: bool = False
    good: Site | None = None
    fault: str = ""
    drawn: dict[str, tuple[str, str, Any, Any]] = field(default_factory=dict)
    """By path: the Markdown of a page, its HTML, its contents and its anchors. Drawing is most of the time of a build."""
    configured: int = 0
    """When the configuration was changed that the pages were drawn with."""


_serving = _Serving()


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
    """Notes whether somebody is writing and watching."""
    _serving.on = command == "serve"


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    """Reads and judges everything, before MkDocs clears the old site; faults end the build here.

    In `serve`, once there has been a good site, they do not: that site stays and says on each page what is wrong.
    """
    root = Path(config.config_file_path).parent
    told = (config.extra.get("repository") or "", config.site_url or "", config.extra.get("version") or "")
    try:
        site, said = compiled(root, today(), settings_of(root, *told))
        _serving.good, _serving.fault = site, ""
    except FaultError as fault:
        if not (_serving.on and _serving.good):
            raise PluginError(f"\n{fault}; the old site stays as it was") from None
        site, said, _serving.fault = _serving.good, "", str(fault)
        log.error("\n%s; the last good pages stay", fault)
    config.extra["handbook"], config.extra["content"] = site, site.content
    if _serving.configured != (changed := Path(config.config_file_path).stat().st_mtime_ns):
        _serving.configured, _serving.drawn = changed, {}
    if said:
        log.info("%s; `make check` shows them", said)


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Hands over the pages and files, each with the file that a reader would edit; what the theme ships is not used."""
    site: Site = config.extra["handbook"]
    for file in [f for f in files if f.src_uri.startswith(_UNUSED)]:
        files.remove(file)
    for page in site.pages:
        _replace(files, config, page.path, page.markdown, f"../{page.edit}")
    for asset in site.assets:
        _replace(files, config, asset.path, asset.content, None)
    config.nav = site.nav
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """In `serve`, leaves nothing to draw where a page is what it was; `on_page_content` has it still."""
    return "" if _serving.drawn.get(page.file.src_uri, ("",))[0] == markdown else markdown


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Outside `serve` the page as it is; there, drawn once, and what is wrong stands above the last good page, as text."""
    if _serving.on and page.markdown:
        _serving.drawn[page.file.src_uri] = (page.markdown, html, page.toc, page.present_anchor_ids)
    elif kept := _serving.drawn.get(page.file.src_uri):
        html, page.toc, page.present_anchor_ids = kept[1:]
    return f'<div class="hb-fault" role="alert"><pre>{escape(_serving.fault)}</pre></div>\n{html}' if _serving.fault else html


@event_priority(-100)
def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Puts the finished site into the zip that it offers, last of all."""
    site = Path(config.site_dir)
    archive(site, site / OFFLINE, settings_of(Path(config.config_file_path).parent).cache)


def _replace(files: Files, config: MkDocsConfig, path: str, content: str | bytes, edit: str | None) -> None:
    old = files.get_file_from_path(path)
    if old:
        files.remove(old)
    made = File.generated(config, path, content=content)
    made.edit_uri = edit
    files.append(made)
