"""What the generator writes: whole, strict, the same every time, and never half."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from handbook.pipeline import check
from tests.site.conftest import ROOT, build, copy_project


class _Links(HTMLParser):
    """Ids, links and what a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {k: v or "" for k, v in attrs}
        self.ids += [at[k] for k in ("id",) if k in at] + ([at["name"]] if tag == "a" and "name" in at else [])
        if tag == "a" and "href" in at:
            self.links.append(at["href"])
        if "src" in at:
            self.loads.append(at["src"])
        if tag == "link" and at.get("rel") not in ("canonical", "alternate"):
            self.loads.append(at.get("href", ""))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, _Links]:
    out = {}
    for path in site.rglob("*.html"):
        parsed = _Links()
        parsed.feed(path.read_text("utf-8"))
        out[path] = parsed
    return out


def test_every_page_of_the_outline_is_there(site: Path) -> None:
    """Each topic has its overview and each of its pages."""
    handbook = check(ROOT, "2026-11-22").handbook
    wanted = [f"{t.key.value}/index.html" for t in handbook.topics] + [f"{p}.html" for p in handbook.pages]
    assert [w for w in wanted if not (site / w).exists()] == []


def test_every_internal_link_and_anchor_resolves(site: Path, pages: dict[Path, _Links]) -> None:
    """A link within the site leads to a file that is there and to an id on it."""
    broken = []
    for path, parsed in pages.items():
        if path.name == "404.html":
            continue  # its links are absolute, for it is shown at any address
        for link in parsed.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.exists() or (parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids):
                broken.append(f"{path.relative_to(site)}: {link}")
    assert broken == []


def test_ids_are_unique_on_each_page(site: Path, pages: dict[Path, _Links]) -> None:
    """No page has one id twice."""
    twice = {str(p.relative_to(site)): sorted({i for i in x.ids if x.ids.count(i) > 1}) for p, x in pages.items()}
    assert {p: ids for p, ids in twice.items() if ids} == {}


def test_nothing_is_loaded_from_another_host(site: Path, pages: dict[Path, _Links]) -> None:
    """Scripts, styles and pictures are the site's own."""
    foreign = [f"{p.relative_to(site)}: {u}" for p, x in pages.items() for u in x.loads if re.match(r"(?:https?:)?//", u)]
    assert foreign == []


def test_a_broken_seed_keeps_the_old_site(site: Path, tmp_path: Path) -> None:
    """A fault ends the build with status 1, its place and no traceback, and the old site stays to the byte."""
    project = copy_project(tmp_path / "project")
    old = tmp_path / "old"
    shutil.copytree(site, old)
    seed = project / "seeds" / "after-alemtuzumab.md"
    seed.write_text(seed.read_text("utf-8").replace("[@boffa-2020", "[@bofa-2020", 1), "utf-8")
    run = build(project, old)
    assert run.returncode == 1
    assert "error[unresolved-citation] no reference has the key `bofa-2020`" in run.stderr
    assert "did you mean `boffa-2020`?" in run.stderr
    assert "Traceback" not in run.stderr
    assert _content(site) == _content(old)


def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    """Another folder, day, time zone and hash seed change nothing, whether the day is given or the machine's own."""
    other, last = tmp_path / "other", tmp_path / "last"
    given = {"SOURCE_DATE_EPOCH": "1795305600", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"}
    assert build(copy_project(tmp_path / "deep" / "er"), other, **given).returncode == 0
    given = {"SOURCE_DATE_EPOCH": "1890000000", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2"}
    assert build(copy_project(tmp_path / "elsewhere"), last, **given).returncode == 0
    assert _content(site) == _content(other) == _content(last)


def _content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
