"""A page of the last site is taken over as it is, or not at all: never another one, and never a fault."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.host.finished import Finished
from handbook.write.store import key_of

HTML = "<h1>Ü</h1>\n"
LINKS = {"b.md": {"x": "b.md#x"}}


class _Site:
    """A site of one page, and a list of it."""

    def __init__(self, root: Path) -> None:
        self.root, self.site, self.cache, self.new = root, root / "site", root / "cache", root / "new"
        page = self.site / "a" / "a.html"
        page.parent.mkdir(parents=True)
        page.write_text(HTML, "utf-8")
        made = self.opened()
        made.put("a/a.html", "# Ü", HTML, "Ü", ["x"], LINKS)
        made.close("zip")

    def opened(self, *about: str) -> Finished:
        return Finished(self.cache, self.site, "as always", *about)

    def taken(self, markdown: str = "# Ü", *about: str) -> str | None:
        """What the next site has of the page."""
        finished = self.opened(*about)
        page = finished.take("a/a.html", markdown, str(self.new))
        finished.stop()
        there = self.new / "a" / "a.html"
        assert (page is not None) == there.exists()
        return there.read_text("utf-8") if there.exists() else None


@pytest.fixture
def site(tmp_path: Path) -> _Site:
    return _Site(tmp_path)


def test_a_page_of_the_same_words_is_taken_over(site: _Site) -> None:
    """With its file, which is not written again, and all that is known of it; the zip is known too."""
    finished = site.opened()
    page = finished.take("a/a.html", "# Ü", str(site.new))
    assert page
    assert (page.title, page.anchors, page.links, finished.zip) == ("Ü", ["x"], LINKS, "zip")
    assert (site.new / "a" / "a.html").samefile(site.site / "a" / "a.html")
    finished.close("another")
    assert site.opened().zip == "another"
    assert site.taken() == HTML


@pytest.mark.parametrize("sound", [True, False])
def test_links_are_sound_as_long_as_no_anchor_goes(sound: bool, site: _Site) -> None:
    """Those of the last site were, and the page has all the anchors that it had; of any other page nobody knows."""
    finished = site.opened()
    finished.put("a/a.html", "# Ü", HTML, "Ü", ["x", "y"], LINKS)
    finished.sound = sound
    finished.close("")
    next = site.opened()
    assert next.stays_sound([]) == next.stays_sound([("a/a.html", ["y", "x", "z"])]) == sound
    assert not next.stays_sound([("a/a.html", ["x"])])
    assert not next.stays_sound([("a/a.html", ["x", "y"]), ("another.html", ["x", "y"])])
    next.stop()


def test_other_words_or_surroundings_are_another_page(site: _Site) -> None:
    """One letter in the page, or in anything that all pages show, and it is not taken."""
    assert site.taken("# U") is None
    assert site.taken("# Ü", "a template") is None
    assert site.opened("a template").zip == ""
    assert site.taken() == HTML


SPOILT: dict[str, Callable[[_Site], object]] = {
    "another letter": lambda s: (s.site / "a/a.html").write_text("<h1>U</h1>\n"),
    "cut": lambda s: os.truncate(s.site / "a/a.html", 4),
    "gone": lambda s: (s.site / "a/a.html").unlink(),
    "no site": lambda s: shutil.rmtree(s.site),
    "a folder": lambda s: ((s.site / "a/a.html").unlink(), (s.site / "a/a.html").mkdir()),
    "no cache": lambda s: shutil.rmtree(s.cache),
    "no list": lambda s: (s.cache / "finished.json").write_text("[1]"),
    "no JSON": lambda s: (s.cache / "finished.json").write_text("["),
    "no text": lambda s: (s.cache / "finished.json").write_bytes(b"\xff"),
    "a list of something else": lambda s: _kept(s, '["a", "zip", true, ["b"]]'),
    "a short entry": lambda s: _kept(s, '["a", "zip", true, [["a/a.html"]]]'),
    "one line too few": lambda s: _kept(s, (s.cache / "finished.json").read_text().split("\n")[1]),
}


def _kept(s: _Site, rest: str) -> None:
    (s.cache / "finished.json").write_text(f"{key_of(rest).hex()}\n{rest}")


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_what_is_not_as_it_was_left_is_not_taken(spoil: Callable[[_Site], object], site: _Site) -> None:
    """Whatever has happened to the old site or to the list: the page is made anew, and nothing of it lies about."""
    spoil(site)
    assert site.taken() is None


def test_a_site_that_comes_meanwhile_is_not_the_old_one(site: _Site) -> None:
    """Another build puts its site in the place of the old one: the page comes from the old one, or not at all."""
    finished = site.opened()
    site.site.rename(site.root / "gone")
    shutil.copytree(site.root / "gone", site.site)
    (site.site / "a" / "a.html").write_text("<h1>another</h1>")
    assert finished.take("a/a.html", "# Ü", str(site.new))
    assert (site.new / "a" / "a.html").read_text("utf-8") == HTML


def test_where_there_can_be_no_link_there_is_a_copy(site: _Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system may have no links, or the sites may lie on two."""

    def refused(*_: object, **__: object) -> None:
        raise OSError

    finished = site.opened()
    monkeypatch.setattr(os, "link", refused)
    assert finished.take("a/a.html", "# Ü", str(site.new))
    assert not (site.new / "a" / "a.html").samefile(site.site / "a" / "a.html")
    assert (site.new / "a" / "a.html").read_text("utf-8") == HTML
