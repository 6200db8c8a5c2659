"""What was compiled before is taken over only where nothing has changed that it tells of: a warm site is a cold one."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook import pipeline
from handbook.author.release import release
from handbook.compiled import FaultError, compiled
from handbook.diagnostics import Source
from handbook.known.reading import KnownFiles
from handbook.known.seeds import recalled
from handbook.model.handbook import Handbook, Mentions
from handbook.model.manuscript import PageOutline, Reference, Section, Seed
from handbook.model.site import Page, Settings, Site
from handbook.pipeline import check
from handbook.read.memory import Memory, Report
from handbook.read.seeds import read_seed
from handbook.resolve.meanings import Meanings
from handbook.resolve.mentions import Binder
from handbook.write import known as pages
from handbook.write.beside import Beside
from handbook.write.book import Book
from handbook.write.formatting import Works, formatting
from handbook.write.html import block
from handbook.write.store import Store
from tests.fuzz.wounds import WOUNDS, Wound, wounded
from tests.harness import SEED, TODAY, Project, project

ROOT = Path(__file__).parent.parent
SEEDS = sorted(p.name for p in (ROOT / "seeds").iterdir() if p.suffix in (".md", ".yaml"))
TOLD = {"repository": "https://example.org/a/b", "site_url": "https://example.org/", "version": "1"}


class _Builds:
    """Builds of one folder, with what the last one read and wrote anew."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.store = root, root / ".cache" / "compiled"
        self.read: list[str] = []
        self.written: list[str] = []
        self.memory: Memory | None = None

        def reading(source: Source, report: Report) -> Seed | None:
            self.read.append(source.path)
            return read_seed(source, report)

        def writing(outline: PageOutline, book: Book) -> Page:
            self.written.append(outline.path)
            return written(outline, book)

        written = pages.topic_page
        for module in ("handbook.known.reading", "handbook.known.seeds", "handbook.read.manuscript"):
            monkeypatch.setattr(f"{module}.read_seed", reading)
        monkeypatch.setattr(pages, "topic_page", writing)

    def warm(self, **told: str) -> tuple[Site, str] | str:
        """A build that finds what the last one left."""
        self.read.clear()
        self.written.clear()
        return _built(self.root, Settings(cache=self.store.parent, **{**TOLD, **told}), self.memory)

    def cold(self, **told: str) -> tuple[Site, str] | str:
        """One that finds nothing."""
        return _built(self.root, Settings(cache=None, **{**TOLD, **told}))


def _built(root: Path, told: Settings, memory: Memory | None = None) -> tuple[Site, str] | str:
    """What is compiled; the text of every page and file is asked for, after the store has been closed."""
    try:
        site, said = compiled(root, TODAY, told, memory)
    except FaultError as fault:
        return str(fault)
    pages = tuple(replace(page, text=page.markdown) for page in site.pages)
    return replace(site, pages=pages, assets=tuple(replace(file, made=file.content) for file in site.assets)), said


OTHER = SEED.replace("steroid-cover", "other").replace("title: Steroids", "title: Others").replace("milder", "softer")


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Builds:
    """A small handbook of two seeds, on two pages, that link to one another; one version is recorded."""
    made = project(tmp_path).page("index.md", "# Start\n").seed("two.md", OTHER.replace("care/infusions", "care/others"))
    made.seed("one.md", SEED + "\nAs in [](#other), and in two [words](#other).\n")
    topics = (tmp_path / "seeds" / "topics.yaml").read_text()
    made.topics(topics + "    - {key: others, title: Others, question: 'What else?', summary: Others help.}\n")
    release(tmp_path, check(tmp_path, TODAY).handbook, "2026-11-01")
    return _Builds(tmp_path, monkeypatch)


def test_where_nothing_has_changed_nothing_is_read_or_written(builds: _Builds) -> None:
    """Every page, file, title and word on warnings comes back as it was."""
    first = builds.warm()
    assert isinstance(first, tuple), first
    assert sorted(builds.read) == ["seeds/one.md", "seeds/two.md"]
    assert sorted(builds.written) == ["care/infusions", "care/others"]
    assert builds.warm() == first == builds.cold()
    assert builds.warm() == first
    assert builds.read == builds.written == []


def test_a_word_more_is_one_seed_and_its_pages(builds: _Builds) -> None:
    """Another seed is neither read nor written anew, though it stands beside it in lists, search and exports."""
    before = builds.warm()
    _appended(builds.root / "seeds" / "two.md", "\nOne sentence more.\n")
    after = builds.warm()
    assert builds.read == ["seeds/two.md"]
    assert builds.written == ["care/others"]
    assert before != after == builds.cold()


def test_a_title_more_is_seen_wherever_it_is_shown(builds: _Builds) -> None:
    """A link without words of its own has those of the section that it leads to."""
    builds.warm()
    _changed(builds.root / "seeds" / "two.md", "## Steroids before every infusion", "## Another title")
    after = builds.warm()
    assert sorted(builds.written) == ["care/infusions", "care/others"]
    assert after == builds.cold()


@pytest.mark.parametrize(
    ("old", "new", "anew"),
    [
        ("[@paper-2020].", "[@paper-2020]. More.", []),
        ("are given", "were given", ["bibliography", "glossary"]),
        ("Steroids make", "Alemtuzumab makes", ["glossary"]),
    ],
)
def test_a_list_is_written_anew_where_it_shows_the_edit(
    old: str, new: str, anew: list[str], builds: _Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bibliography shows the sentences that cite a work; the glossary, the first that use a term."""
    written: set[str] = set()

    def writing(name: str, html: str) -> str:
        written.add(name)
        return block(html)

    for name in ("bibliography", "glossary"):
        monkeypatch.setattr(f"handbook.write.{name}.block", partial(writing, name))
    builds.warm()
    _changed(builds.root / "seeds" / "two.md", old, new)
    written.clear()
    after = builds.warm()
    assert sorted(written) == anew
    assert after == builds.cold()


def test_what_another_process_made_is_kept(builds: _Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of the exports and of the search index are not made twice, whoever made them, and the site is the same."""
    monkeypatch.setattr("handbook.write.site._MANY", 0)
    first = builds.warm()

    def makes(*_: object) -> NoReturn:
        raise AssertionError

    for made in ("exports._section", "exports.bibtex", "postings._block", "known.KnownPages._face"):
        monkeypatch.setattr(f"handbook.write.{made}", makes)
    assert builds.warm() == first


def test_what_is_written_beside_ends_with_a_fault(builds: _Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing may begin before all is judged; of a handbook with errors, these alone are left, and no copy of the process."""
    monkeypatch.setattr("handbook.write.site._MANY", 0)
    begun: list[Beside[object]] = []
    monkeypatch.setattr("handbook.write.site.Beside", lambda *of: begun.append(Beside(*of)) or begun[-1])
    _changed(builds.root / "seeds/one.md", "@paper-2020", "@nobody")
    assert "nobody" in str(builds.warm())
    assert begun
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def _appended(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


def _changed(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def _released(root: Path) -> None:
    _changed(root / "seeds/two.md", "softer", "harder")
    release(root, check(root, TODAY).handbook, "2026-11-10")


EDITS: dict[str, Callable[[Path], object]] = {
    "a citation more": lambda root: _appended(root / "seeds/two.md", "\nOnce more [@paper-2020].\n"),
    "a citation less": lambda root: _changed(root / "seeds/two.md", " [@paper-2020]", ""),
    "a term more": lambda root: _appended(root / "seeds/two.md", "\nThis is alemtuzumab.\n"),
    "a relative figure": lambda root: _appended(root / "seeds/two.md", "\nThe risk was 50% lower.\n"),
    "a tag": lambda root: _appended(root / "seeds/two.md", "\n<b>Bold</b>\n"),
    "a label": lambda root: _appended(root / "seeds/two.md", "\nA [word] here.\n\n[word]: https://example.org\n"),
    "another id": lambda root: _changed(root / "seeds/two.md", "#other", "#another"),
    "another date": lambda root: _changed(root / "seeds/two.md", "as-of=2020", "as-of=2021"),
    "another basis": lambda root: _changed(root / "seeds/two.md", "basis=cohort", "basis=opinion"),
    "another page": lambda root: _changed(root / "seeds/two.md", "care/others", "care/infusions"),
    "an update": lambda root: _changed(root / "seeds/two.md", "as-of=2020", "as-of=2021 updates=steroid-cover change=qualifies"),
    "another review": lambda root: _changed(root / "seeds/two.md", "2026-11-01", "2026-11-02"),
    "a warning": lambda root: _changed(root / "seeds/two.md", "2026-11-01", "2020-11-01"),
    "another source": lambda root: _changed(root / "seeds/two.md", "title: Others", "title: Another"),
    "a line above": lambda root: _changed(root / "seeds/two.md", "title: Others", "# a remark\ntitle: Others"),
    "another name": lambda root: (root / "seeds/two.md").rename(root / "seeds/three.md"),
    "another order": lambda root: (root / "seeds/two.md").rename(root / "seeds/a.md"),
    "one seed less": lambda root: (root / "seeds/two.md").unlink(),
    "the same twice": lambda root: shutil.copy(root / "seeds/two.md", root / "seeds/three.md"),
    "a chart": lambda root: _appended(
        root / "seeds/two.md", "\n/// chart\nkind: bars\ntitle: People\nunit: people\nrows:\n  - [One, 10]\n  - [Two, 11]\n///\n"
    ),
    "another author": lambda root: _changed(root / "seeds/references.yaml", "Smith", "Smyth"),
    "another design": lambda root: _changed(root / "seeds/references.yaml", "design: cohort", "design: case-series"),
    "figures": lambda root: _changed(root / "seeds/references.yaml", "design: cohort", "design: cohort, figures: ['33']"),
    "another meaning": lambda root: _changed(root / "seeds/glossary.yaml", "A drug for MS", "A medicine for MS"),
    "an alias": lambda root: _appended(root / "seeds/glossary.yaml", "- {id: steroid, term: steroid, plain: A hormone.}\n"),
    "another page title": lambda root: _changed(root / "seeds/topics.yaml", "title: Others", "title: The others"),
    "another summary": lambda root: _changed(root / "seeds/topics.yaml", "Others help", "Others help as well"),
    "other kept words": lambda root: _changed(root / "seeds/editions/kept.json", "softer", "harder"),
    "another version": _released,
    "a page by hand": lambda root: (root / "docs/new.md").write_text("# New\n\nAbout alemtuzumab [@paper-2020].\n"),
    "a cited page by hand": lambda root: _appended(root / "docs/index.md", "\nAs in [@paper-2020].\n"),
    "unreadable references": lambda root: (root / "seeds/references.yaml").write_bytes(b"\xff"),
}


@pytest.mark.parametrize("again", [False, True], ids=["alone", "again and again"])
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_a_warm_site_is_a_cold_one(edit: Callable[[Path], object], again: bool, builds: _Builds) -> None:
    """After each edit, and after it has been taken back, with the same diagnostics where there are any."""
    builds.memory = Memory() if again else None
    files = {p: p.read_bytes() for p in (builds.root / "seeds").rglob("*") if p.is_file()}
    first = builds.warm()
    edit(builds.root)
    changed = builds.cold()
    assert builds.warm() == changed
    assert builds.warm() == changed != first
    for path in (builds.root / "seeds").rglob("*.*"):
        path.unlink()
    for path, content in files.items():
        path.write_bytes(content)
    assert builds.warm() == builds.cold()


def test_what_a_process_has_recalled_it_knows(builds: _Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed is recalled once, and again only after it was changed."""
    made: list[str] = []
    recalls: Callable[..., object] = recalled

    def recalling(data: object, source: Source, meanings: Meanings) -> object:
        made.append(source.path)
        return recalls(data, source, meanings)

    monkeypatch.setattr("handbook.known.reading.recalled", recalling)
    builds.memory = Memory()
    for edited, expected in ((False, []), (False, ["one", "two"]), (False, []), (True, []), (False, ["two"]), (False, [])):
        if edited:
            _appended(builds.root / "seeds/two.md", "\nOne sentence more.\n")
        made.clear()
        assert builds.warm() == builds.cold()
        assert [f"seeds/{name}.md" for name in expected] == sorted(made)


def test_another_title_is_looked_for_once(builds: _Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed that shows it is bound anew, and taken over again from then on, by the same process too."""
    builds.memory = Memory()
    builds.warm()
    builds.warm()
    bound: list[str] = []
    mentions = Binder.mentions

    def binding(binder: Binder, seed: Seed, *where: Any) -> Mentions:
        bound.append(seed.path)
        return mentions(binder, seed, *where)

    monkeypatch.setattr(Binder, "mentions", binding)
    _changed(builds.root / "seeds/two.md", "## Steroids before every infusion", "## Another title")
    first = builds.warm()
    assert sorted(bound) == ["seeds/one.md", "seeds/two.md"]
    assert builds.warm() == builds.warm() == first
    assert len(bound) == 2


def test_a_store_that_was_deleted_is_filled_again(builds: _Builds) -> None:
    """By a process too that knows what was in it: the next one finds all that it would have found."""
    builds.memory = Memory()
    first = builds.warm()
    assert builds.warm() == first
    builds.store.unlink()
    assert builds.warm() == builds.warm() == first
    builds.memory = None
    assert builds.warm() == first
    assert builds.read == builds.written == []


@pytest.mark.parametrize("told", ["repository", "branch", "site_url", "version"])
def test_another_setting_is_another_site(told: str, builds: _Builds) -> None:
    """What the compiler is told belongs to the key of every page."""
    builds.warm()
    other = {told: "https://example.org/other/"}
    assert builds.warm(**other) == builds.cold(**other)


def test_another_compiler_takes_nothing(builds: _Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were it mended, what it made before would stay wrong."""
    builds.warm()
    monkeypatch.setattr("handbook.compiled._compiler", lambda: b"another")
    builds.warm()
    assert sorted(builds.read) == ["seeds/one.md", "seeds/two.md"]


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "without its last byte": lambda data: data[:-1],
    "a byte more in front": lambda data: b"x" + data,
    "other words": lambda data: data.replace(b"milder", b"wilder").replace(b"softer", b"wilder"),
    "nothing but lengths": lambda data: b"\xff" * 64,
    "zeroes": lambda data: bytes(len(data)),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_store_is_compiled_anew(spoil: Callable[[bytes], bytes], builds: _Builds) -> None:
    """The site is the same, and the store is whole again, at the latest two builds after."""
    first = builds.warm()
    builds.store.write_bytes(spoil(builds.store.read_bytes()))
    assert builds.warm() == first
    assert builds.read
    assert builds.warm() == first
    assert builds.warm() == first
    assert builds.read == builds.written == []


MEANWHILE: dict[str, tuple[Callable[[Path], object], bool]] = {
    "more is put behind": (lambda store: store.open("ab").write(b"k" * 16 + bytes(7) + b"\x01x"), False),
    "another takes its place": (
        lambda store: (store.with_name("b").write_bytes(b"other"), store.with_name("b").replace(store)),
        False,
    ),
    "it is gone": (lambda store: store.unlink(), False),
    "it is spoilt": (lambda store: store.write_bytes(store.read_bytes().replace(b"softer", b"wilder")), True),
    "it is emptied": (lambda store: os.truncate(store, 0), True),
}


@pytest.mark.parametrize(("happens", "anew"), MEANWHILE.values(), ids=MEANWHILE.keys())
def test_a_page_is_read_after_its_build(happens: Callable[[Path], object], anew: bool, builds: _Builds) -> None:
    """However late it is asked for, whatever becomes of the store meanwhile; what cannot be read is written anew."""
    first = builds.warm()
    site, _ = compiled(builds.root, TODAY, Settings(cache=builds.store.parent, **TOLD))
    happens(builds.store)
    builds.written.clear()
    assert ([p.markdown for p in site.pages], bool(builds.written)) == ([p.markdown for p in first[0].pages], anew)
    assert builds.warm() == builds.warm() == first


def test_a_folder_in_its_place_is_no_fault(builds: _Builds) -> None:
    """A cache may fail in silence."""
    builds.store.mkdir(parents=True)
    assert builds.warm() == builds.warm() == builds.cold()


def test_a_seed_with_a_warning_is_judged_at_each_build(builds: _Builds) -> None:
    """What has to be heard is heard, however often the same is built."""
    _changed(builds.root / "seeds" / "two.md", "2026-11-01", "2020-11-01")
    first, second = builds.warm(), builds.warm()
    assert builds.written == []
    assert builds.read == ["seeds/two.md"]
    assert first == second
    assert "1 warning" in second[1]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the real handbook, compiled once."""
    root = tmp_path_factory.mktemp("real")
    for folder in ("seeds", "docs"):
        shutil.copytree(ROOT / folder, root / folder)
    _built(root, Settings(cache=root / ".cache", **TOLD))
    return Project(root)


@given(st.sampled_from(SEEDS), WOUNDS)
@settings(max_examples=max(settings.default.max_examples // 20, 1))  # the real handbook is compiled twice each time
def test_whatever_happens_to_a_real_seed(real: Project, name: str, wounds: list[Wound]) -> None:
    """A warm build says and gives what a cold one does, whether there is a site or not."""
    path = real.root / "seeds" / name
    whole = path.read_bytes()
    try:
        path.write_bytes(wounded(whole.decode(), wounds).encode("utf-8", "replace"))
        assert _built(real.root, Settings(cache=real.root / ".cache", **TOLD)) == _built(real.root, Settings(**TOLD))
    finally:
        path.write_bytes(whole)


def test_what_is_taken_over_is_what_was_found(real: Project) -> None:
    """Of each real seed: headings, places, charts, mentions with their sentences, words; and what it reads again on demand."""
    store = Store(real.root / "known", b"")
    reading = KnownFiles(store)
    fresh = check(real.root, TODAY, reading, reading.mentions)
    reading.keep(fresh)
    store.close()
    again = KnownFiles(Store(real.root / "known", b""))
    recalled = pipeline.check(real.root, TODAY, again, again.mentions)
    assert len(again.mentions) == len(fresh.handbook.manuscript.seeds) == len(recalled.handbook.in_order)
    for one, other in zip(fresh.handbook.manuscript.seeds, recalled.handbook.manuscript.seeds, strict=True):
        assert _shown(one, fresh.handbook) == _shown(other, recalled.handbook)


def _shown(seed: Seed, handbook: Handbook) -> Mapping[str, object]:
    mentions = handbook.mentions[seed.path]
    return {
        "seed": (seed.source.path, seed.title, seed.digests, seed.reviewed, seed.review_months, seed.whole),
        "sections": [_section(s) for s in seed.sections],
        "citations": [(u.key, u.sentence, u.home.anchor, [r.key for r in u.targets]) for u in mentions.citations],
        "terms": [(u.start, u.end, u.sentence, u.home.anchor, u.explicit, [t.key for t in u.targets]) for u in mentions.terms],
        "words": [(plain, (line := mentions.bodies[s]).text, line.length, line.digest) for s, plain in mentions.plain.items()],
        "titles": mentions.titles,
    }


def _section(s: Section) -> object:
    text = [(p.start, p.end, p.masked, p.citations, p.links, p.marks, p.raw) for p in s.prose]
    charts = json.dumps([[c.value, str(c.span)] for c in s.charts])
    return s.id, s.title, s.page, s.basis, s.as_of, s.voice, s.updates, s.change, charts, s.charted, s.start, s.end, text


def test_no_cache_comes_with_the_repository() -> None:
    """What is taken over is trusted, so it can only be what this machine has made: git knows no file of it."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run([git, "ls-files", "--", ".cache", "site"], cwd=ROOT, check=True, capture_output=True, text=True)
        assert listed.stdout == ""


def test_works_are_formatted_while_seeds_are_read(builds: _Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """It begins before the first seed is read, and once; and the site is the one for which it began later."""
    begun: list[list[str]] = []

    def begins(references: Sequence[Reference], cache: Path | None) -> Works:
        begun.append(list(builds.read))
        return formatting(references, cache)

    later = pipeline.build(check(builds.root, TODAY), Settings(cache=None, **TOLD))
    for module in ("handbook.compiled", "handbook.write.site"):
        monkeypatch.setattr(f"{module}.formatting", begins)
    assert builds.warm() == (later, "")
    assert begun == [[]]


def test_what_was_formatted_for_no_site_is_kept(builds: _Builds) -> None:
    """Whoever mends a seed does not wait for the works again, and no program is left running."""
    (builds.root / "seeds" / "one.md").write_text(SEED.replace("basis=", "basis=no-"))
    assert isinstance(builds.warm(), str)
    assert len(json.loads((builds.root / ".cache" / "bibliography.json").read_text())) > 0
