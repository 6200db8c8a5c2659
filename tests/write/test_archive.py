"""The zip that another process fills while the site is being written."""

import os
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from handbook.write.archive import Archive

PAGES = ("index.html", "topic/page.html", "a.html")


def built(site: Path, old: Path | None = None, seal: str = "", taken: Collection[str] = (), late: str = "late.xml") -> str:
    """A site written as a host does it: what is no page first, then page after page, each announced before it is there.

    Pages that are taken over are there from the beginning.
    """
    target = site / "assets" / "site.zip"
    _pages(site, *taken)
    archive = Archive(old)
    archive.begin(site, target, seal, taken)
    for path in ("assets/style.css", "assets/größe.css"):
        archive.soon(path)
    archive.expect(PAGES)
    for page in (page for page in PAGES if page not in taken):
        archive.next(page)
        _pages(site, page)
    if late:
        (site / late).write_text("<x/>", "utf-8")
    archive.end()
    try:
        return archive.close()
    finally:
        archive.stop()


def _pages(site: Path, *pages: str) -> None:
    for page in pages:
        (site / page).parent.mkdir(exist_ok=True)
        (site / page).write_text(f"<p>{page}</p>" * 50, "utf-8")


def folder(top: Path, name: str) -> Path:
    """A site with a file that is no page."""
    (top / name / "assets").mkdir(parents=True)
    for style in ("style.css", "größe.css"):
        (top / name / "assets" / style).write_text(f"/* {style} */" * 50, "utf-8")
    return top / name


def zipped(site: Path) -> Path:
    """Where its zip lies."""
    return site / "assets" / "site.zip"


def test_every_file_is_in_the_zip_once_and_whole(tmp_path: Path) -> None:
    """Pages, what lies there before them and what comes after; not the zip itself. A second build in one process is the same."""
    one, other = folder(tmp_path, "one"), folder(tmp_path, "other")
    assert built(one) == built(other)
    assert zipped(one).read_bytes() == zipped(other).read_bytes()
    with zipfile.ZipFile(zipped(one)) as z:
        assert z.testzip() is None
        found = {name.partition("/")[2]: z.read(name) for name in z.namelist()}
        assert len(found) == len(z.namelist())
    assert found == {p.relative_to(one).as_posix(): p.read_bytes() for p in one.rglob("*") if p.is_file() and p.suffix != ".zip"}


OLD: dict[str, Callable[[Path], object]] = {
    "as it was": lambda file: None,
    "gone": lambda file: file.unlink(),
    "cut": lambda file: os.truncate(file, file.stat().st_size // 2),
    "another": lambda file: file.write_bytes(file.read_bytes().replace(b"index.html", b"inbox.html")),
    "empty": lambda file: file.write_bytes(b""),
}


@pytest.mark.parametrize("spoil", OLD.values(), ids=OLD.keys())
def test_a_zip_with_parts_of_an_old_one_is_the_same(spoil: Callable[[Path], object], tmp_path: Path) -> None:
    """Whatever has become of the old zip: what is copied from it is what would have been compressed."""
    one, other = folder(tmp_path, "one"), folder(tmp_path, "other")
    seal = built(one)
    whole = zipped(one).read_bytes()
    spoil(zipped(one))
    assert built(other, zipped(one), seal, PAGES[1:]) == seal
    assert zipped(other).read_bytes() == whole


@pytest.mark.parametrize("drawn", [(), *((page,) for page in PAGES), PAGES[:2], PAGES[::2], PAGES[1:]], ids=str)
def test_whatever_was_taken_over_the_order_is_the_same(drawn: Collection[str], tmp_path: Path) -> None:
    """None, one, or some of the pages are drawn: each stands where it would if all were."""
    one, other = folder(tmp_path, "one"), folder(tmp_path, "other")
    seal = built(one, late="")
    assert built(other, zipped(one), seal, [page for page in PAGES if page not in drawn], late="") == seal
    assert zipped(other).read_bytes() == zipped(one).read_bytes()


def test_what_changes_after_it_was_looked_at_is_packed_as_it_is_at_last(tmp_path: Path) -> None:
    """A file may be compressed before its turn, and somebody may still write it anew."""
    site = folder(tmp_path, "one")
    archive = Archive()
    archive.begin(site, zipped(site))
    archive.soon("assets/style.css")
    archive.soon("assets/größe.css")
    archive._filling.stdin.flush()  # type: ignore[union-attr]
    (site / "assets" / "style.css").write_text("changed", "utf-8")
    (site / "assets" / "größe.css").unlink()
    archive.end()
    assert archive.close()
    archive.stop()
    with zipfile.ZipFile(zipped(site)) as z:
        assert {n.partition("/")[2]: z.read(n) for n in z.namelist()} == {"assets/style.css": b"changed"}


def test_a_page_that_nobody_expected_comes_last(tmp_path: Path) -> None:
    """What another hand adds is in the zip, and what it takes away is no fault."""
    site = folder(tmp_path, "one")
    archive = Archive()
    archive.begin(site, zipped(site))
    archive.expect(("gone.html", "index.html"))
    for page in ("more.html", "index.html"):
        archive.next(page)
        _pages(site, page)
    archive.end()
    archive.close()
    archive.stop()
    with zipfile.ZipFile(zipped(site)) as z:
        assert [name.partition("/")[2] for name in z.namelist()] == [
            "index.html",
            "assets/größe.css",
            "assets/style.css",
            "more.html",
        ]


def test_a_zip_of_another_make_is_not_copied_from(tmp_path: Path) -> None:
    """Under a seal that is not its own nothing is taken from a zip, even if it is one."""
    one, other = folder(tmp_path, "one"), folder(tmp_path, "other")
    built(one)
    with zipfile.ZipFile(zipped(one), "w") as z:
        z.writestr("ms-therapy-handbook/index.html", "another")
    built(other, zipped(one), "0" * 32, PAGES)
    with zipfile.ZipFile(zipped(other)) as z:
        assert z.read("ms-therapy-handbook/index.html") == (other / "index.html").read_bytes()


def test_a_zip_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    """Its place is taken by a folder: the one who closes hears of it, with the file's name."""
    site = folder(tmp_path, "one")
    zipped(site).mkdir()
    with pytest.raises(IsADirectoryError, match=r"site\.zip"):
        built(site)


def test_who_gives_up_leaves_no_process(tmp_path: Path) -> None:
    """After the stop nothing is written any more, and a second stop is no fault."""
    site = folder(tmp_path, "one")
    archive = Archive()
    archive.begin(site, zipped(site))
    archive.stop()
    archive.stop()
    assert archive._filling.returncode is not None
