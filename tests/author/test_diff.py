"""``handbook diff``: what readers will find changed is said, all of it and nothing else, and what people wrote does no harm."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown as html_of

from handbook.author.diff_write import LARGEST, escaped
from handbook.command import main
from handbook.model.site import Settings
from handbook.pipeline import build, check
from handbook.write.wording import alike, pieces
from tests.harness import FRONT, HEADING, MINIMAL, PLAIN, TODAY, Project, project

WORDS = st.text(alphabet="ab ", max_size=60)


@pytest.fixture
def old(tmp_path: Path) -> Project:
    return project(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> Project:
    return project(tmp_path / "new")


def diff(old: Project | Path, new: Project | Path, capsys: pytest.CaptureFixture[str], format: str = "markdown") -> str:
    """What the command prints; its status is always 0."""
    paths = [str(p.root if isinstance(p, Project) else p) for p in (old, new)]
    assert main(["diff", *paths, "--format", format, "--today", TODAY]) == 0
    return capsys.readouterr().out


def heading(**changed: str) -> str:
    """The heading of the one section with other attributes."""
    line = HEADING
    for name, value in changed.items():
        before = next(w for w in line.split() if w.startswith(f"{name.replace('_', '-')}="))
        line = line.replace(before, f"{name.replace('_', '-')}={value}")
    return line


def section(head: str = HEADING, plain: str = PLAIN, body: str = "Steroids are given before alemtuzumab [@paper-2020].\n") -> str:
    return "\n".join((FRONT, head, plain, body))


@pytest.mark.parametrize("format", ["markdown", "text"])
def test_what_is_the_same_makes_no_change(old: Project, new: Project, capsys: pytest.CaptureFixture[str], format: str) -> None:
    """Two copies of one handbook do not differ, whatever it is read from: a project, its seeds, or what was built of it."""
    data = next(a for a in build(check(old.root, TODAY), Settings()).assets if a.path.endswith("handbook.json"))
    (new.root / "handbook.json").write_bytes(data.content)
    shutil.copytree(new.root / "seeds", new.root / "elsewhere")
    for other in (new.root, new.root / "seeds", new.root / "elsewhere", new.root / "handbook.json"):
        assert "Nothing changes." in diff(old, other, capsys, format)


def test_a_changed_word_stands_struck_out_beside_the_new_one(
    old: Project, new: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words around a change are shown, and only some of them where the text is long."""
    before = " ".join(f"w{n}" for n in range(40))
    old.seed("one.md", section(body=f"{before} mild {before} [@paper-2020].\n"))
    new.seed("one.md", section(body=f"{before} severe {before} [@paper-2020].\n"))
    out = diff(old, new, capsys)
    assert "### Changed: Steroids before every infusion (`steroid-cover`)" in out
    assert "> … w32 w33 w34 w35 w36 w37 w38 w39 ~~mild~~ **severe** w0 w1 w2 w3 w4 w5 w6 w7 …\n" in out
    assert "w39 [-mild-] {+severe+} w0" in diff(old, new, capsys, "text")


def test_a_text_that_is_another_is_quoted_twice(old: Project, new: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Where little stayed, before and after stand below each other, each whole up to a length."""
    old.seed("one.md", section(body=" ".join(f"old{n}" for n in range(200)) + " [@paper-2020].\n"))
    new.seed("one.md", section(body=" ".join(f"new{n}" for n in range(20)) + " [@paper-2020].\n"))
    out = diff(old, new, capsys)
    assert "Before:\n\n> old0 old1" in out
    assert "more words)" in out
    assert "After:\n\n> new0 new1" in out
    assert "~~" not in out


def test_attributes_are_told_in_words(old: Project, new: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Basis, date and voice stand as readers see them, before and after."""
    new.seed("one.md", section(heading(basis="expert-opinion", as_of="2021-03").replace(" }", " voice=reply }")))
    out = diff(old, new, capsys)
    assert "- basis: ~~Cohort study~~ **Expert opinion**\n" in out
    assert "- as of: ~~2020~~ **2021-03**\n" in out
    assert "- voice: ~~Author~~ **Author’s reply to a comment**\n" in out


def test_a_section_that_moves_names_both_pages(old: Project, new: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A section on another page has moved; the pages stand with their titles, and a new page is told as well."""
    page = "    - key: home\n      title: At home\n      question: What now?\n      summary: Rest.\n"
    new.topics(MINIMAL["seeds/topics.yaml"] + page)
    new.seed("one.md", section(heading(page="care/home")))
    out = diff(old, new, capsys)
    assert "- moved: ~~Infusions (care/infusions)~~ **At home (care/home)**\n" in out
    assert "### Added: At home (`care/home`)" in out


def test_a_section_under_another_id_is_no_new_one(old: Project, new: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The same text with a new id has a new address; nothing was added or removed."""
    new.seed("one.md", section(HEADING.replace("#steroid-cover", "#steroids")))
    data = json.loads(diff(old, new, capsys, "json"))
    assert [(c["what"], c["id"], c["old_id"]) for c in data["changes"]] == [("changed", "steroids", "steroid-cover")]


def test_citations_are_told_one_by_one(old: Project, new: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a list, only what came and what went is said."""
    more = "- {id: other-2021, type: article-journal, title: More, author: [{family: Doe}], issued: {date-parts: [[2021]]}, custom: {design: cohort}}\n"
    new.references(MINIMAL["seeds/references.yaml"] + more)
    new.seed("one.md", section(body="Steroids are given before alemtuzumab [@paper-2020; @other-2021].\n"))
    out = diff(old, new, capsys)
    assert "- cites: **other-2021**\n" in out
    assert "### Added: More (`other-2021`)" in out


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("seeds/glossary.yaml", "A drug for MS.", "A strong drug for MS.", "> A **strong** drug for MS."),
        ("seeds/topics.yaml", "Steroids help.", "Steroids help most.", "> Steroids ~~help.~~ **help most.**"),
        ("seeds/references.yaml", "[[2020, 5]]", "[[2020, 6]]", "- date: ~~2020-05~~ **2020-06**"),
        ("seeds/references.yaml", "Steroids before", "Steroids after", "> Steroids ~~before~~ **after** infusions"),
        ("seeds/one.md", "reviewed: 2026-11-01", "reviewed: 2026-11-20", "- reviewed: ~~2026-11-01~~ **2026-11-20**"),
    ],
)
def test_every_kind_of_entry_tells_its_changes(
    old: Project, new: Project, capsys: pytest.CaptureFixture[str], file: str, before: str, after: str, said: str
) -> None:
    """Terms, pages, references and seeds are compared as sections are."""
    new.file(file, MINIMAL[file].replace(before, after))
    assert f"{said}\n" in diff(old, new, capsys)


def test_what_was_added_one_way_is_removed_the_other(old: Project, new: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Old and new exchanged, each addition is a removal."""
    new.glossary(MINIMAL["seeds/glossary.yaml"] + "- {id: steroid, term: steroid, plain: A drug against swelling.}\n")
    there = json.loads(diff(old, new, capsys, "json"))["counts"]
    back = json.loads(diff(new, old, capsys, "json"))["counts"]
    assert (there["term"]["added"], there["term"]["removed"]) == (1, 0)
    assert {k: (v["removed"], v["added"]) for k, v in there.items()} == {k: (v["added"], v["removed"]) for k, v in back.items()}


def test_faults_are_said(old: Project, new: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A handbook with errors is compared as far as it can be read, with a word of warning."""
    new.seed("two.md", "no front matter\n")
    assert "The handbook after has 1 errors" in diff(old, new, capsys)


@pytest.mark.parametrize("content", [None, "[]", "{", '{"topics": 1}', '{"topics": [], "sections": [{}]}'])
def test_what_is_no_handbook_is_refused(
    old: Project, tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2 and one line, for what is not there and for what is something else."""
    path = tmp_path / "x.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert main(["diff", str(old.root), str(path)]) == 2
    assert str(path) in capsys.readouterr().err


EVIL = "<img src=x onerror=alert(1)> [a](javascript:b) ![c](d) `e` *f* ~~g~~ | # h @someone https://evil.example www.evil.example $i$ :: &lt;script&gt;"


@pytest.mark.parametrize("start", ["", "# ", "- ", "1. ", "> ", "=== ", "+ ", "---"])
def test_words_of_others_mean_nothing_in_markdown(start: str) -> None:
    """Escaped, a text comes out of Markdown as the very characters it was, in one paragraph without a tag."""
    from html import unescape

    out = html_of(f"> {escaped(start + EVIL)}", extensions=["pymdownx.tilde", "pymdownx.magiclink", "tables"])
    inner = out.replace("<blockquote>", "").replace("</blockquote>", "").strip().removeprefix("<p>").removesuffix("</p>")
    assert "<" not in inner
    assert unescape(inner).replace("\\", "") == start + EVIL


def test_no_entry_can_break_out(old: Project, new: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Titles, texts and facts are all escaped, as Markdown; as text, each stays on its line."""
    evil = json.dumps("<b>x</b>\n::error::y [z](http://q)")
    new.glossary(MINIMAL["seeds/glossary.yaml"] + f"- {{id: evil, term: {evil}, aliases: [{evil}], plain: {evil}}}\n")
    new.references(MINIMAL["seeds/references.yaml"].replace("Steroids before infusions", evil).replace("Ann", evil))
    out = diff(old, new, capsys)
    assert "<" not in out
    assert "](" not in out.replace("\\](", "").replace("\\[", "")
    assert not any(line.startswith("::") for line in diff(old, new, capsys, "text").split("\n"))


def test_a_summary_is_never_too_long(old: Project, new: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """What a job summary could not hold is cut at a line, and that is said."""
    terms = "".join(f"- {{id: t{n}, term: term{n}, plain: {'word ' * 140}}}\n" for n in range(1500))
    new.glossary(MINIMAL["seeds/glossary.yaml"] + terms)
    out = diff(old, new, capsys)
    assert len(out.encode()) <= LARGEST + 100
    assert out.endswith("More has changed than can be shown here.\n")


@given(WORDS, WORDS)
def test_pieces_put_together_give_both_texts(before: str, after: str) -> None:
    """What stayed and what went is the old text, what stayed and what came the new one; alike is 1 for the same alone."""
    cut = pieces(before, after)
    assert [w for p in cut for w in p.before] == before.split()
    assert [w for p in cut for w in p.after] == after.split()
    assert (alike(cut) == 1) == (before.split() == after.split())


def test_long_texts_are_cut_in_good_time() -> None:
    """Texts of many thousand words that have almost nothing, or one word again and again, in common are compared all the same."""
    before, after = "a b " * 4000, "b c a " * 3000
    cut = pieces(before, after)
    assert [w for p in cut for w in p.after] == after.split()


def test_whoever_stops_listening_draws_no_traceback(tmp_path: Path) -> None:
    """``handbook diff … | head`` ends in silence: a pipe that nobody reads is no fault of the handbook."""
    old, new = project(tmp_path / "old"), project(tmp_path / "new")
    terms = "".join(f"- {{id: t{n}, term: term{n}, plain: {'word ' * 140}}}\n" for n in range(300))
    new.glossary(MINIMAL["seeds/glossary.yaml"] + terms)
    command = [sys.executable, "-m", "handbook", "diff", str(old.root), str(new.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        assert b"" == run.stderr.read()
    assert 1 == run.returncode
