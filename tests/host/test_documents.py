"""Whoever draws a hand-written page reads of it what the compiler has read."""

from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data

from handbook.model.site import Settings
from handbook.pipeline import build, check
from tests.harness import TODAY, project

TITLES = [
    "no",
    "2020-01-01",
    "1_000",
    "0x1f",
    '"a: b"',
    "it's",
    "“Quoted”, and é",
    "a #b",
    "'# c'",
    "One & two",
    "5:30",
    "'!x'",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_the_same_words_to_every_reader(tmp_path: Path, title: str) -> None:
    """Other readers of YAML know other numbers, days and truths; and one of them is what MkDocs has."""
    made = project(tmp_path).page("x.md", f"---\ntitle: {title}\nhide: [toc]\n---\n# Heading\n\nText.\n")
    checked = check(made.root, TODAY)
    assert checked.ok
    page = next(p for p in build(checked, Settings()).pages if p.path == "x.md")
    text, front = get_data(page.markdown)
    assert front == {"title": page.title, "hide": ["toc"]}
    assert page.title.strip("'\"") == title.partition(" #")[0].strip("'\"")
    assert text.startswith("# Heading\n")


def test_a_title_that_says_nothing_is_none(tmp_path: Path) -> None:
    """It is told, and no reader has to make something of it."""
    assert ["mistyped-field"] == project(tmp_path).page(
        "x.md", "---\ntitle: ~\nhide: [toc]\n---\n# Heading\n\nText.\n"
    ).check().codes


@pytest.mark.parametrize("start", ["template: x.html\nhb: y\n", "Note: so it is.\n", "--- a\n", "---- \n", "***\n", ""])
@pytest.mark.parametrize("front", ["", "---\n---\n"])
def test_a_text_is_not_taken_for_front_matter(tmp_path: Path, front: str, start: str) -> None:
    """MkDocs would take lines with a colon at the very beginning for fields, and give them to its templates."""
    made = project(tmp_path).page("x.md", f"{front}{start}\n# Heading\n\nText.\n")
    checked = check(made.root, TODAY)
    assert checked.ok
    page = next(p for p in build(checked, Settings()).pages if p.path == "x.md")
    assert get_data(page.markdown) == (page.markdown.lstrip("\n"), {})
    assert page.markdown.lstrip("\n").startswith(f"{start}\n# Heading".lstrip("\n"))
