"""The one file that MkDocs loads, and the only one that imports it: each event is a call to the compiler.

Imports stand at the top on purpose: MkDocs has this folder on its path only while it loads the file.
"""

import logging
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from handbook.compiled import FaultError, compiled
from handbook.days import today
from handbook.model.site import Site
from handbook.settings import settings_of
from handbook.write.archive import archive
from handbook.write.downloads import OFFLINE

sys.path.pop(0)

_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")

log = logging.getLogger("mkdocs.hooks.handbook")


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    """Reads and judges everything, before MkDocs clears the old site; faults end the build here."""
    root = Path(config.config_file_path).parent
    told = (config.extra.get("repository") or "", config.site_url or "", config.extra.get("version") or "")
    try:
        config.extra["handbook"], said = compiled(root, today(), settings_of(root, *told))
    except FaultError as fault:
        raise PluginError(f"\n{fault}; the old site stays as it was") from None
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


@event_priority(-100)
def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Puts the finished site into the zip that it offers, last of all."""
    site = Path(config.site_dir)
    archive(site, site / OFFLINE)


def _replace(files: Files, config: MkDocsConfig, path: str, content: str | bytes, edit: str | None) -> None:
    old = files.get_file_from_path(path)
    if old:
        files.remove(old)
    made = File.generated(config, path, content=content)
    made.edit_uri = edit
    files.append(made)
