"""What came since the newest version: told in full, whatever was compared before."""

from collections.abc import Container
from pathlib import Path
from typing import Any

import pytest

from handbook.author.release import release
from handbook.compiled import compiled
from handbook.model.site import Settings, Site
from handbook.pipeline import check
from handbook.write import since
from handbook.write.book import Book
from handbook.write.exports import as_data
from tests.harness import SEED, TODAY, Project, project

OTHER = SEED.replace("steroid-cover", "other").replace("milder", "softer")


@pytest.fixture
def made(tmp_path: Path) -> Project:
    """Two seeds as a version has them, compiled once."""
    found = project(tmp_path).seed("one.md", SEED).seed("two.md", OTHER)
    release(tmp_path, check(tmp_path, TODAY).handbook, "2026-11-01")
    _site(found)
    return found


def _site(found: Project) -> Site:
    return compiled(found.root, TODAY, Settings(cache=found.root / ".cache"))[0]


def _changes(site: Site) -> str:
    return next(p.markdown for p in site.pages if p.path == "changes.md")


def test_a_seed_that_is_as_it_was_is_not_compared_again(made: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of its sections nothing is put into words that differed from none; an edited seed is compared at each build until it is known.

    One that is again as it was is known, as long as the store remembers it.
    """
    asked: list[list[str]] = []

    def data(book: Book, without: Container[str]) -> dict[str, Any]:
        found = as_data(book, without)
        asked.append([s["id"] for s in found["sections"]])
        return found

    monkeypatch.setattr(since, "as_data", data)
    assert "Nothing has changed" in _changes(_site(made))
    made.seed("two.md", OTHER.replace("softer", "harder"))
    first, second = _changes(_site(made)), _changes(_site(made))
    assert first == second
    assert "harder" in first
    made.seed("two.md", OTHER)
    assert "Nothing has changed" in _changes(_site(made))
    assert asked == [[], ["other"], ["other"], []]
