"""Cards beyond the base: hover, placement, one at a time; and what else a script adds to a page."""

from playwright.sync_api import Page, expect

_OPEN = ".hb-card:popover-open"
_PAGE = "derisking/b-cell-depletion.html"


def phone(page: Page) -> bool:
    return (page.viewport_size or {})["width"] < 600


def test_one_card_is_open_at_a_time_and_stays_on_the_screen(page: Page, address: str) -> None:
    """Whichever of a page's cards is opened, it alone is open, and all of it is on the screen."""
    page.goto(f"{address}/{_PAGE}")
    buttons = page.locator("button[popovertarget^='hb-t-'], button[popovertarget^='hb-r-'], button.hb-badge")
    for n in range(0, buttons.count(), max(buttons.count() // 12, 1)):
        button = buttons.nth(n)
        if not button.is_visible():
            continue
        button.tap() if phone(page) else button.click()
        expect(page.locator(_OPEN)).to_have_count(1)
        page.locator(_OPEN).evaluate("card => Promise.all(card.getAnimations().map(a => a.finished))")
        box = page.locator(_OPEN).bounding_box()
        size = page.viewport_size
        assert box is not None
        assert size is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"] + 1
        assert box["y"] + box["height"] <= size["height"] + 1
        page.keyboard.press("Escape")
        expect(page.locator(_OPEN)).to_have_count(0)


def test_a_card_opens_on_hover_where_there_is_a_pointer(page: Page, address: str) -> None:
    """A pointer that rests on a term opens its card after a short while; leaving closes it."""
    if phone(page):
        return  # a finger does not hover
    page.goto(f"{address}/{_PAGE}")
    page.locator("button.hb-term").first.hover()
    expect(page.locator(_OPEN)).to_have_count(1)
    page.mouse.move(2, 2)
    expect(page.locator(_OPEN)).to_have_count(0)


def test_each_section_has_its_tools(page: Page, address: str) -> None:
    """Permanent link, edit and report stand in each section, and lead to it by its id and its line."""
    page.goto(f"{address}/{_PAGE}")
    sections = page.locator(".hb-facts").count()
    assert sections == page.locator(".hb-tools a.hb-permalink").count()
    assert "#L" in (page.locator("a.hb-edit").first.get_attribute("href") or "")
    assert "section=" in (page.locator("a.hb-report").first.get_attribute("href") or "")
    page.locator(".hb-tools summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("a.hb-permalink").first).to_be_visible()


def test_what_has_changed_can_be_narrowed_to_a_topic(page: Page, address: str) -> None:
    """A topic's button shows that topic's changes alone; the first button shows all again."""
    page.goto(f"{address}/changes.html")
    everything = page.locator(".hb-update:visible").count()
    page.locator(".hb-filter button[data-topic='mechanisms']").click()
    shown = page.locator(".hb-update:visible")
    assert 0 < shown.count() < everything
    assert shown.count() == page.locator(".hb-update[data-topic='mechanisms']").count()
    page.locator(".hb-filter button[data-topic='']").click()
    assert everything == page.locator(".hb-update:visible").count()
