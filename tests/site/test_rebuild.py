"""A build that finds what earlier builds left gives the same site, to the byte, as one that finds nothing."""

import errno
import hashlib
import json
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from handbook.host.drawn import Drawn, Shelf
from handbook.model.site import OFFLINE
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

    def build(self, place: str = "site", strict: bool = True) -> dict[str, str]:
        """Each file of the site and a hash of it."""
        return self._built(self.root, place, strict)

    def from_nothing(self) -> dict[str, str]:
        """The same of a copy that has no cache."""
        copy = self.root.with_name("copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.root, copy, ignore=shutil.ignore_patterns(".cache", "site", "public"))
        drawn = self.drawn
        try:
            return self._built(copy)
        finally:
            self.drawn = drawn

    def _built(self, root: Path, place: str = "site", strict: bool = True) -> dict[str, str]:
        self.drawn = 0
        config = load_config(str(root / "mkdocs.yml"), strict=strict, site_dir=str(root / place))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        site = root / place
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


def _topic(w: _Warm) -> None:
    w.change("seeds/topics.yaml", '"title": "', '"title": "Another ')


def _template(w: _Warm) -> None:
    w.change("overrides/partials/footer.html", "<strong>", "<strong>Mind: ")


def _neighbours(w: _Warm) -> None:
    shown = "{% for part in nav %}{% for p in part.children or () %}{{ p.title }} {{ p.meta.description }} {% endfor %}{% endfor %}"
    w.change("overrides/partials/footer.html", "<strong>", f"<strong>{shown}")


def _edited_beside(w: _Warm) -> None:
    _edited(w)


def _dated(w: _Warm) -> None:
    w.change("overrides/partials/footer.html", "<strong>", "<strong>{{ build_date_utc.year }} {{ pages | length }} ")


def _versioned(w: _Warm) -> None:
    w.change("mkdocs.yml", '[HANDBOOK_VERSION, "', '[HANDBOOK_VERSION, "0')


def _by_hand(w: _Warm) -> None:
    at = w.root / "docs" / "index.md"
    at.write_text(at.read_text("utf-8") + "\nAnother word.\n", "utf-8")


def _page(w: _Warm) -> Path:
    return next(p for p in sorted((w.root / "site" / "topic-1").glob("*.html")) if p.name != "index.html")


def _tampered(w: _Warm) -> None:
    _page(w).write_bytes(_page(w).read_bytes().replace(b"<p>", b"<b>", 1))


def _cut(w: _Warm) -> None:
    os.truncate(_page(w), 1000)


def _lost(w: _Warm) -> None:
    _page(w).unlink()


def _linked(w: _Warm) -> None:
    at = _page(w)
    at.rename(w.root / "elsewhere.html")
    at.symlink_to(w.root / "elsewhere.html")


def _zipped(w: _Warm) -> None:
    at = w.root / "site" / OFFLINE
    at.write_bytes(at.read_bytes().replace(b"a", b"b", 1))


def _no_site(w: _Warm) -> None:
    shutil.rmtree(w.root / "site")


def _no_drawings(w: _Warm) -> None:
    (w.root / ".cache" / "handbook" / "drawn.sqlite").unlink()
    w.change("overrides/partials/footer.html", "<strong>", "<strong>Mind: ")


def _told(w: _Warm) -> None:
    w.change("mkdocs.yml", "site_description: ", "site_description: Now ")


def _with_a_script(w: _Warm) -> None:
    w.change("mkdocs.yml", "    defer: true\n", "    async: true\n")


def _no_zip(w: _Warm) -> None:
    (w.root / "site" / OFFLINE).unlink()


def _no_cache(w: _Warm) -> None:
    shutil.rmtree(w.root / ".cache")


def _no_seal(w: _Warm) -> None:
    at = w.root / ".cache" / "handbook" / "finished.json"
    at.write_bytes(at.read_bytes().replace(b"topic-1", b"topic-0"))


_HARMLESS = (_truncated, _spoilt, _tampered, _cut, _lost, _linked, _zipped, _no_zip, _no_site, _no_seal, _no_cache)


_TELLING = (_edited, _added, _removed, _renamed, _cited, _retitled, _configured)
_TELLING += (_topic, _template, _versioned, _told, _with_a_script, _by_hand, _no_drawings)


@pytest.mark.parametrize("change", [*_TELLING, *_HARMLESS, _neighbours, _edited_beside, _dated], ids=lambda c: c.__name__[1:])
def test_a_warm_build_is_a_cold_build(change: Callable[[_Warm], None], warm: _Warm) -> None:
    """After each change, one upon the other, the site is that of a project without any cache."""
    before = warm.build()
    change(warm)
    after = warm.build()
    cold = warm.from_nothing()
    differ = sorted(p for p in cold.keys() | after.keys() if cold.get(p) != after.get(p))
    assert differ == []
    assert (before == after) == (change in _HARMLESS)


def test_few_pages_are_drawn_anew(warm: _Warm) -> None:
    """Nothing changed: none is drawn. A word in one text: its own page, and those that quote it or tell of the change."""
    everything = warm.from_nothing()
    assert warm.build() == everything
    assert warm.drawn == 0
    _edited(warm)
    assert warm.build() != everything
    assert warm.drawn < PAGES / 4  # none, where its own page needs no Markdown


def test_a_page_that_stays_is_the_old_file(warm: _Warm) -> None:
    """After one word nearly every page is the very file of the old site, unless its rights are not those of a new one."""
    footer = warm.root / "overrides" / "partials" / "footer.html"
    footer.write_text(footer.read_text("utf-8").replace("{{ build_date_utc.year }} {{ pages | length }} ", ""), "utf-8")
    warm.build()
    pages = {p: p.stat().st_ino for p in (warm.root / "site").rglob("*.html")}
    closed = _page(warm)
    closed.chmod(0o600)
    _edited(warm)
    warm.build()
    anew = [p for p, number in pages.items() if p.stat().st_ino != number]
    assert 2 <= len(anew) < PAGES / 3
    assert closed in anew
    assert closed.stat().st_mode == (warm.root / "site" / "index.html").stat().st_mode


def test_what_is_no_page_and_stays_is_the_old_file_too(warm: _Warm) -> None:
    """After one word, texts for the search that do not have it; not the data of the handbook, which has every word."""
    warm.build()
    texts = sorted((warm.root / "site" / "assets").glob("search-texts-*.js"))
    before = {p: p.stat().st_ino for p in [*texts, warm.root / "site" / "assets" / "handbook.json"]}
    _edited(warm)
    warm.build()
    stayed = [p.name for p, number in before.items() if p.stat().st_ino == number]
    assert len(texts) > 1
    assert 1 <= len(stayed) < len(before)
    assert "handbook.json" not in stayed


def test_nothing_is_written_into_a_file_of_the_old_site(warm: _Warm) -> None:
    """Whoever holds the old files finds them as they were. Where MkDocs writes a page of its own, no old file is put."""
    page = warm.root / "docs" / "404.md"
    page.write_text("# Nothing\n", "utf-8")
    warm.build(strict=False)
    site, held = warm.root / "site", warm.root / "held"
    shutil.copytree(site, held, copy_function=os.link)
    before = {p: p.read_bytes() for p in held.rglob("*") if p.is_file()}
    _edited(warm)
    warm.build(strict=False)
    assert [p for p, content in before.items() if p.read_bytes() != content] == []
    assert (site / "about" / "method.html").samefile(held / "about" / "method.html")
    assert not (site / "404.html").samefile(held / "404.html")
    shutil.rmtree(held)
    page.unlink()


def test_where_files_cannot_be_linked_they_are_copied(warm: _Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    """On another file system, or one without links, the site is the same."""
    before = warm.build()

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert warm.build() == before


def test_another_place_has_the_same_site(warm: _Warm) -> None:
    """A site that is built to a folder without an old one, or with one of another handbook, is the same."""
    before = warm.build()
    for _ in range(2):
        assert warm.build("public/deep") == before
        (warm.root / "public" / "deep" / "index.html").write_text("something else")
    assert warm.build() == before


def test_with_another_hook_every_page_is_built(warm: _Warm) -> None:
    """Whoever has a hand in pages sees them all, each with what it says."""
    warm.build()
    hook = warm.root / "other.py"
    hook.write_text("def on_post_page(output, page, **_):\n    return output + f'<!-- {len(page.content)} -->'\n", "utf-8")
    warm.change("mkdocs.yml", "hooks:", "hooks:\n  - other.py")
    warm.build()
    site = warm.root / "site"
    assert [p.name for p in site.rglob("*.html") if p.name != "404.html" and "<!-- " not in p.read_text("utf-8")] == []
    assert [p.name for p in site.rglob("*.html") if "<!-- 0 -->" in p.read_text("utf-8")] == []
    warm.change("mkdocs.yml", "hooks:\n  - other.py", "hooks:")
    assert warm.build() == warm.from_nothing()


def test_a_page_shows_the_digits_of_its_own_words(warm: _Warm) -> None:
    """An edit changes those of its page, and on the first page those of the handbook; not those of another page."""

    def digits() -> dict[str, list[str]]:
        warm.build()
        site = warm.root / "site"
        return {p.stem: re.findall(r"· (\w+ [0-9a-f]{8})\b", p.read_text("utf-8")) for p in (site / "topic-0").glob("p*.html")} | {
            "": re.findall(r"· (\w+ [0-9a-f]{8})\b", (site / "index.html").read_text("utf-8"))
        }

    before = digits()
    _edited(warm)
    after = digits()
    first, then = before.pop(""), after.pop("")
    assert [x.split()[0] for x in then] == ["content", "handbook"]
    assert (first[0], first[1] != then[1]) == (then[0], True)
    assert all(len(x) == 1 for x in after.values())
    assert 0 < sum(before[p] != after[p] for p in after) < len(after)


def test_a_link_to_nowhere_is_told_of_at_every_build(warm: _Warm, caplog: pytest.LogCaptureFixture) -> None:
    """Links are checked on pages that were taken over too, where what they lead to has gone since."""
    at = warm.root / "docs" / "more.md"
    at.write_text("# More\n\nA [link](index.md#there).\n", "utf-8")
    index = warm.root / "docs" / "index.md"
    text = index.read_text("utf-8")
    index.write_text(f"{text}\n## There {{ #there }}\n", "utf-8")
    warm.build()
    index.write_text(text, "utf-8")
    told = []
    for _ in range(2):
        caplog.clear()
        warm.build(strict=False)
        told.append([r.getMessage() for r in caplog.records if "more.md" in r.getMessage()])
    at.unlink()
    assert told[0] == told[1]
    assert len([t for t in told[1] if "does not contain an anchor '#there'" in t]) == 1


def test_a_quiet_build_keeps_no_complaint_from_a_strict_one(warm: _Warm) -> None:
    """What a build drew that could not hear complaints is drawn again by one that can."""
    log = logging.getLogger("mkdocs")
    level = log.level
    shutil.rmtree(warm.root / ".cache")
    warm.build()
    drawn = warm.drawn
    try:
        log.setLevel(logging.CRITICAL)
        warm.build()
        assert warm.drawn == drawn > 0
    finally:
        log.setLevel(level)
    warm.build()
    assert warm.drawn == drawn
