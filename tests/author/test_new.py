"""``handbook new``: what it writes can be read, stands where it says, and is never put over anything."""

from pathlib import Path

import pytest

from handbook.author.new import SCHEMA
from handbook.command import main
from tests.harness import TODAY, Project, project

SECTION = {"--id": "drip-rate", "--title": "A slower drip", "--page": "care/infusions", "--basis": "cohort", "--as-of": "2021-05"}
TERM = {"--term": "natalizumab", "--plain": "Another drug for MS."}
REFERENCE = {"--title": "An invented work", "--design": "cohort", "--issued": "2031-02"}


@pytest.fixture
def made(tmp_path: Path) -> Project:
    return project(tmp_path)


def new(made: Project, *words: str) -> int:
    """Runs the command for the project."""
    return main(["new", words[0], "--root", str(made.root), "--today", TODAY, *words[1:]])


def options(given: dict[str, str], **changed: str) -> list[str]:
    """Options as words, some of them changed."""
    named = {f"--{k.replace('_', '-')}": v for k, v in changed.items()}
    return [w for pair in {**given, **named}.items() for w in pair]


def files(made: Project) -> dict[str, bytes]:
    """Every file of the project."""
    return {p.relative_to(made.root).as_posix(): p.read_bytes() for p in made.root.rglob("*") if p.is_file()}


def test_a_seed_is_made_and_can_be_read(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The new seed has title, source and today's date, and draws no complaint of its own."""
    assert new(made, "seed", "two", "--title", "What: a title", "--source", "paper-2020") == 0
    assert capsys.readouterr().out == "seeds/two.md:1\n"
    assert (made.root / "seeds/two.md").read_text("utf-8") == (
        f'---\n{SCHEMA}\ntitle: "What: a title"\nsource: paper-2020\nreviewed: {TODAY}\n---\n'
    )
    assert made.check(TODAY).codes == []


def test_a_seed_can_have_several_sources(made: Project) -> None:
    """Each ``--source`` is one key of the list."""
    assert new(made, "reference", "other-2031", *options(REFERENCE)) == 0
    assert new(made, "seed", "two", "--title", "T", "--source", "paper-2020", "--source", "other-2031") == 0
    assert "source: [paper-2020, other-2031]\n" in (made.root / "seeds/two.md").read_text("utf-8")


def test_a_section_is_a_skeleton_that_must_be_filled(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The section stands at the end of its seed with its attributes; all that is missing is its two texts."""
    assert new(made, "section", "one", *options(SECTION)) == 0
    place = capsys.readouterr().out.strip()
    lines = (made.root / "seeds/one.md").read_text("utf-8").split("\n")
    assert lines[int(place.removeprefix("seeds/one.md:")) - 1] == (
        "## A slower drip { #drip-rate page=care/infusions basis=cohort as-of=2021-05 }"
    )
    found = made.check()
    assert set(found.codes) == {"unfinished"}
    assert len(found.codes) == 2
    assert [s.id.value for s in found.handbook.manuscript.seeds[0].sections] == ["steroid-cover", "drip-rate"]


def test_a_section_cites_what_it_is_told_to(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Works that are named stand in the line to be filled in, and must be there."""
    assert new(made, "reference", "other-2031", *options(REFERENCE)) == 0
    assert new(made, "section", "one", *options(SECTION), "--cite", "other-2031", "--cite", "paper-2020") == 0
    assert made.root.joinpath("seeds/one.md").read_text("utf-8").endswith("in how many [@other-2031; @paper-2020].\n")
    assert new(made, "section", "one", *options({**SECTION, "--id": "x"}), "--cite", "othre-2031") == 1
    assert "did you mean `other-2031`?" in capsys.readouterr().err


def test_a_section_leaves_the_seed_above_it_as_it_was(made: Project) -> None:
    """Line ends, mark and every line of the old text stay."""
    path = made.root / "seeds/one.md"
    old = b"\xef\xbb\xbf" + path.read_bytes().rstrip().replace(b"\n", b"\r\n")
    made.file("seeds/one.md", old)
    assert new(made, "section", "seeds/one.md", *options(SECTION, plain="It may help.")) == 0
    data = path.read_bytes()
    assert data.startswith(old + b"\r\n\r\n## A slower drip {")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"/// plain\r\nIt may help.\r\n///\r\n" in data


def test_a_section_can_update_others(made: Project) -> None:
    """Two ids make one quoted attribute, which the compiler reads as two."""
    assert new(made, "section", "one", *options(SECTION)) == 0
    more = options({**SECTION, "--id": "third"}, change="confirms")
    assert new(made, "section", "one", *more, "--updates", "steroid-cover", "--updates", "drip-rate") == 0
    assert [u.of.id.value for u in made.check().handbook.updates] == ["steroid-cover", "drip-rate"]


def test_a_reference_says_what_it_was_told(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """People, bodies, dates and identifiers come back as the compiler reads them."""
    people = ["--author", "Coles AJ", "--author", "de Seze, Jérôme", "--author", "Example Agency", "--author", "others"]
    numbers = [
        "--doi",
        "https://doi.org/10.5555/Invented.2",
        "--pmid",
        "99000002",
        "--participants",
        "12",
        "--registry",
        "NCT99999999",
    ]
    assert new(made, "reference", "coles-2031", *options(REFERENCE, page="11-9", journal="J: I"), *people, *numbers) == 0
    said = capsys.readouterr()
    assert said.out == "seeds/references.yaml:1\n"
    assert "`Example Agency` is taken for a body" in said.err
    found = made.check()
    assert found.codes == ["unused-reference"]
    r = found.handbook.references["coles-2031"]
    assert r.csl["author"] == [
        {"family": "Coles", "given": "AJ"},
        {"family": "de Seze", "given": "Jérôme"},
        {"literal": "Example Agency"},
        {"literal": "others"},
    ]
    assert (r.date, r.text("DOI"), r.text("PMID"), r.text("container-title")) == (
        "2031-02",
        "10.5555/Invented.2",
        "99000002",
        "J: I",
    )
    assert (r.design, r.participants, r.registry, r.verified) == ("cohort", 12, ("NCT99999999",), "full")


def test_a_term_says_what_it_was_told(made: Project) -> None:
    """Every option ends in its field."""
    more = [
        "--alias",
        "Tysabri",
        "--search",
        "natalizumap",
        "--see-also",
        "alemtuzumab",
        "--cite",
        "paper-2020",
        "--not",
        "natalizumab trial",
    ]
    assert new(made, "term", "natalizumab", *options(TERM, abbreviation="NTZ", trap="None."), *more) == 0
    found = made.check()
    assert found.codes == ["unused-term"]
    t = found.handbook.terms["natalizumab"]
    assert (t.name, t.abbreviation, t.plain, t.trap) == ("natalizumab", "NTZ", "Another drug for MS.", "None.")
    assert [a.value for a in (*t.aliases, *t.see_also, *t.citations)] == ["Tysabri", "alemtuzumab", "paper-2020"]
    assert (t.search, t.never_in) == (("natalizumap",), ("natalizumab trial",))


REFUSED = {
    "seed: there already": (["seed", "one", "--title", "T", "--source", "paper-2020"], "is there already"),
    "seed: outside": (["seed", "../two", "--title", "T", "--source", "paper-2020"], "cannot be the name"),
    "seed: device": (["seed", "con", "--title", "T", "--source", "paper-2020"], "cannot be the name"),
    "seed: source": (["seed", "two", "--title", "T", "--source", "papr-2020"], "did you mean `paper-2020`?"),
    "seed: title": (["seed", "two", "--title", " ", "--source", "paper-2020"], "`title`"),
    "section: seed": (["section", "onne", *options(SECTION)], "did you mean `one`?"),
    "section: page": (["section", "one", *options(SECTION, page="care/infusion")], "did you mean `care/infusions`?"),
    "section: basis": (["section", "one", *options(SECTION, basis="cohrt")], "did you mean `cohort`?"),
    "section: date": (["section", "one", *options(SECTION, as_of="lately")], "`as-of` cannot be"),
    "section: id": (["section", "one", *options(SECTION, id="Drip_Rate")], "cannot be an id"),
    "section: taken id": (["section", "one", *options(SECTION, id="steroid-cover")], "is there already"),
    "section: id with more": (["section", "one", *options(SECTION, id="a page=x/y")], "twice"),
    "section: title": (["section", "one", *options(SECTION, title="A { b }")], ""),
    "section: cited title": (["section", "one", *options(SECTION, title="As in [@paper-2020]")], "cannot stand in a heading"),
    "section: empty title": (["section", "one", *options(SECTION, title="")], ""),
    "section: updates": (
        ["section", "one", *options(SECTION, updates="steroid-covr", change="confirms")],
        "did you mean `steroid-cover`?",
    ),
    "section: no change": (["section", "one", *options(SECTION, updates="steroid-cover")], "needs `change`"),
    "section: block": (["section", "one", *options(SECTION, plain="///")], ""),
    "reference: taken": (["reference", "paper-2020", *options(REFERENCE)], "is taken: seeds/references.yaml:1:7"),
    "reference: key": (["reference", "Paper", *options(REFERENCE)], "`id`"),
    "reference: type": (["reference", "a-2031", *options(REFERENCE, type="article-jurnal")], "did you mean `article-journal`?"),
    "reference: design": (["reference", "a-2031", *options(REFERENCE, design="cohrt")], "did you mean `cohort`?"),
    "reference: doi": (["reference", "a-2031", *options(REFERENCE, doi="10.1/")], "`DOI` cannot be used"),
    "reference: pmid": (["reference", "a-2031", *options(REFERENCE, pmid="12x")], "`PMID` cannot be used"),
    "reference: url": (["reference", "a-2031", *options(REFERENCE, url="javascript:x")], "`URL` cannot be used"),
    "reference: date": (["reference", "a-2031", *options(REFERENCE, issued="2031-13")], "is no date"),
    "reference: same work": (
        ["reference", "a-2031", *options(REFERENCE, title="Steroids before infusions")],
        "cite it as [@paper-2020]",
    ),
    "term: taken": (["term", "alemtuzumab", *options(TERM)], "is there already"),
    "term: name": (["term", "other", *options(TERM, term="Alemtuzumab")], "is a name of the term `alemtuzumab`"),
    "term: id": (["term", "Other", *options(TERM)], "`id`"),
    "term: see also": (["term", "other", *options(TERM, see_also="alemtuzumap")], "did you mean `alemtuzumab`?"),
    "term: citation": (["term", "other", *options(TERM, cite="papr-2020")], "did you mean `paper-2020`?"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(
    case: str, made: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says why, one may help; the status is 1 and every file is as it was."""
    before = files(made)
    words, said = REFUSED[case]
    assert new(made, *words) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("handbook: ")
    assert said in err
    assert len(err.splitlines()) <= 2
    assert files(made) == before


def test_nothing_is_added_to_what_cannot_be_read(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A table with faults is not taken for an empty one."""
    made.references("- id: [\n")
    assert new(made, "reference", "a-2031", *options(REFERENCE)) == 1
    assert new(made, "seed", "two", "--title", "T", "--source", "paper-2020") == 1
    assert capsys.readouterr().err.count("seeds/references.yaml` has faults") == 2
