"""The one file that MkDocs loads: each event is a call to the compiler. Beside it only the other `mkdocs_*.py` know of MkDocs.

Imports of our own stand at the top on purpose: MkDocs has this folder on its path only while it loads the file.
"""

import gc
import logging
import sys
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

sys.path.insert(0, str(Path(__file__).parent))

import click
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from handbook.days import today
from handbook.handed import handed
from handbook.host.drawn import Drawn, Shelf
from handbook.host.finished import Finished
from handbook.host.templates import Templates, beside
from handbook.interrupts import has_loaded, interrupts_wait
from handbook.model.site import OFFLINE, FaultError, Settings, Site
from handbook.model.site import Page as SitePage
from handbook.read.memory import Memory
from handbook.settings import settings_of
from handbook.write.archive import Archive
from handbook.write.beside import Beside
from handbook.write.stage import Stage, StageError, begin, drop, put
from mkdocs_files import MadeFile, SiteFiles, check_anchors, replaced, with_own_place
from mkdocs_known import finished_for, shelf_for
from mkdocs_pages import DrawnPage, draw_ahead

sys.path.pop(0)

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_RARELY = 20_000
"""Things that are made before Python looks for garbage; at its usual 700 a build looks two hundred times, mostly in vain."""
_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")

log = logging.getLogger("mkdocs.hooks.handbook")


@dataclass
class _Serving:
    """What `mkdocs serve` carries from one build to the next; MkDocs loads this file once and keeps it."""

    on: bool = False
    good: Site | None = None
    fault: str = ""
    memory: Memory = field(default_factory=Memory)
    """What was read at the last change; most files are as they were."""
    finished: Finished | None = None
    """The pages of the last build, which the next one takes over where they show nothing new."""
    templates: dict[bytes, bytes] = field(default_factory=dict)
    """What was compiled of templates, even where Python may keep nothing."""


_serving = _Serving()


@dataclass
class _Building:
    """What is being built; and where, until the site is whole and takes the place of the old one."""

    on: bool = False
    site: Site = field(default_factory=lambda: Site((), ()))
    """What is built; kept here, for templates can see whatever is in MkDocs's own settings."""
    cache: Path | None = None
    shelf: Shelf | None = None
    stage: Stage | None = None
    config: MkDocsConfig | None = None
    whole: bool = False
    ahead: Beside[Drawn] | None = None
    archive: Archive | None = None
    finished: Finished | None = None
    templates: Templates | None = None
    made: list[tuple[SitePage, File]] = field(default_factory=list)
    files: Files = field(default_factory=lambda: Files(()))

    @interrupts_wait()
    def start(self, config: MkDocsConfig) -> None:
        """From here on MkDocs clears and fills a folder beside the old site. Raises PluginError where there can be none."""
        try:
            self.stage, self.config, self.whole = begin(Path(config.site_dir)), config, False
        except StageError as error:
            raise PluginError(f"\n{error}") from None
        config.site_dir = str(self.stage.new)

    @interrupts_wait()
    def finish(self) -> None:
        """Puts a whole site in its place, and lets `gh-deploy` take it from there. Raises Abort where that fails."""
        try:
            if self.stage and self.config and self.whole:
                put(self.stage, lasting=not _serving.on)
                self.config.site_dir = str(self.stage.target)
        except StageError as error:
            log.error("%s", error)
            raise Abort("Aborted: the site was not put in place") from None
        finally:
            self.drop()

    def close_ahead(self) -> None:
        """Nothing is left to draw, or everything has been given up."""
        ahead, self.ahead = self.ahead, None
        if ahead:
            ahead.close()

    @interrupts_wait()
    def drop(self) -> None:
        """Removes what is left."""
        self.close_ahead()
        if self.archive:
            self.archive.stop()
        if self.finished:
            self.finished.stop()
        if self.templates:
            self.templates.close()
        self.archive, self.finished, self.templates, self.files = None, None, None, Files(())
        stage, self.stage, self.whole = self.stage, None, False
        if stage:
            drop(stage)


_building = _Building()


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
    """Notes whether somebody is writing and watching; `serve --clean` calls itself a build, but has a folder of its own."""
    has_loaded()
    gc.unfreeze()
    gc.set_threshold(_RARELY)
    called = click.get_current_context(silent=True)
    _serving.on = command == "serve"
    _building.on = _serving.on or not (called and called.info_name == "serve")


def on_config(config: MkDocsConfig, **_: Any) -> MkDocsConfig:
    """Takes the stock templates and thirteen thousand icons off the list that MkDocs walks at every build: none is used."""
    config.theme.dirs = [d for d in config.theme.dirs if Path(d).parts[-2:] != ("material", "templates")]
    return config


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    """Reads and judges everything, before MkDocs clears the old site; faults end the build here.

    In `serve`, once there has been a good site, they do not: that site stays and says on each page what is wrong.
    """
    _building.drop()
    if not _serving.on:  # who is writing does not wait for a zip
        _building.archive = Archive(Path(config.site_dir, OFFLINE))
    root = Path(config.config_file_path).parent
    told = (config.extra.get("repository") or "", config.site_url or "", config.extra.get("version") or "")
    settings, memory = settings_of(root, *told), _serving.memory if _serving.on else None
    _building.cache = settings.cache
    try:
        site, said = handed(root, today(), settings) or _compiled(root, settings, memory)
        _serving.good, _serving.fault = site, ""
    except FaultError as fault:
        if not (_serving.on and _serving.good):
            raise PluginError(f"\n{fault}; the old site stays as it was") from None
        site, said, _serving.fault = _serving.good, "", str(fault)
        log.error("\n%s; the last good pages stay", fault)
    _building.site = site
    if said:
        log.info("%s; `make check` shows them", said)
    if _building.on:
        _building.start(config)


def _compiled(root: Path, settings: Settings, memory: Memory | None) -> tuple[Site, str]:
    """What nobody has handed over; the compiler takes a while to load, and mostly somebody has."""
    from handbook.compiled import compiled

    return compiled(root, today(), settings, memory)


def on_serve(server: "LiveReloadServer", config: MkDocsConfig, **_: Any) -> "LiveReloadServer":
    """Looks for changes ten times a second and not twice: most of the time that an author waits is waiting to be seen."""
    from watchdog.observers.polling import PollingObserver  # which a build does not need

    watched = [path for path in (config.docs_dir, config.config_file_path) if path]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=0.1)
    for path in watched:
        server.watch(path)
    return server


def _hand_over(files: Files, /, config: MkDocsConfig, **_: Any) -> Files:
    """Hands over the pages and files, each with the file that a reader would edit; what the theme ships is not used."""
    site = _building.site
    for file in [f for f in files if f.src_uri.startswith(_UNUSED)]:
        files.remove(file)
    _building.made = [(page, replaced(files, config, page.path, page.text, f"../{page.edit}")) for page in site.pages]
    for asset in site.assets:
        replaced(files, config, asset.path, asset.made, None, asset.digest)
    config.nav = site.nav
    return SiteFiles(files)


@event_priority(-100)
def _begin_writing(files: Files, /, config: MkDocsConfig, **_: Any) -> Files:
    """Every file is known now, and what of the last site is still good."""
    site, folder = _building.site, Path(config.site_dir)
    _building.shelf = shelf = shelf_for(_building.cache, files, config)
    finished = _building.finished = _finished(config)
    for file in with_own_place(files, config):
        if isinstance(file, MadeFile):
            file.finished = finished
    if _building.archive:
        _building.archive.begin(folder, folder / OFFLINE, finished.zip if finished else "", finished.taken if finished else ())
    titles = {
        path: title for entry in site.nav if isinstance(entry, dict) for title, path in entry.items() if isinstance(path, str)
    }
    made, _building.made = _building.made, []
    for page, file in made:
        drawn = DrawnPage(titles.get(page.path), file, config, shelf, page.by_hand, site.content, page.digest)
        drawn.update_date = site.reviewed or drawn.update_date  # in the sitemap; the day of the build would say nothing
    return files


on_files = CombinedEvent(_hand_over, _begin_writing)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files, **_: Any) -> Navigation:
    """Every page is known now, and none is drawn. What is no page is written: it is many bytes, and they are compressed meanwhile."""
    archive, _building.files = _building.archive, files
    for path in files.laid_out(config.site_dir) if isinstance(files, SiteFiles) else ():
        if archive:
            archive.soon(path)
    if archive:  # `serve` has few pages to draw, and threads of its own
        archive.expect(file.dest_uri for file in files.documentation_pages())
        _building.ahead = draw_ahead(files, config)
    return nav


def on_env(env: Environment, **_: Any) -> Environment:
    """Every page is drawn now, and the site is about to be written."""
    if _building.shelf:
        _building.shelf.close()
    _building.close_ahead()
    env.bytecode_cache = _building.templates = Templates(beside(__file__), _serving.templates)
    return env


def on_page_content(html: str, **_: Any) -> str:
    """The page as it is; in `serve`, what is wrong stands above the last good page, as text."""
    return f'<div class="hb-fault" role="alert"><pre>{escape(_serving.fault)}</pre></div>\n{html}' if _serving.fault else html


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """The pages before this one lie on the disk now."""
    if isinstance(page, DrawnPage):
        page.note(output)
    if _building.archive:
        _building.archive.next(page.file.dest_uri)
    return output


@event_priority(-100)
def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Puts what is left into the zip that the site offers, last of all."""
    files, _building.files = _building.files, Files(())
    archive = _building.archive
    finished, _building.finished = _building.finished, None
    if archive:
        archive.end()
    if finished:
        check_anchors(finished, files, config)
    made = archive.close() if archive else ""
    if finished:
        finished.close(made)
    _building.whole = True
    if _serving.on:
        _serving.finished = finished
        _building.finish()


def on_build_error(error: Exception, **_: Any) -> None:
    """What failed is not put in place, even if it failed last of all, in strict mode; a full disk is no traceback."""
    _building.whole = False
    if isinstance(error, OSError) and _building.stage:
        why = f"{error.strerror or error}{f' ({error.filename})' if error.filename else ''}"
        log.error("the site cannot be built in `%s`: %s; what was there stays as it was", _building.stage.target, why)
        raise Abort("Aborted: a file could not be read or written") from None


def on_shutdown(**_: Any) -> None:
    """The last event, however a build ended: what is left need not be looked through for garbage while Python ends."""
    _building.finish()
    gc.freeze()


def _finished(config: MkDocsConfig) -> Finished | None:
    """The pages of the last site."""
    if not (_building.stage and _building.shelf):
        return None
    folder = None if _serving.on else _building.cache
    target, shelf, site = _building.stage.target, _building.shelf, _building.site
    return finished_for(folder, target, config, shelf, site, _serving.fault, _serving.finished)
