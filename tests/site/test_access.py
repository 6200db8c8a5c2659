"""Every page can be read and used by everybody: by key, at 400 % zoom, without JavaScript, under a strict policy."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from handbook.pipeline import check
from tests.site.conftest import ROOT

_HANDBOOK = check(ROOT, "2026-11-22").handbook
PAGES = [
    "index.html",
    "404.html",
    *(
        f"{name}.html"
        for name in ("bibliography", "glossary", "evidence", "changes", "questions", "timeline", "downloads", "search")
    ),
    *(f"{t.key.value}/index.html" for t in _HANDBOOK.topics),
    *(f"{path}.html" for path in _HANDBOOK.pages),
    *(d.src.removesuffix(".md") + ".html" for d in _HANDBOOK.documents if d.src != "index.md"),
]
TOPIC_PAGE = "mechanisms/anti-drug-antibodies.html"
_ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def faults(page: Page, rules: dict[str, Any] = _ALL) -> list[str]:
    """What axe finds, one line a rule."""
    found: Any = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]


@pytest.fixture(params=["light", "dark"])
def reader(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(color_scheme=request.param, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_no_page_has_a_violation(chromium: Browser, site: Path) -> None:
    """axe finds nothing on any page; in dark only colours can differ, so only their rules are run again."""
    page = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce").new_page()
    found = {}
    for name in PAGES:
        page.goto((site / name).as_uri())
        page.emulate_media(color_scheme="light")
        said = faults(page)
        page.emulate_media(color_scheme="dark")
        if said := said + faults(page, _COLOURS):
            found[name] = said
    page.context.close()
    assert found == {}


def test_no_violation_with_something_open(reader: Page, site: Path) -> None:
    """axe finds nothing with a card, the search and, on a phone, the menu open."""
    reader.goto((site / TOPIC_PAGE).as_uri())
    reader.locator("button.hb-term").first.click()
    assert faults(reader) == []
    reader.keyboard.press("Escape")
    reader.locator(".hb-search-open:visible").first.click()
    reader.keyboard.type("thyroid")
    expect(reader.locator("dialog[open] a").first).to_be_visible()
    assert faults(reader) == []
    reader.keyboard.press("Escape")
    reader.set_viewport_size({"width": 390, "height": 844})
    reader.locator("header button[popovertarget]:visible").first.click()
    assert faults(reader) == []


def test_no_page_scrolls_sideways_at_400_percent(chromium: Browser, site: Path) -> None:
    """At 320 CSS pixels, which is 400 % zoom, no page is wider than the window."""
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = []
    for name in PAGES:
        page.goto((site / name).as_uri())
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    context.close()
    assert wide == []


def test_everything_is_there_without_javascript(chromium: Browser, site: Path) -> None:
    """Without JavaScript both readings are shown, cards open and close, and search leads to a page that leads on."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / TOPIC_PAGE).as_uri())
    expect(page.locator(".hb-plain").first).to_be_visible()
    expect(page.locator(".hb-full").first).to_be_visible()
    term = page.locator("button.hb-term").first
    card = page.locator(f"#{term.get_attribute('popovertarget')}")
    term.click()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.locator(".hb-search-open:visible").first.click()
    expect(page.locator("article a[href*='glossary']").first).to_be_visible()
    context.close()


def test_every_control_of_a_page_is_reached_by_key(chromium: Browser, site: Path) -> None:
    """Tab reaches every link and button that is shown, in the order of the page, and the focus can be seen."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto((site / "derisking" / "thymus-and-palifermin.html").as_uri())
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, summary')].filter(e => e.checkVisibility({visibilityProperty: true})"
        " && e.tabIndex >= 0).length"
    )
    reached = page.evaluate("() => { window.seen = new Set(); addEventListener('focusin', e => seen.add(e.target)); }")
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
    reached = page.evaluate("[...seen].filter(e => e.matches('a[href], button, summary')).length")
    context.close()
    assert reached >= wanted


def test_the_policy_forbids_what_is_not_ours(chromium: Browser, site: Path) -> None:
    """Each page carries a policy that allows no other host and no inline script, and breaks it nowhere."""
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if "Content Security Policy" in m.text else None)
    for name in PAGES:
        page.goto((site / name).as_uri())
        policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content") or ""
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    context.close()
    assert said == []


def test_linked_data_is_what_the_page_says(chromium: Browser, site: Path) -> None:
    """A topic page's JSON-LD names the page and the works that it cites."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto((site / TOPIC_PAGE).as_uri())
    data = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert page.locator("h1").inner_text() == data["name"]
    assert page.locator(".hb-references > li").count() == len(data["citation"])
    context.close()
