"""A reader's way through the handbook, on a phone and a desktop, over http and from a folder without a network."""

import re

from playwright.sync_api import Locator, Page, expect


def press(page: Page, target: Locator) -> None:
    """As the reader of this screen would: a tap on a phone, a click elsewhere."""
    phone = (page.viewport_size or {})["width"] < 600
    target.tap() if phone else target.click()


def test_a_term_card_opens_and_closes(page: Page, address: str) -> None:
    """A term opens its card by tap or click and by key; Escape and a press elsewhere close it."""
    page.goto(f"{address}/mechanisms/anti-drug-antibodies.html")
    term = page.locator("button.hb-term", has_text=re.compile("ADA|anti-drug")).first
    card = page.locator(f"#{term.get_attribute('popovertarget')}")
    press(page, term)
    expect(card).to_be_visible()
    expect(card).to_contain_text("anti-drug antibody")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    term.focus()
    page.keyboard.press("Enter")
    expect(card).to_be_visible()
    press(page, page.locator("h1"))
    expect(card).to_be_hidden()


def test_a_citation_leads_to_its_entry_and_back(page: Page, address: str) -> None:
    """A citation's card leads to the bibliography, whose back-link leads to the citing section."""
    page.goto(f"{address}/after-alemtuzumab/transplantation.html")
    cite = page.locator("button.hb-cite[popovertarget='hb-r-boffa-2020']").first
    press(page, cite)
    card = page.locator("#hb-r-boffa-2020")
    expect(card).to_be_visible()
    expect(card).to_contain_text("A report of three cases")
    press(page, card.locator(".hb-card-links a"))
    expect(page).to_have_url(re.compile(r"bibliography\.html#boffa-2020$"))
    entry = page.locator("[id='boffa-2020']")
    expect(entry).to_be_visible()
    if entry.locator("summary").count():
        press(page, entry.locator("summary"))
    link = entry.locator(".hb-backlinks a[href*='transplantation.html#']").first
    press(page, link)
    expect(page).to_have_url(re.compile(r"after-alemtuzumab/transplantation\.html#"))


def test_citation_card_by_key(page: Page, address: str) -> None:
    """A citation is reached and opened by key, and the focus comes back."""
    page.goto(f"{address}/after-alemtuzumab/transplantation.html")
    cite = page.locator("button.hb-cite").first
    cite.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{cite.get_attribute('popovertarget')}")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cite).to_be_focused()


def test_search_finds_a_brand(page: Page, address: str) -> None:
    """Searching for a brand shows what it is and leads to a page."""
    page.goto(f"{address}/index.html")
    press(page, page.locator(".hb-search-open:visible").first)
    page.keyboard.type("Lemtrada")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("alemtuzumab", ignore_case=True)
    press(page, dialog.locator("a[href*='.html']").first)
    expect(page.locator("h1")).to_be_visible()


def test_the_reading_switch_is_remembered(page: Page, address: str) -> None:
    """Plain words alone, then another page: still plain words alone."""
    page.goto(f"{address}/derisking/infusion-reactions.html")
    full = page.locator(".hb-full").first
    expect(full).to_be_visible()
    press(page, page.locator("label:has(input[name='hb-reading'][value='plain']):visible").first)
    expect(full).to_be_hidden()
    expect(page.locator(".hb-plain").first).to_be_visible()
    page.goto(f"{address}/derisking/monitoring.html")
    expect(page.locator(".hb-full").first).to_be_hidden()
