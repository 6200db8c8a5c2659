"""The shelf of drawn pages gives back what was put, or nothing: never something else, and never a fault."""

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.host.drawn import Drawn, Shelf

PAGE = Drawn(
    "<p>ü</p>", [["Title", "title", 1, [["Below", "below", 2, []]]]], "Title", ["below", "title"], {"a.md": {"x": "a.md#x"}}
)
OTHER = Drawn("<p>2</p>", [], None, [], {})
TOC = st.recursive(
    st.builds(lambda t, n: [[t, t, n, []]], st.text(), st.integers(1, 6)), lambda toc: toc.map(lambda t: [["x", "y", 1, t]])
)
PAGES = st.builds(
    Drawn,
    st.text(),
    TOC,
    st.none() | st.text(),
    st.lists(st.text()),
    st.dictionaries(st.text(), st.dictionaries(st.text(), st.text())),
)


def shelved(folder: Path, *pages: tuple[str, str, Drawn]) -> None:
    """A build that puts these pages."""
    shelf = Shelf(folder, "as always")
    for path, markdown, drawn in pages:
        shelf.put(path, markdown, drawn)
    shelf.close()


def found(folder: Path, path: str = "a.md", markdown: str = "# A") -> Drawn | None:
    """What the next build finds."""
    shelf = Shelf(folder, "as always")
    try:
        return shelf.get(path, markdown)
    finally:
        shelf.close()


def kept(folder: Path) -> int:
    """Pages in the store."""
    with sqlite3.connect(folder / "drawn.sqlite") as store:
        return int(store.execute("SELECT count(*) FROM page").fetchone()[0])


@given(PAGES, st.text(), st.text())
def test_what_was_put_is_got(tmp_path: Path, page: Drawn, path: str, markdown: str) -> None:
    """Every part of a page comes back as it was; a text that is not Unicode may be lost, but is no fault."""
    shelved(tmp_path, (path, markdown, page))
    assert found(tmp_path, path, markdown) == page


def test_a_text_that_cannot_be_kept_is_no_fault(tmp_path: Path) -> None:
    """Half of a pair of signs has no form on a disk; the pages beside it are kept."""
    shelved(tmp_path, ("b.md", "\ud800", Drawn("\ud800", [], None, [], {})), ("a.md", "# A", PAGE))
    assert found(tmp_path, "b.md", "\ud800") is None
    assert found(tmp_path) == PAGE


def test_only_the_same_page_under_the_same_conditions_is_got(tmp_path: Path) -> None:
    """Another path, text or condition finds nothing; nor does one that only reads the same when put together."""
    shelf = Shelf(tmp_path, "one", "two")
    shelf.put("a.md", "# A", PAGE)
    shelf.close()
    for about, path, markdown in (
        (("one", "two"), "b.md", "# A"),
        (("one", "two"), "a.md", "# A "),
        (("one", "two"), "a.md\0# A", ""),
        (("one",), "a.md", "# A"),
        (("two", "one"), "a.md", "# A"),
        (("onetwo",), "a.md", "# A"),
        (("one", "two", ""), "a.md", "# A"),
    ):
        assert Shelf(tmp_path, *about).get(path, markdown) is None
    assert Shelf(tmp_path, "one", "two").get("a.md", "# A") == PAGE


def test_without_a_folder_nothing_is_kept() -> None:
    """A shelf that is nowhere takes everything and gives nothing."""
    shelf = Shelf(None)
    shelf.put("a.md", "# A", PAGE)
    assert shelf.get("a.md", "# A") is None
    shelf.close()


def _folder(at: Path) -> None:
    at.unlink()
    at.mkdir()


def _older(at: Path) -> None:
    at.unlink()
    with sqlite3.connect(at) as store:
        store.execute("CREATE TABLE page (key BLOB PRIMARY KEY, drawn TEXT)")
        store.execute("INSERT INTO page SELECT randomblob(16), '[]'")
    store.close()


def _other(at: Path) -> None:
    with sqlite3.connect(at) as store:
        store.execute("UPDATE page SET html = ?", ("<p>wrong</p>",))
    store.close()


def _null(at: Path) -> None:
    with sqlite3.connect(at) as store:
        store.execute("UPDATE page SET html = NULL, seal = NULL")
    store.close()


SPOILT = {
    "empty": lambda at: at.write_bytes(b""),
    "half": lambda at: at.write_bytes(at.read_bytes()[: at.stat().st_size // 2]),
    "no store": lambda at: at.write_bytes(b"something else\n" * 1000),
    "a folder": _folder,
    "gone": lambda at: at.unlink(),
    "of an older table": _older,
    "of other content": _other,
    "of no content": _null,
    "a link to nowhere": lambda at: (at.unlink(), at.symlink_to("nowhere")),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_store_is_no_store(spoil: object, tmp_path: Path) -> None:
    """Nothing is got, nothing is raised; and what is put next is kept, unless something stands in its place."""
    shelved(tmp_path, ("a.md", "# A", PAGE), ("b.md", "# B", OTHER))
    spoil(tmp_path / "drawn.sqlite")  # type: ignore[operator]
    assert found(tmp_path) is None
    shelved(tmp_path, ("a.md", "# A", PAGE))
    assert found(tmp_path) == (None if (tmp_path / "drawn.sqlite").is_dir() else PAGE)
    assert [p.name for p in tmp_path.iterdir()] == ["drawn.sqlite"]


def test_a_store_with_a_wrong_byte_anywhere_gives_the_page_or_nothing(tmp_path: Path) -> None:
    """A disk that forgets costs time; and the next build that puts something mends the store."""
    many = [(f"{n}.md", "# A", Drawn(f"<p>{n} {'word ' * 400}</p>", [], None, [], {})) for n in range(12)]
    shelved(tmp_path, *many)
    at, rng = tmp_path / "drawn.sqlite", random.Random(1)
    whole = at.read_bytes()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(rng.choice((1, 1, 40))):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        at.write_bytes(data)
        shelf = Shelf(tmp_path, "as always")
        for path, markdown, drawn in many:
            if shelf.get(path, markdown) not in (drawn, None):
                raise AssertionError(path)
            shelf.put(path, markdown, drawn)
        shelf.close()
        assert [found(tmp_path, p, m) for p, m, _ in many] == [d for _, _, d in many]


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder that may not be entered or written; not for an administrator, who may always."""
    folder = tmp_path / "closed"
    folder.mkdir()
    shelved(folder, ("a.md", "# A", PAGE))
    folder.chmod(0)
    if os.access(folder, os.X_OK):
        folder.chmod(0o755)
        pytest.skip("whoever runs this may enter everything")
    yield folder
    folder.chmod(0o755)


def test_a_folder_that_may_not_be_entered_is_none(closed: Path) -> None:
    """No right to read or write is no fault."""
    shelved(closed, ("a.md", "# A", PAGE))
    assert found(closed) is None


def test_a_file_in_the_place_of_the_folder_is_no_fault(tmp_path: Path) -> None:
    """The build goes on, and the file stays."""
    at = tmp_path / "cache"
    at.write_text("mine")
    shelved(at, ("a.md", "# A", PAGE))
    assert found(at) is None
    assert at.read_text() == "mine"


def test_what_is_used_stays_and_what_is_not_goes(tmp_path: Path) -> None:
    """Once something new is put, the store holds that and what this build used; without anything new it stays as it is."""
    shelved(tmp_path, *((f"{n}.md", "# A", OTHER) for n in range(5)))
    assert found(tmp_path, "0.md") == OTHER
    assert kept(tmp_path) == 5
    shelf = Shelf(tmp_path, "as always")
    assert shelf.get("1.md", "# A") == OTHER
    assert shelf.get("1.md", "# A") == OTHER
    assert shelf.get("2.md", "# A") == OTHER
    shelf.put("2.md", "# A", PAGE)
    shelf.put("new.md", "# A", PAGE)
    shelf.close()
    shelf.close()
    assert kept(tmp_path) == 3
    assert [found(tmp_path, f"{n}.md") for n in ("0", "1", "new")] == [None, OTHER, PAGE]


def test_two_shelves_at_once_do_not_meet(tmp_path: Path) -> None:
    """Two builds read and write side by side; the last one to close leaves its store whole, and nothing else lies there."""
    shelved(tmp_path, ("old.md", "# A", OTHER))
    one, two = Shelf(tmp_path, "as always"), Shelf(tmp_path, "as always")
    assert one.get("old.md", "# A") == two.get("old.md", "# A") == OTHER
    one.put("one.md", "# A", PAGE)
    two.put("two.md", "# A", PAGE)
    one.put("both.md", "# A", PAGE)
    one.close()
    assert [found(tmp_path, f"{n}.md") for n in ("old", "one", "two", "both")] == [OTHER, PAGE, None, PAGE]
    two.put("both.md", "# A", PAGE)
    two.close()
    assert found(tmp_path, "two.md") == found(tmp_path, "both.md") == PAGE
    assert [p.name for p in tmp_path.iterdir()] == ["drawn.sqlite"]


def test_what_a_killed_build_left_goes_in_the_end(tmp_path: Path) -> None:
    """A file beside the store that no build can still be writing is removed; a young one, and what is not ours, stays."""
    for name, age in (("drawn.1-aa", 7200), ("drawn.2-bb", 1), ("drawn.txt", 7200)):
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    shelved(tmp_path, ("a.md", "# A", PAGE))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["drawn.2-bb", "drawn.sqlite", "drawn.txt"]
