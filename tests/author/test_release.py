"""``handbook release`` and the page *What has changed*: every change is shown once, the same on any day, and does no harm."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from handbook.author.release import PLACES
from handbook.command import main
from handbook.model.edition import version_of
from handbook.model.site import Settings
from handbook.pipeline import build, check
from tests.harness import BODY, FRONT, HEADING, MINIMAL, PLAIN, Project, project

HERE = Path(__file__).parent.parent.parent
FIRST, SECOND = "2026-11-22", "2026-12-01"
FILES = {
    "mkdocs.yml": 'extra:\n  version: !ENV [HANDBOOK_VERSION, "2026.1.1"] # the newest\n',
    "pyproject.toml": '[project]\nversion = "2026.1.1"\nrequires = "1"\n',
    "CITATION.cff": 'cff-version: 1.2.0\nversion: 2026.1.1\ndate-released: "2026-01-01"\n',
    "CHANGELOG.md": "# What is new\n\nFor readers.\n\n## 2026-11-22\n\nThe first edition.\n",
}


@pytest.fixture
def made(tmp_path: Path) -> Project:
    """The smallest handbook with all the files that say its version."""
    found = project(tmp_path)
    for path, text in FILES.items():
        found.file(path, text)
    return found


def release(made: Project, day: str) -> int:
    return main(["release", "--root", str(made.root), "--version", day, "--today", day])


def page(made: Project) -> str:
    """What has changed in the handbook, as the page has it."""
    checked = check(made.root, SECOND)
    assert [] == [d.code for d in checked.diagnostics if d.severity == "error"]
    text = next(p for p in build(checked, Settings()).pages if p.path == "changes.md").markdown
    return text.partition("## In what is known")[0].partition("## In this handbook")[2]


def seen(text: str) -> str:
    """The words of a piece of the page."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def changed(made: Project) -> Project:
    made.seed("one.md", "\n".join((FRONT, HEADING, PLAIN.replace("milder", "much milder"), BODY)))
    return made.glossary(MINIMAL["seeds/glossary.yaml"] + "- {id: steroid, term: steroid, plain: A drug against swelling.}\n")


def test_a_handbook_without_versions_tells_of_none(made: Project) -> None:
    """Nothing recorded, nothing said: a new handbook has no history."""
    assert page(made) == ""


def test_the_first_edition_changes_nothing(made: Project) -> None:
    """It says what it holds, and since then nothing has changed."""
    assert 0 == release(made, FIRST)
    words = seen(page(made))
    assert "Nothing has changed since 22 November 2026." in words
    assert "Version 2026.11.22 The first edition: 1 page, 1 section, 1 work, 1 term and 1 digest of a source." in words


def test_a_change_to_a_seed_shows_on_the_page(made: Project) -> None:
    """What differs from the kept edition stands there with before and after, and leads to where it is."""
    release(made, FIRST)
    text = page(changed(made))
    assert "Since version 2026.11.22 1 section changed, 1 new term." in seen(text)
    assert '<a href="care/infusions.html#steroid-cover">Steroids before every infusion</a>' in text
    assert "make the drip put in: much milder." in seen(text)
    assert '<a href="glossary.html#steroid">steroid</a>' in text


def test_what_was_new_is_kept_by_the_next_version(made: Project) -> None:
    """Recorded, the same words stand under the version, the newest first, and nothing has changed since."""
    release(made, FIRST)
    before = seen(page(changed(made))).partition(" 22 November")[0].partition("1 section")[2]
    assert 0 == release(made, SECOND)
    words = seen(page(made))
    assert "Nothing has changed since 1 December 2026." in words
    assert before in words
    assert words.index("Version 2026.12.01") < words.index("Version 2026.11.22")


def test_what_is_gone_leaves_its_plain_words_and_no_link(made: Project) -> None:
    """A removed section has no address any more; a reader still learns what it said."""
    other = HEADING.replace("#steroid-cover", "#other").replace("Steroids", "Nothing at all helps, said some,")
    made.seed("two.md", "\n".join((FRONT, other, PLAIN.replace("Steroids make the drip milder", "Some said so"), BODY)))
    release(made, FIRST)
    made.gone("seeds/two.md")
    text = page(made)
    assert "Taken out Nothing at all helps, said some, before every infusion" in seen(text)
    assert "It said, in plain words Some said so." in seen(text)
    assert "#other" not in text


def test_every_place_gets_the_number(made: Project) -> None:
    """One command writes the version wherever it stands, and leaves all else as it was."""
    release(made, FIRST)
    changed(made)
    release(made, SECOND)
    for path, text in FILES.items():
        now = made.root.joinpath(path).read_text("utf-8")
        if path != "CHANGELOG.md":
            assert text.replace("2026.1.1", "2026.12.01").replace("2026-01-01", SECOND) == now
    log = made.root.joinpath("CHANGELOG.md").read_text("utf-8")
    assert f"## {SECOND}\n\n- 1 section changed: Steroids before every infusion\n- 1 new term: steroid\n\n## {FIRST}\n" in log


def test_the_same_words_are_kept_as_the_same_bytes(made: Project, tmp_path: Path) -> None:
    """A record depends on the words alone, not on the day or the machine."""
    release(made, FIRST)
    again = project(tmp_path / "again")
    release(again, FIRST)
    for name in ("kept.json", f"{FIRST}.json"):
        assert made.root.joinpath("seeds/editions", name).read_bytes() == again.root.joinpath("seeds/editions", name).read_bytes()


def test_the_digits_of_the_content_tell_of_the_words_alone(made: Project) -> None:
    """To record a version changes no word of the handbook, so its content has the digits that it had."""
    before = build(check(made.root, FIRST), Settings()).content
    release(made, FIRST)
    assert before == build(check(made.root, FIRST), Settings()).content


@pytest.mark.parametrize(
    ("day", "said"),
    [(FIRST, "is recorded already"), ("2026-01-01", "is recorded already"), ("2027-02-30", "is no day"), ("2027-06-01", "nothing")],
)
def test_what_cannot_be_recorded_is_refused(made: Project, day: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No version twice, none before another, none on a day that there is not, none without a change; nothing is written."""
    release(made, FIRST)
    changed(made)
    release(made, SECOND)
    before = {p: p.read_bytes() for p in made.root.rglob("*") if p.is_file()}
    assert 1 == release(made, day)
    assert said in capsys.readouterr().err
    assert before == {p: p.read_bytes() for p in made.root.rglob("*") if p.is_file()}


def test_the_first_edition_can_be_made_anew(made: Project) -> None:
    """Until it is published, the first edition takes in what was written since."""
    release(made, FIRST)
    changed(made)
    assert 0 == release(made, FIRST)
    assert "Nothing has changed" in page(made)
    assert "2 terms" in page(made)


def test_what_is_kept_cannot_break_out(made: Project) -> None:
    """The files are as untrusted as seeds: words in them stay words, dates that are none do not stop the build."""
    release(made, FIRST)
    evil = '<script>alert("x")</script> </div>\n\n/// html | script'
    fact = [["as of", "2020-99", evil], ["cites", evil, "paper-2020"], ["updates", "corrects gone", evil], ["reviewed", "", evil]]
    told = {"kind": "section", "what": "changed", "id": "steroid-cover", "title": evil, "old-id": evil, "facts": fact}
    texts = [{"name": evil, "pieces": [["-", evil], ["+", evil], [evil, evil]]}]
    record = {"date": FIRST, "holds": {}, "changes": [{**told, "texts": texts}, {**told, "kind": "page", "id": evil}]}
    made.file(f"seeds/editions/{FIRST}.json", json.dumps(record, ensure_ascii=False))
    text = page(made)
    assert "<script" not in text
    assert "\n///" not in text
    assert text.count("<div") == text.count("</div>")


def test_every_file_names_the_newest_version() -> None:
    """What is published says one version everywhere: that of the newest record."""
    newest = max(r.date for r in check(HERE, FIRST).handbook.manuscript.releases)
    for place in PLACES:
        assert [place.written(newest)] == place.at.findall(HERE.joinpath(place.path).read_text("utf-8"))
    assert version_of(newest) == tomllib.loads(HERE.joinpath("pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## {newest}" == re.findall(r"^## .*$", HERE.joinpath("CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0]
