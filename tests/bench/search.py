"""How soon a reader finds something, from a folder, in a real browser."""

import statistics
import time
from pathlib import Path


def first_result(site: Path, query: str, rounds: int) -> float:
    """Seconds from opening the search to its first result: the median."""
    from playwright.sync_api import sync_playwright

    from tests.site.browser import FLAGS, provide

    seconds = []
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=provide(), args=FLAGS)
        for _ in range(rounds):
            page = browser.new_page()
            page.goto((site / "index.html").as_uri())
            start = time.perf_counter()
            page.locator(".hb-search-open:visible").first.click()
            page.keyboard.type(query)
            page.locator("dialog[open] .hb-search-results a").first.wait_for()
            seconds.append(time.perf_counter() - start)
            page.close()
        browser.close()
    return statistics.median(seconds)
