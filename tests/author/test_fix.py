"""``handbook check --fix``: mends slips of the hand, leaves alone whatever could be meant."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.author.fix import sure
from handbook.command import main
from tests.harness import BODY, FRONT, HEADING, PLAIN, SEED, TODAY, Project, project


@pytest.fixture
def made(tmp_path: Path) -> Project:
    return project(tmp_path)


def mend(made: Project, *more: str) -> int:
    """Runs the command for the project."""
    return main(["check", "--fix", "--root", str(made.root), "--today", TODAY, *more])


SECOND = HEADING.replace("#steroid-cover", "#second").replace(" }", " updates=steroid-cover change=confirms }")
LONG = FRONT + "\n" + "\n".join((HEADING, PLAIN, BODY, SECOND, PLAIN, BODY + "See [](#steroid-cover), [it]{term=alemtuzumab}.\n"))
SLIPS = {
    "citation": ("[@paper-2020].\n\n## ", "[@papper-2020].\n\n## "),
    "citation in text": ("before alemtuzumab [@paper-2020]", "as @papr-2020 say"),
    "cross-reference": ("(#steroid-cover)", "(#steroid-covr)"),
    "term": ("term=alemtuzumab", "term=alemtuzumap"),
    "update": ("updates=steroid-cover", "updates=steriod-cover"),
    "page": ("page=care/infusions", "page=care/infusion"),
    "attribute": ("page=", "pgae="),
    "field": ("reviewed:", "reviewd:"),
    "source": ("source: paper-2020", "source: papper-2020"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_hand_is_mended(slip: str, made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The mended seed is the one without the slip, and what was done is said with its place."""
    right, wrong = SLIPS[slip]
    good = LONG if slip != "citation in text" else LONG.replace(right, "as @paper-2020 say")
    bad = good.replace(right if slip != "citation in text" else "as @paper-2020 say", wrong)
    assert good != bad
    made.seed("one.md", bad)
    assert mend(made) == 0
    assert (made.root / "seeds/one.md").read_text("utf-8") == good
    err = capsys.readouterr().err
    assert "seeds/one.md:" in err
    assert ": fixed[" in err


LEFT = {
    "another year": ("@paper-2020", "@paper-2021"),
    "far off": ("@paper-2020", "@smithers-2020"),
    "attribute that stands there": (" as-of=2020 }", " as-of=2020 pgae=care/infusions }"),
    "field that stands there": ("reviewed: ", "titlle: Steroids\nreviewed: "),
    "basis": ("basis=cohort", "basis=cohrt"),
    "braced key": ("@paper-2020", "@{papr-2020}"),
}


@pytest.mark.parametrize("case", LEFT)
def test_what_could_be_meant_is_left_to_a_person(case: str, made: Project) -> None:
    """Another digit, a name that is far off, a name that stands there already, a kind of evidence: nothing is guessed."""
    bad = SEED.replace(*LEFT[case])
    assert bad != SEED
    made.seed("one.md", bad)
    assert mend(made) == 1
    assert (made.root / "seeds/one.md").read_text("utf-8") == bad


def test_of_two_near_names_none_is_chosen(made: Project) -> None:
    """Where two works can be meant, somebody has to say which."""
    old = (made.root / "seeds/references.yaml").read_text("utf-8")
    made.references(old + old.replace("paper-2020", "papers-2020").replace("Steroids", "More"))
    made.body(BODY.replace("paper-2020", "paperr-2020"))
    assert mend(made) == 1
    assert "@paperr-2020" in (made.root / "seeds/one.md").read_text("utf-8")


def test_a_missing_plain_reading_is_put_in_to_do(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The block stands below the heading; the handbook stays unfinished until somebody writes it."""
    made.seed("one.md", FRONT + "\n" + HEADING + "\n" + BODY + "\n" + SECOND + BODY)
    assert mend(made) == 1
    stub = "\n/// plain\nTODO: say it in plain words, how sure it is too.\n///\n\n"
    assert (made.root / "seeds/one.md").read_text("utf-8") == FRONT + "\n" + HEADING + stub + BODY + "\n" + SECOND + stub + BODY
    _out, err = capsys.readouterr()
    assert err.count("fixed[missing-plain]") == 2
    assert made.check().codes == ["unfinished", "unfinished"]
    assert mend(made) == 1
    assert "fixed" not in capsys.readouterr().err


def test_an_empty_plain_reading_is_marked_to_do(made: Project) -> None:
    """The block that is there is filled."""
    made.seed("one.md", SEED.replace("Steroids make the drip milder.\n", ""))
    assert mend(made) == 1
    assert made.check().codes == ["unfinished"]


def test_every_other_byte_stays(made: Project) -> None:
    """Mark, line ends of either kind and a missing last one stay; only the slips change."""
    text = SEED.replace("[@paper-2020]", "[@papr-2020; @papper-2020]")
    data = b"\xef\xbb\xbf" + text.encode().replace(b"\n", b"\r\n").replace(b"\r\n", b"\n", 2).rstrip()
    made.file("seeds/one.md", data)
    (made.root / "seeds/one.md").chmod(0o640)
    assert mend(made) == 0
    fixed = data.replace(b"@papr-2020", b"@paper-2020").replace(b"@papper-2020", b"@paper-2020")
    assert (made.root / "seeds/one.md").read_bytes() == fixed
    assert (made.root / "seeds/one.md").stat().st_mode & 0o777 == 0o640
    assert not [p for p in (made.root / "seeds").iterdir() if p.name.startswith(".")]


def test_what_comes_to_light_by_a_repair_is_mended_too(made: Project) -> None:
    """A misspelt field hides the whole seed; once it is mended, so is what stood behind it."""
    made.seed("one.md", LONG.replace("reviewed:", "reviewd:").replace("updates=steroid-cover", "updates=steriod-cover"))
    assert mend(made) == 0
    assert (made.root / "seeds/one.md").read_text("utf-8") == LONG


def test_tables_and_pages_are_mended_as_well(made: Project) -> None:
    """A field of the glossary, and a citation and a field of the head of a page written by hand."""
    made.glossary("- id: alemtuzumab\n  term: alemtuzumab\n  plainn: A drug for MS.\n")
    made.page("index.md", "---\ndescripton: A home.\n---\n\n# Home\n\nAs was shown [@papper-2020].\n")
    assert mend(made) == 0
    assert "  plain: A drug" in (made.root / "seeds/glossary.yaml").read_text("utf-8")
    home = (made.root / "docs/index.md").read_text("utf-8")
    assert home.startswith("---\ndescription: ")
    assert "[@paper-2020]" in home


def test_a_sound_handbook_is_not_touched(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to mend: nothing written, nothing said but the tally."""
    times = {p: p.stat().st_mtime_ns for p in (made.root / "seeds").iterdir()}
    assert mend(made) == 0
    assert {p: p.stat().st_mtime_ns for p in (made.root / "seeds").iterdir()} == times
    assert "fixed" not in capsys.readouterr().err


def test_short_names_are_never_mended() -> None:
    """Of three letters one makes another thing."""
    assert sure("igm-2020", ["igg-2020"], 4) == ""
    assert sure("itp", ["ttp"], 4) == ""
    assert sure("bofa-2020", ["boffa-2020"], 4) == "boffa-2020"


names = st.from_regex(r"[a-z]{3,8}(-[a-z]{2,6})?-[0-9]{4}", fullmatch=True)


@given(names, st.lists(names, max_size=6))
def test_no_repair_changes_a_digit(written: str, known: list[str]) -> None:
    """Whatever is chosen is a known name with the very digits that were written."""
    name = sure(written, known, 4)
    if name:
        assert name in known
        assert [c for c in name if c.isdigit()] == [c for c in written if c.isdigit()]
