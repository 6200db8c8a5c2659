"""The same handbook under three hosts: ``handbook write`` gives a folder that each of them builds to the same pages.

What a host adds or leaves out on its own account is not compared: its scripts and style sheets, the order of
attributes, and the marks around code. All that a reader or a link can reach inside an article is.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

ROOT = Path(__file__).parent.parent.parent
HOSTS = ("mkdocs", "properdocs", "zensical")


@dataclass
class _Article(HTMLParser):
    """What can be reached inside the article of one page, and the menu beside it."""

    path: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    cites: list[tuple[str, str]] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    menu: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.inside = self.aside = False
        self.cite = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {k: v or "" for k, v in attrs}
        self.inside = self.inside or tag == "article"
        self.aside = self.aside or (tag == "nav" and at.get("id") == "hb-nav")
        if self.aside and tag == "a":
            self.menu.append((self._target(at["href"]), at.get("aria-current", "")))
        if not self.inside:
            return
        if "id" in at:
            self.ids.append(at["id"])
        if "popover" in at:
            self.cards.append(at["id"])
        if "popovertarget" in at:
            self.asked.append(at["popovertarget"])
        if tag == "a" and "href" in at:
            self.links.append(self._target(at["href"]))
        if at.get("class") == "hb-cite":
            self.cite = at["popovertarget"]

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "article"
        self.aside = self.aside and tag != "nav"
        if tag == "button":
            self.cite = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.letters += "".join(data.split())  # colouring cuts code into pieces, but not into other letters
        if self.cite:
            self.cites.append((self.cite, data))

    def _target(self, href: str) -> str:
        """Where a link leads, below the site: hosts may write ``page.html`` or ``./page.html``."""
        path, mark, anchor = href.partition("#")
        if "://" in path or path.startswith("mailto:"):
            return href
        return (normpath(join(dirname(self.path), path)) if path else self.path) + mark + anchor


def _articles(site: Path) -> dict[str, _Article]:
    out = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        out[name] = _Article(name)
        out[name].feed(path.read_text("utf-8"))
    return out


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The written handbook."""
    to = tmp_path_factory.mktemp("hosts") / "tree"
    run = subprocess.run(
        [sys.executable, "-m", "handbook", "write", str(to)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return to


@pytest.fixture(scope="module")
def sites(tree: Path) -> dict[str, Path]:
    """The folder that each host makes of it, strictly and in a process of its own."""
    out = {}
    for host in HOSTS:
        project = shutil.copytree(tree, tree.with_name(host))
        run = subprocess.run(
            [sys.executable, "-m", host, "build", "--strict", "-f", "mkdocs.yml"],
            cwd=project,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, f"{host}: {run.stdout}{run.stderr}"
        out[host] = project / "site"
    return out


@pytest.fixture(scope="module")
def read(sites: dict[str, Path]) -> dict[str, dict[str, _Article]]:
    """The pages of each host, by their paths."""
    return {host: _articles(site) for host, site in sites.items()}


def test_the_tree_is_whole_and_knows_no_hook(tree: Path) -> None:
    said = (tree / "mkdocs.yml").read_text("utf-8")
    assert not [line for line in said.split("\n") if line.startswith(("hooks:", "watch:", "edit_uri:"))]
    assert str(ROOT) not in said
    for folder in ("docs/assets", "overrides"):
        own = {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}
        assert own <= {p.relative_to(tree).as_posix() for p in (tree / folder).rglob("*")}


def test_every_written_page_becomes_a_page_under_every_host(tree: Path, read: dict[str, dict[str, _Article]]) -> None:
    written = {p.relative_to(tree / "docs").with_suffix(".html").as_posix() for p in (tree / "docs").rglob("*.md")}
    assert len(written) > 20
    for host in HOSTS:
        assert written | {"404.html"} == set(read[host]), host


@pytest.mark.parametrize("host", HOSTS[1:])
@pytest.mark.parametrize("what", ["ids", "links", "cards", "asked", "cites", "letters", "menu"])
def test_every_host_shows_what_mkdocs_shows(read: dict[str, dict[str, _Article]], host: str, what: str) -> None:
    """Anchors, links, cards and who opens them, citation numbers, the text itself, and the menu: in one order."""
    assert sum(len(getattr(a, what)) for a in read["mkdocs"].values()) > 100, "this compares nothing"
    differing = [p for p, a in read["mkdocs"].items() if getattr(a, what) != getattr(read[host][p], what)]
    assert differing == []


@pytest.mark.parametrize("host", HOSTS)
def test_every_card_that_is_asked_for_is_on_its_page(read: dict[str, dict[str, _Article]], host: str) -> None:
    missing = [(p, c) for p, a in read[host].items() for c in a.asked if c not in a.cards]
    assert missing == []


@pytest.mark.parametrize("host", HOSTS)
def test_every_host_publishes_the_files_as_they_are(tree: Path, sites: dict[str, Path], host: str) -> None:
    files = [p.relative_to(tree / "docs") for p in (tree / "docs").rglob("*") if p.is_file() and p.suffix != ".md"]
    assert len(files) > 10
    assert [f.as_posix() for f in files if (sites[host] / f).read_bytes() != (tree / "docs" / f).read_bytes()] == []
