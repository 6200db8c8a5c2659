"""A page, and any other file, has the addresses that MkDocs would give it."""

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from handbook.host.finished import Finished, FinishedFile
from mkdocs_files import SiteFiles, replaced
from mkdocs_known import shelf_for
from mkdocs_pages import DrawnPage
from tests.host.test_held import config

SITES = (
    "https://example.org/",
    "https://example.org",
    "https://example.org/hand-book/v1/",
    "https://example.org/handbook",
    "http://user@example.org:8000/a/",
    "https://example.org/a/../b/",
    "https://example.org//a/",
    "https://example.org/a b/",
    "https://example.org/é/",
    "https://example.org/a/?x=/",
    "https://example.org/#x/",
    "https:///a/",
    "//example.org/",
    "/a/",
    "a/",
    "",
    None,
)
PATHS = (
    "index.md",
    "topic/page.md",
    "topic/a.b.md",
    "topic/a b.md",
    "topic/é.md",
    "topic/?.md",
    "topic/a:b.md",
    "c:d.md",
    "_/-.md",
)


@pytest.mark.parametrize("site", SITES)
def test_addresses_are_those_of_mkdocs(site: str | None) -> None:
    """Whatever the address of the site, and whatever a page is called."""
    config().plugins._current_plugin = "a test"  # MkDocs asks who makes a file
    shelf = shelf_for(None, SiteFiles(()), config())
    for path in PATHS:
        file = File.generated(config(), path, content="")
        known, plain = DrawnPage(None, file, config(), shelf, by_hand=False), Page(None, file, config())
        for page in (known, plain):
            page._set_canonical_url(site)
        assert (known.canonical_url, known.abs_url) == (plain.canonical_url, plain.abs_url)


OTHERS = (
    "README.md",
    "a/README.md",
    "a/README.js",
    "readme.md",
    "assets/handbook.json",
    "a.tar.gz",
    "a.markdown",
    "b/a.mkd",
    "a",
    "a/b.c/d.md",
)
ADDRESSES = ("src_uri", "src_path", "dest_uri", "dest_path", "url", "abs_dest_path", "name", "edit_uri", "inclusion")


@pytest.mark.parametrize("directories", [False, True])
def test_files_lie_where_mkdocs_would_put_them(directories: bool) -> None:
    """Whatever a file is called, and whether or not each page has a folder of its own."""
    settings: MkDocsConfig = config()
    settings.plugins._current_plugin, settings.use_directory_urls = "a test", directories
    for path in PATHS + OTHERS:
        plain = File.generated(settings, path, content="")
        plain.edit_uri = None
        made = replaced(Files(()), settings, path, "", None)
        assert [getattr(made, name) for name in ADDRESSES] == [getattr(plain, name) for name in ADDRESSES]
        assert made.is_documentation_page() == plain.is_documentation_page()


class _Takes(Finished):
    """A last site that has every file, and the paths of those that were taken."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def take(self, path: str, key: str, site: str) -> FinishedFile:
        self.asked.append(path)
        return FinishedFile(path, key, "", "", "")


def test_what_is_read_after_it_was_laid_out_is_not_laid_out_again(tmp_path: Path) -> None:
    """The file may be the very one of the old site, which is never written into."""
    settings: MkDocsConfig = config()
    settings.plugins._current_plugin, settings.site_dir = "a test", str(tmp_path)
    made = replaced(Files(()), settings, "assets/a.js", lambda: b"once", None, "its digest")
    made.finished = _Takes()
    made.copy_file()
    assert made.content_string == "once"
    made.copy_file()
    assert made.finished.asked == ["assets/a.js"]
    assert not any(tmp_path.iterdir())
