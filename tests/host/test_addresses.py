"""A page has the addresses that MkDocs would give it."""

import pytest
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from mkdocs_files import SiteFiles
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
