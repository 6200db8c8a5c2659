"""The search in a real browser: it folds as the index does, finds what readers mean, and needs no mouse."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from handbook.model.handbook import Line
from handbook.write.folding import stem, words
from handbook.write.postings import Worded
from handbook.write.search import Entry, search_index

ROOT = Path(__file__).parent.parent.parent
ASSETS = ROOT / "docs" / "assets"
FOLD = """text => {
  const { words, stem } = hbSearchWords.fold(hbSearchIndex.rules);
  return words(text).map((word) => [word, stem(word)]);
}"""
RANK = """([queries]) => {
  const engine = hbSearchCore.open(hbSearchIndex);
  return queries.map((query) => engine.search(query).pages.slice(0, 3).map((page) => page.url.replace(/\\.html$/, "")));
}"""


def queries() -> list[tuple[str, list[str]]]:
    """What readers type, and the pages that answer."""
    rows = (ROOT / "tests" / "site" / "search_queries.md").read_text("utf-8").splitlines()
    cells = [row.strip("| ").split(" | ") for row in rows if row.startswith("| ")]
    return [(query, re.findall("`([^`]+)`", pages)) for _, query, pages in cells[1:]]


@pytest.fixture(scope="module")
def scripts(chromium: Browser) -> Iterator[Page]:
    """An empty page with the scripts of the search and an empty index."""
    page = chromium.new_page()
    page.add_script_tag(content=search_index([Entry("p.html", "P", "T", "", Worded("P", "", Line(str)))], []))
    page.add_script_tag(path=ASSETS / "search-words.js")
    yield page
    page.close()


@given(st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=80))
def test_client_and_index_fold_alike(scripts: Page, text: str) -> None:
    """Any text has the same words and stems in the browser as in the index."""
    assert [[word, stem(word)] for word in words(text)] == scripts.evaluate(FOLD, text)


@given(
    st.text("abcdeghilmnorstuyz'-", max_size=60),
    st.sampled_from(["", "isation", "izes", "ours", "ies", "ing", "ied", "ation", "ae"]),
)
def test_client_and_index_fold_endings_alike(scripts: Page, text: str, end: str) -> None:
    """Words with the endings that folding is about are folded alike in the browser and in the index."""
    assert [[word, stem(word)] for word in words(text + end)] == scripts.evaluate(FOLD, text + end)


def test_client_and_index_fold_the_seeds_alike(scripts: Page) -> None:
    """Every word that the seeds use is folded alike in the browser and in the index."""
    for seed in sorted(p for p in (ROOT / "seeds").iterdir() if p.is_file()):
        text = seed.read_text("utf-8")
        assert [[word, stem(word)] for word in words(text)] == scripts.evaluate(FOLD, text)


def test_readers_find_the_page(site: Path, chromium: Browser) -> None:
    """Nineteen queries in twenty bring the page that answers them among the first three."""
    page = chromium.new_page()
    page.goto(f"{site.as_uri()}/search.html")
    page.wait_for_function("self.hbSearchIndex && self.hbSearchWords && self.hbSearchCore")
    found = page.evaluate(RANK, [[query for query, _ in queries()]])
    page.close()
    missed = [(query, pages) for (query, wanted), pages in zip(queries(), found, strict=True) if not set(wanted) & set(pages)]
    assert len(missed) <= len(queries()) // 20, missed


def test_search_needs_no_mouse(page: Page, address: str) -> None:
    """A key opens the search, arrows lead through what was found, Enter opens it, Escape goes back to where one was."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/derisking/monitoring.html")
    assert not [url for url in asked if "search-index" in url]
    opener = page.locator(".hb-search-open").first
    opener.focus()
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Search the handbook")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("ocrelizumb")
    expect(dialog.get_by_role("region", name="Definition")).to_contain_text("ocrelizumab")
    expect(dialog.get_by_role("status")).to_contain_text("Definition of ocrelizumab")
    expect(dialog.locator("mark").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(dialog.locator("a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(dialog.locator(".hb-found-section a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/[a-z-]+/[a-z-]+\.html#[a-z0-9-]+$"))
    expect(page.locator(":target")).to_be_visible()


def test_the_slash_can_be_given_back(page: Page, address: str) -> None:
    """Where a single key is in the way, it can be turned off, and stays off."""
    if (page.viewport_size or {"width": 0})["width"] < 600:
        return  # a screen without a keyboard, which does not offer it
    page.goto(f"{address}/derisking/monitoring.html")
    page.keyboard.press("/")
    page.locator(".hb-search-foot input").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("dialog[open]")).to_have_count(0)
