"""A build that finds what earlier builds left gives the same site, to the byte, as one that finds nothing."""

import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from handbook.host.drawn import Drawn, Shelf
from tests.bench.generator import sample, write_project

PAGES = 40


class _Warm:
    """A sample that is built again after each change, and how many pages MkDocs drew for it the last time."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.drawn = root, 0
        get = Shelf.get

        def counted(*args: object) -> Drawn | None:
            kept = get(*args)  # type: ignore[arg-type]
            self.drawn += kept is None  # whoever draws it then
            return kept

        monkeypatch.setattr(Shelf, "get", counted)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")

    def build(self) -> dict[str, str]:
        """Each file of the site and a hash of it."""
        return self._built(self.root)

    def from_nothing(self) -> dict[str, str]:
        """The same of a copy that has no cache."""
        copy = self.root.with_name("copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.root, copy, ignore=shutil.ignore_patterns(".cache", "site"))
        drawn = self.drawn
        try:
            return self._built(copy)
        finally:
            self.drawn = drawn

    def _built(self, root: Path) -> dict[str, str]:
        self.drawn = 0
        config = load_config(str(root / "mkdocs.yml"), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        site = root / "site"
        return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in site.rglob("*") if p.is_file()}

    def change(self, path: str, old: str, new: str) -> None:
        at = self.root / path
        text = at.read_text("utf-8")
        assert old in text
        at.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Warm]:
    root = tmp_path_factory.mktemp("rebuild") / "sample"
    write_project(sample(PAGES), root)
    with pytest.MonkeyPatch.context() as patch:
        made = _Warm(root, patch)
        made.build()
        yield made


def _edited(w: _Warm) -> None:
    at = w.root / "seeds" / "topic-0.md"
    lines = at.read_text("utf-8").splitlines(keepends=True)
    n = next(n for n, line in enumerate(lines) if "[@" in line)
    lines[n] = lines[n].replace(". ", ". Another word here. ", 1)
    at.write_text("".join(lines), "utf-8")


_NEW = (
    "\n## New { #new page=topic-1/new basis=cohort as-of=2020 }\n\n/// plain\nA new one.\n///\n\nIt is new [@work-1], and []({}).\n"
)


def _outline(w: _Warm, change: Callable[[list[dict[str, object]]], object]) -> None:
    at = w.root / "seeds" / "topics.yaml"
    topics = [json.loads(line[2:]) for line in at.read_text("utf-8").splitlines()]
    change(topics[1]["pages"])
    at.write_text("".join(f"- {json.dumps(t)}\n" for t in topics), "utf-8")


def _added(w: _Warm) -> None:
    page: dict[str, object] = {"key": "new", "title": "New page", "question": "What is new?", "summary": "A page."}
    _outline(w, lambda pages: pages.append(page))
    at = w.root / "seeds" / "topic-1.md"
    at.write_text(at.read_text("utf-8") + _NEW.replace("{}", "#s-0-0"), "utf-8")


def _removed(w: _Warm) -> None:
    _outline(w, lambda pages: pages.pop())
    w.change("seeds/topic-1.md", _NEW.replace("{}", "#s-0-0"), "")


def _renamed(w: _Warm) -> None:
    w.change("seeds/glossary.yaml", '"term": "', '"term": "new')


def _cited(w: _Warm) -> None:
    w.change("seeds/references.yaml", '"title": "A study', '"title": "Another study')


def _retitled(w: _Warm) -> None:
    at = w.root / "seeds" / "topic-0.md"
    text = at.read_text("utf-8")
    head = next(line for line in text.splitlines() if "{ #s-0-0 " in line)
    w.change("seeds/topic-0.md", head, "## Another title { #s-0-0 " + head.split("{ #s-0-0 ")[1])


def _configured(w: _Warm) -> None:
    w.change("mkdocs.yml", "permalink: false", "permalink: true")


def _truncated(w: _Warm) -> None:
    at = w.root / ".cache" / "handbook" / "drawn.sqlite"
    at.write_bytes(at.read_bytes()[: at.stat().st_size // 2])


def _spoilt(w: _Warm) -> None:
    for at in (w.root / ".cache" / "handbook").iterdir():
        at.write_bytes(b"x" + at.read_bytes()[:-1])


def _in_the_menu(w: _Warm) -> None:
    _outline(w, lambda pages: pages[0].update(title="Another name in every menu"))


def _by_hand(w: _Warm) -> None:
    (w.root / "docs" / "about" / "new.md").write_text("# By hand\n\nAs in [a topic](../topic-1/index.md).\n", "utf-8")


def _templated(w: _Warm) -> None:
    w.change("overrides/partials/footer.html", "no tracking", "no tracking at all")


def _told(w: _Warm) -> None:
    w.change("mkdocs.yml", "site_description: ", "site_description: Now ")


def _versioned(w: _Warm) -> None:
    w.change("mkdocs.yml", "2026.11.22", "2026.11.23")


def _with_a_script(w: _Warm) -> None:
    w.change("mkdocs.yml", "    defer: true\n", "    async: true\n")


def _page_changed(w: _Warm) -> None:
    at = w.root / "site" / "topic-1" / "index.html"
    at.write_text(at.read_text("utf-8").replace("topic", "epoch"), "utf-8")


def _page_gone(w: _Warm) -> None:
    (w.root / "site" / "topic-1" / "index.html").unlink()


def _zip_gone(w: _Warm) -> None:
    (w.root / "site" / "assets" / "ms-therapy-handbook.zip").unlink()


def _zip_changed(w: _Warm) -> None:
    at = w.root / "site" / "assets" / "ms-therapy-handbook.zip"
    at.write_bytes(at.read_bytes().replace(b"index.html", b"inbox.html"))


def _site_gone(w: _Warm) -> None:
    shutil.rmtree(w.root / "site")


def _cache_gone(w: _Warm) -> None:
    shutil.rmtree(w.root / ".cache")


SPOILT = (_truncated, _spoilt, _page_changed, _page_gone, _zip_gone, _zip_changed, _site_gone, _cache_gone)
"""Nothing that anybody wrote has changed: the site is the one before."""
EDITED = (_edited, _added, _removed, _renamed, _cited, _retitled, _configured)
SHOWN = (_in_the_menu, _by_hand, _templated, _told, _versioned, _with_a_script)


@pytest.mark.parametrize(
    "change",
    [*EDITED, *SHOWN, *SPOILT],
    ids=lambda c: c.__name__[1:],
)
def test_a_warm_build_is_a_cold_build(change: Callable[[_Warm], None], warm: _Warm) -> None:
    """After each change, one upon the other, the site is that of a project without any cache."""
    before = warm.build()
    change(warm)
    after = warm.build()
    cold = warm.from_nothing()
    differ = sorted(p for p in cold.keys() | after.keys() if cold.get(p) != after.get(p))
    assert differ == []
    assert (before == after) == (change in SPOILT)


def test_few_pages_are_drawn_anew(warm: _Warm) -> None:
    """Nothing changed: none is drawn. A word in one text: its own page, and those that quote it or tell of the change."""
    everything = warm.from_nothing()
    assert warm.build() == everything
    assert warm.drawn == 0
    pages = {p: p.stat().st_ino for p in (warm.root / "site").rglob("*.html")}
    _edited(warm)
    warm.build()
    assert 1 <= warm.drawn < PAGES / 4
    anew = [p for p, number in pages.items() if p.stat().st_ino != number]
    assert 1 <= len(anew) < PAGES / 2  # all others are the very files that were there


def test_a_quiet_build_keeps_no_complaint_from_a_strict_one(warm: _Warm) -> None:
    """What a build drew that could not hear complaints is drawn again by one that can."""
    log = logging.getLogger("mkdocs")
    level = log.level
    warm.build()
    try:
        log.setLevel(logging.CRITICAL)
        warm.build()
        assert warm.drawn > PAGES
    finally:
        log.setLevel(level)
    warm.build()
    assert warm.drawn > PAGES
