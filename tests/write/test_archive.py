"""The zip that is filled while the site is being written."""

import zipfile
from pathlib import Path

from handbook.write.archive import Archive

PAGES = ("index.html", "topic/page.html", "a.html")


def built(site: Path) -> bytes:
    """A site written as a host does it: what is no page first, then page after page, each announced before it is there."""
    target = site / "assets" / "site.zip"
    archive = Archive(site, target)
    for page in PAGES:
        archive.next(site / page)
        (site / page).parent.mkdir(exist_ok=True)
        (site / page).write_text(f"<p>{page}</p>", "utf-8")
    (site / "late.xml").write_text("<x/>", "utf-8")
    archive.close()
    return target.read_bytes()


def test_every_file_is_in_the_zip_once_and_whole(tmp_path: Path) -> None:
    """Pages, what lies there before them and what comes after; not the zip itself. A second build in one process is the same."""
    one, other = tmp_path / "one", tmp_path / "other"
    for site in (one, other):
        (site / "assets").mkdir(parents=True)
        (site / "assets" / "style.css").write_text("p {}", "utf-8")
    assert built(one) == built(other)
    with zipfile.ZipFile(one / "assets" / "site.zip") as z:
        found = {name.partition("/")[2]: z.read(name) for name in z.namelist()}
        assert len(found) == len(z.namelist())
    assert found == {p.relative_to(one).as_posix(): p.read_bytes() for p in one.rglob("*") if p.is_file() and p.suffix != ".zip"}
