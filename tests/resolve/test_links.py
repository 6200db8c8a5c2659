"""What a link within the handbook leads to, and what may be linked outside it."""

from pathlib import Path

import pytest

from handbook.model.handbook import Home
from handbook.resolve.links import find, is_outside
from tests.harness import BODY, project

PAGES = {
    p: Home(p, a, p, p)
    for p, a in (
        ("care/infusions.md", ""),
        ("care/index.md", ""),
        ("about/method.md", "*"),
        ("index.md", "*"),
        ("glossary.md", "*"),
    )
}
ANCHORS = {
    "steroid-cover": Home("care/infusions.md", "steroid-cover", "Steroids", "Infusions"),
    "bases": Home("about/method.md", "bases", "Bases", "Method"),
}


@pytest.mark.parametrize(
    ("target", "base", "expected"),
    [
        ("#steroid-cover", "", "care/infusions.md#steroid-cover"),
        ("#bases", "care/infusions.md", "about/method.md#bases"),
        ("#nothing", "", None),
        ("#", "", None),
        ("", "", None),
        ("care/infusions", "", "care/infusions.md"),
        ("care/infusions/", "", "care/infusions.md"),
        ("care", "", "care/index.md"),
        ("care/", "", "care/index.md"),
        ("glossary", "", "glossary.md"),
        ("care/nothing", "", None),
        ("Care/Infusions", "", None),
        ("care/infusions#steroid-cover", "", "care/infusions.md#steroid-cover"),
        ("care/infusions#bases", "", None),
        ("about/method.md", "index.md", "about/method.md"),
        ("method.md", "about/why.md", "about/method.md"),
        ("../index.md", "about/why.md", "index.md"),
        ("../../index.md", "about/why.md", None),
        ("/about/method.md", "index.md", None),
        ("method.md", "index.md", None),
        ("about/method.md#bases", "index.md", "about/method.md#bases"),
        ("about/method.md#anything", "index.md", "about/method.md#anything"),
        ("care/infusions.md#steroid-cover", "index.md", "care/infusions.md#steroid-cover"),
        ("care/infusions.md#anything", "index.md", None),
        ("care/infusions.html", "index.md", None),
        ("https://../index.md", "index.md", None),
        ("../care/infusions", "", None),
        ("two words", "", None),
    ],
)
def test_what_a_link_leads_to(target: str, base: str, expected: str | None) -> None:
    """``#id``, ``topic/page`` and ``file.md#id`` lead to one place or to none, never to a guess."""
    h = find(target, base, ANCHORS, PAGES)
    assert expected == (h and (f"{h.path}#{h.anchor}" if h.anchor not in ("", "*") else h.path))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://www.ema.europa.eu/en/x?y=1&z=2#a", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("mailto:me@example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("ftp://example.org", False),
        ("https:", False),
        ("https://", False),
        ("https://a b", False),
        ('https://a"b', False),
        ("https://a<b>", False),
        (" https://a", False),
        ("java\tscript:x", False),
    ],
)
def test_what_may_be_linked_outside(target: str, expected: bool) -> None:
    """Addresses are of http, https or mailto, and hold nothing that ends an attribute."""
    assert expected is is_outside(target)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:x",
        "//x.org",
        "/x",
        "\\\\x",
        "&#106;avascript:x",
        "%6aavascript:x",
        "file:///x",
        "ftp://x.org",
        "java&Tab;script:x",
        "",
    ],
)
def test_whatever_is_no_link_is_refused(tmp_path: Path, target: str) -> None:
    """No spelling of a target passes without leading to an allowed address or a place of the handbook."""
    for link in (f"[x]({target})", f"[x][y]\n\n[y]: {target or '<>'}", f'[x]({target} "title")'):
        result = project(tmp_path).body(f"{BODY}\n{link}\n").check()
        assert result.codes in (["bad-link"], ["unresolved-cross-reference"]), link


def test_links_are_bound_from_seeds_and_pages(tmp_path: Path) -> None:
    """A seed links by id and by topic/page, a hand-written page by path too; each link leads to one place."""
    made = project(tmp_path).body(f"{BODY}\n[](#steroid-cover) [](care/infusions) [](about/method.md#bases)\n")
    made.page(
        "about/method.md", "# Method\n\n## Bases\n\n[x](../care/infusions.md#steroid-cover) [y](#steroid-cover) [z](#bases)\n"
    )
    result = made.check()
    assert [] == result.codes
    assert () == result.handbook.missing_links
