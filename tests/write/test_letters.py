"""A list that is too long for one page becomes an overview and a page a letter, and nothing that leads there breaks."""

import posixpath
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handbook.model.site import OFFLINE, Page, Settings, Site
from handbook.pipeline import Checked, build, check
from handbook.settings import configured
from handbook.write import book
from handbook.write.book import letter
from tests.bench.generator import sample, write_project
from tests.harness import TODAY, project

ROOT = Path(__file__).parent.parent.parent
LISTS = ("bibliography", "glossary")
HREF = re.compile(r'\shref="([^"]*)"|\]\(<?([^()<>\s]*)>?\)')
ID = re.compile(r'\sid="([^"]+)"|\{ #([\w-]+)')
LARGEST = 300_000


def ids(page: Page) -> list[str]:
    """Every id on a page, in order."""
    return [a or b for a, b in ID.findall(page.markdown)]


def entries(page: Page) -> list[str]:
    """The ids of a list's entries."""
    return re.findall(r'<div class="hb-entry[^"]*" id="([^"]+)"', page.markdown)


def broken(site: Site, root: Path) -> list[str]:
    """Links of generated pages that lead to no page, file or id; the anchors of hand-written pages are theirs."""
    known = {p.path: set(ids(p)) for p in site.pages}
    by_hand = {p.path for p in site.pages if p.by_hand}
    files = (
        {OFFLINE} | {a.path for a in site.assets} | {p.relative_to(root / "docs").as_posix() for p in root.glob("docs/assets/**/*")}
    )
    out = []
    for page in site.pages:
        if page.by_hand or page.path == "contributing/errors.md":  # which shows wrong ones
            continue
        for link in {unescape(a or b) for a, b in HREF.findall(page.markdown)}:
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            to = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
            to = to.removesuffix(".html") + ".md" if to.endswith(".html") else to
            if (to not in known and to not in files) or (anchor and to not in by_hand and anchor not in known.get(to, ())):
                out.append(f"{page.path}: {link}")
    return out


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(ROOT, TODAY)


def written(checked: Checked, limit: int, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The real handbook with another limit."""
    monkeypatch.setattr(book, "LIMIT", limit)
    return build(checked, configured(ROOT))


def of(site: Site, name: str) -> tuple[Page, list[Page]]:
    """A list's own page and its pages of letters."""
    pages = {p.path: p for p in site.pages}
    return pages[f"{name}.md"], [p for path, p in pages.items() if path.startswith(f"{name}/")]


@pytest.mark.parametrize("name", LISTS)
def test_every_address_of_the_one_page_is_one_of_the_overview(name: str, checked: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link that somebody kept leads to its entry, in the same order, whether the list is one page or many."""
    (one, none), (overview, letters) = (of(written(checked, limit, monkeypatch), name) for limit in (10**9, 0))
    assert none == []
    assert entries(overview) == entries(one)
    assert set(ids(overview)) == set(ids(one))
    assert len(overview.markdown) < len(one.markdown)
    assert letters


@pytest.mark.parametrize("name", LISTS)
def test_each_letter_has_its_entries_whole(name: str, checked: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of letters hold each entry once, each under its letter, with all that leads to it."""
    (one, _), (overview, letters) = (of(written(checked, limit, monkeypatch), name) for limit in (10**9, 0))
    assert sorted(e for p in letters for e in entries(p)) == sorted(entries(one))
    h = checked.handbook
    names = {k: r.authors for k, r in h.references.items()} if name == "bibliography" else {k: t.name for k, t in h.terms.items()}
    for page in letters:
        assert {letter(names[e]) for e in entries(page)} == {page.title[-1]}, page.path
        assert page.path == f"{name}/{page.title[-1].lower()}.md"
        assert page.markdown.count('aria-current="page"') == 1
    assert Counter(re.findall(r"<q>[^<]*</q>", one.markdown)) == Counter(
        q for p in letters for q in re.findall(r"<q>[^<]*</q>", p.markdown)
    )
    assert "<q>" not in overview.markdown


@pytest.mark.parametrize("limit", [0, book.LIMIT, 10**9])
def test_no_link_breaks(limit: int, checked: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Split or not: every link that the compiler makes leads to a page that is there, and to an id on it."""
    found = broken(written(checked, limit, monkeypatch), ROOT)
    assert found == []


def test_a_thousand_pages(tmp_path: Path) -> None:
    """At a thousand pages both lists are split, no page is longer than 300 kB, and no link breaks."""
    root = tmp_path / "sample"
    write_project(sample(1000), root)
    checked = check(root, TODAY)
    assert checked.ok
    site = build(checked, Settings())
    assert all(of(site, name)[1] for name in LISTS)
    assert [(p.path, len(p.markdown)) for p in site.pages if len(p.markdown.encode()) > LARGEST] == []
    found = broken(site, root)
    assert found == []


@given(st.text())
@example("ßeta")
@example("ŉ")
@example("ǅ")
@example("")
def test_a_letter_is_one_of_a_to_z_or_nought(name: str) -> None:
    """Whatever a name begins with, its page has a name of one plain sign."""
    assert re.fullmatch("[A-Z0]", letter(name))


@pytest.mark.parametrize(
    ("name", "found"),
    {
        "ocrelizumab": "O",
        "Ödem": "O",
        "Å": "A",
        "ß": "S",
        "ﬁbre": "F",
        "…and so on": "A",
        "../../etc": "E",
        "“So”": "S",
        "4-aminopyridine": "0",
        "β-interferon": "0",
        "Рассеянный": "0",
        "!": "0",
        "／／／": "0",
    }.items(),
)
def test_letters_of_names(name: str, found: str) -> None:
    """Signs before the first letter and marks upon it do not count; what has no place in the alphabet is under nought."""
    assert letter(name) == found


def test_no_name_leaves_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms and authors of all scripts: pages in the folders alone, and every link holds."""
    names = ["../../etc/passwd", "4-aminopyridine", "Ödem", "Рассеянный склероз", "…?a", "/root", "C:drive", "ßeta", "a" * 50]
    terms = "".join(f"- id: term-{n}\n  term: {name!r}\n  plain: Some.\n  search: [word {n}]\n" for n, name in enumerate(names))
    works = "".join(
        f"- id: work-{n}\n  type: book\n  title: T\n  author: [{{family: {name!r}}}]\n"
        f"  issued: {{date-parts: [[2020]]}}\n  custom: {{design: cohort}}\n"
        for n, name in enumerate(names)
    )
    cites = "; ".join(f"@work-{n}" for n in range(len(names)))
    body = f"Some words on alemtuzumab [@paper-2020; {cites}].\n\n" + "\n\n".join(
        f"[word]{{term=term-{n}}} is." for n in range(len(names))
    )
    made = project(tmp_path).body(body)
    made.references((tmp_path / "seeds" / "references.yaml").read_text() + works)
    made.glossary((tmp_path / "seeds" / "glossary.yaml").read_text() + terms)
    for page in ("about/method", "about/evidence-scale"):
        made.page(f"{page}.md", "# A page\n")
    monkeypatch.setattr(book, "LIMIT", 0)
    checked = check(tmp_path, TODAY)
    assert made.check().codes == []
    site = build(checked, Settings())
    letters = {p.path for name in LISTS for p in of(site, name)[1]}
    assert letters >= {"glossary/0.md", "glossary/e.md", "glossary/o.md", "glossary/s.md", "glossary/r.md", "bibliography/0.md"}
    assert all(re.fullmatch(r"(?:bibliography|glossary)/[a-z0]\.md", path) for path in letters)
    found = broken(site, tmp_path)
    assert found == []


@pytest.mark.parametrize("key", ["about", "contributing", "search", "404", "downloads", "evidence"])
def test_a_topic_beside_a_page_that_is_made(key: str, tmp_path: Path) -> None:
    """A topic that has a name in common with the site's own pages takes no address of theirs."""
    made = project(tmp_path)
    made.topics((tmp_path / "seeds" / "topics.yaml").read_text().replace("key: care", f"key: '{key}'"))
    made.seed("one.md", (tmp_path / "seeds" / "one.md").read_text().replace("page=care/", f"page={key}/"))
    checked = check(tmp_path, TODAY)
    assert checked.ok
    paths = [p.path for p in build(checked, Settings()).pages]
    assert len(paths) == len(set(paths))
    assert f"{key}/index.md" in paths
