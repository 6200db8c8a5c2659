"""``handbook import``: works of other programs, shown first, written only where that is wanted, never trusted."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.author.formats import FORMATS, works_in
from handbook.author.formats.tagged import nbib, ris
from handbook.author.imports import plan
from handbook.author.record import record
from handbook.author.refused import RefusedError
from handbook.author.same import Shelf
from handbook.command import main
from handbook.pipeline import check
from handbook.write.exports import bibtex
from handbook.write.exports import ris as as_ris
from handbook.write.formatting import csl_items
from tests.harness import TODAY, Project, project

ROOT = Path(__file__).parent.parent.parent
SAMPLES = Path(__file__).parent / "samples"
"""One work that the handbook has, and one that is invented."""
PERUMAL = """\
- id: perumal-2012
  type: article-journal
  title: Subcutaneous administration of alemtuzumab in patients with highly active multiple sclerosis
  volume: "19"
  DOI: 10.1177/1352458511435716
  custom: {design: case-report}
"""
KINDS = ["works.nbib", "works.ris", "works.bib", "works.json"]


@pytest.fixture
def made(tmp_path: Path) -> Project:
    made = project(tmp_path)
    return made.references((tmp_path / "seeds/references.yaml").read_text("utf-8") + PERUMAL)


def take(made: Project, file: Path, *more: str) -> int:
    """Runs the command for the project."""
    return main(["import", "--root", str(made.root), "--today", TODAY, str(file), *more])


def given_file(made: Project, content: object) -> Path:
    """A file to import: CSL-JSON unless it is text already."""
    path = made.root / "given"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


@pytest.mark.parametrize("name", KINDS)
def test_the_same_works_become_the_same_entries_from_every_format(name: str, made: Project) -> None:
    """Whichever program they come from, what is known is known, and what is new is told alike."""
    assert take(made, SAMPLES / name, "--yes") == 0
    found = made.check()
    assert [c for c in found.codes if c != "unused-reference"] == []
    assert set(found.handbook.references) == {"paper-2020", "perumal-2012", "ostergard-2031"}
    r = found.handbook.references["ostergard-2031"]
    assert r.csl == {
        "id": "ostergard-2031",
        "type": "article-journal",
        "title": "An invented trial: steroids against beta-placebo & rest",
        "author": [
            {"family": "Østergård", "given": "Åse"},
            {"family": "Example", "given": "Ann"},
            {"literal": "Invented Study Group"},
        ],
        "issued": {"date-parts": [[2031, 3, 4]]},
        "container-title": "Journal of Invented Results",
        "container-title-short": "J Invent Res",
        "volume": "7",
        "issue": "2",
        "page": "101-109",
        "DOI": "10.5555/invented.1",
        "PMID": "99000001",
        "PMCID": "PMC9900001",
    }
    assert (r.design, r.verified) == ("randomised-trial", "full")
    assert r.registry == (("NCT99999999",) if name == "works.nbib" else ())


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_written_unless_it_is_wanted(name: str, made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Without ``--yes`` the plan is shown: what is new, what is there and why, and what differs."""
    before = (made.root / "seeds/references.yaml").read_bytes()
    assert take(made, SAMPLES / name) == 0
    out, err = capsys.readouterr()
    assert "= `perumal-2012` is there already: the same DOI, 10.1177/1352458511435716\n" in out
    assert "    volume: 19 here, 18 in the file\n" in out
    assert "    PMID: 22252465 in the file alone\n" in out
    assert "+ `ostergard-2031`: An invented trial" in out
    assert "    design: randomised-trial, from the publication type “Randomized Controlled Trial”\n" in out
    assert err == "1 new, 1 there already, 0 unclear; nothing was written: add --yes\n"
    assert (made.root / "seeds/references.yaml").read_bytes() == before


def test_an_import_done_twice_adds_nothing(made: Project) -> None:
    """The second time every work is there already."""
    assert take(made, SAMPLES / "works.nbib", "--yes") == 0
    before = (made.root / "seeds/references.yaml").read_bytes()
    assert take(made, SAMPLES / "works.ris", "--yes") == 0
    assert (made.root / "seeds/references.yaml").read_bytes() == before


@pytest.mark.parametrize("form", ["bib", "ris", "json"])
def test_what_the_handbook_exports_it_knows_again(form: str, tmp_path: Path) -> None:
    """Every work of the real handbook, exported and imported, is found to be there under its own key."""
    handbook = check(ROOT, TODAY).handbook
    works = list(handbook.references.values())
    text = {
        "bib": "\n\n".join(map(bibtex, works)),
        "ris": "\r\n".join(map(as_ris, works)),
        "json": json.dumps(csl_items(works)),
    }[form]
    (tmp_path / "works").write_bytes(text.encode())
    planned = plan(handbook, tmp_path / "works", ())
    assert planned.tally == f"0 new, {len(works)} there already, 0 unclear"
    assert [line.split("`")[1] for line in planned.lines if line.startswith("=")] == [r.key.value for r in works]


def test_lines_folded_anywhere_are_put_together(made: Project) -> None:
    """A value goes on in every indented line, an identifier without a gap; ``Jr`` is no given name; tags in a text are text."""
    nbib = "PMID- 39999991\r\nTI  - Lymphocytes and \r\n      infections:\r\n   a cohort study\r\nLID - 10.1177/135245\r\n      85249999 [doi]\r\n"
    nbib += "AB  - We followed\r\n      PT  - Review\r\n      many.\r\nFAU - O'Brien, Ann P Jr\r\nDP  - 2024 Nov-Dec\r\nJT  - Neurology\r\nPT  - Journal Article\r\n"
    assert 0 == take(made, given_file(made, nbib), "--yes")
    work = made.check().handbook.references["obrien-2024"]
    assert ("Lymphocytes and infections: a cohort study", "10.1177/13524585249999") == (work.text("title"), work.text("DOI"))
    assert [{"family": "O'Brien", "given": "Ann P", "suffix": "Jr"}] == work.csl["author"]
    assert ("2024-11", "cohort") == (work.date, work.design)


def test_identifiers_outweigh_titles(made: Project) -> None:
    """Another DOI is another work whatever its title; a work without identifiers is known by its title."""
    title = "Subcutaneous administration of alemtuzumab in patients with highly active multiple sclerosis"
    other = {"type": "article-journal", "title": title, "DOI": "10.5555/other", "issued": {"date-parts": [[2031]]}}
    same = {"type": "article-journal", "title": title.upper() + "."}
    planned = plan(check(made.root, TODAY).handbook, given_file(made, [other, same]), ["review"])
    assert planned.tally == "1 new, 1 there already, 0 unclear"
    assert "    `perumal-2012` has the same title, but another identifier" in planned.lines


def test_identifiers_that_disagree_are_for_a_person_to_settle(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A DOI of one work with the PubMed number of another is neither."""
    made.references((made.root / "seeds/references.yaml").read_text("utf-8").replace("  volume:", '  PMID: "99000009"\n  volume:'))
    mixed = [
        {"title": "A", "DOI": "10.5555/a", "issued": {"date-parts": [[2031]]}},
        {"title": "B", "DOI": "10.5555/a", "PMID": "99000009"},
    ]
    assert take(made, given_file(made, mixed), "--design", "review", "--yes") == 1
    assert "its identifiers lead to several works" in capsys.readouterr().out


def test_a_work_that_stands_twice_in_the_file_is_added_once(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is held against itself as well."""
    work = {"title": "A trial", "DOI": "10.5555/a", "author": [{"family": "Roe"}], "issued": {"date-parts": [[2031]]}}
    assert take(made, given_file(made, [work, {**work, "DOI": "https://doi.org/10.5555/A"}]), "--design", "cohort", "--yes") == 0
    assert "= `roe-2031` stands twice in the file: the same DOI" in capsys.readouterr().out
    assert set(made.check().handbook.references) == {"paper-2020", "perumal-2012", "roe-2031"}


def test_keys_are_author_and_year_and_never_taken_twice(made: Project) -> None:
    """A second work of one author and year gets ``-b``; umlauts and apostrophes fold; bodies and titles help out."""

    def work(n: int, **more: Any) -> dict[str, Any]:
        return {"title": f"Work {n}", "issued": {"date-parts": [[2031]]}, **more}

    works = [
        work(1, author=[{"family": "Müller-Łuk"}]),
        work(2, author=[{"family": "Müller-Łuk"}]),
        work(3, author=[{"family": "O'Brien"}]),
        work(4, author=[{"literal": "European Medicines Agency"}]),
        work(5),
        {"title": "未来", "author": [{"family": "未来"}]},
    ]
    planned = plan(check(made.root, TODAY).handbook, given_file(made, works), ["review"])
    keys = ["muller-luk-2031", "muller-luk-2031-b", "obrien-2031", "european-medicines-2031", "work-5-2031", "work-undated"]
    assert [e["id"] for e in planned.added] == keys


@pytest.mark.parametrize(
    ("title", "kinds", "design"),
    [
        ("X", ["Journal Article", "Systematic Review", "Review"], "systematic-review"),
        ("X", ["Meta-Analysis"], "systematic-review"),
        ("X", ["Multicenter Study", "Randomized Controlled Trial"], "randomised-trial"),
        ("X: the extension study", ["Randomized Controlled Trial"], "extension"),
        ("X", ["Case Reports"], "case-report"),
        ("X", ["Review"], "review"),
        ("X", ["Practice Guideline"], "guideline"),
        ("X: a non-randomised cohort", [], "cohort"),
        ("X: a randomised trial", ["Journal Article"], "randomised-trial"),
        ("X", ["Journal Article"], ""),
    ],
)
def test_the_design_is_taken_from_the_publication_type_or_guessed(title: str, kinds: list[str], design: str, made: Project) -> None:
    """It is said where a design comes from; where nothing tells it, the work waits for somebody who knows."""
    lines = ["PMID- 99000005", f"TI  - {title}", "DP  - 2031", *(f"PT  - {k}" for k in kinds)]
    planned = plan(check(made.root, TODAY).handbook, given_file(made, "\n".join(lines)), ())
    assert [e["custom"]["design"] for e in planned.added] == ([design] if design else [])
    assert planned.unclear == (not design)


def test_a_design_can_be_said_for_all_or_for_one(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """What is said of one work outweighs what is said of all; a key or design that is none is refused."""
    works = [
        {"title": t, "author": [{"family": t}], "issued": {"date-parts": [[2031]]}, "DOI": f"10.5555/{t}"} for t in ("Roe", "Doe")
    ]
    path = given_file(made, works)
    assert take(made, path) == 1
    assert "add --design roe-2031=…" in capsys.readouterr().out
    assert take(made, path, "--design", "chort") == 1
    assert "did you mean `cohort`?" in capsys.readouterr().err
    assert take(made, path, "--design", "roe-2032=cohort") == 1
    assert "did you mean `roe-2031`?" in capsys.readouterr().err
    assert take(made, path, "--design", "review", "--design", "roe-2031=cohort", "--yes") == 0
    references = made.check().handbook.references
    assert (references["roe-2031"].design, references["doe-2031"].design) == ("cohort", "review")


def test_what_an_identifier_cannot_be_is_left_out_and_said(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Identifiers are held against their pattern; an address stands only where no identifier leads to the work."""
    bad = {
        "title": "A",
        "DOI": "javascript:alert(1)",
        "PMID": "12 34",
        "PMCID": "X1",
        "URL": "javascript:alert(1)",
        "issued": {"date-parts": [[20310]]},
    }
    assert take(made, given_file(made, [bad]), "--design", "review", "--yes") == 0
    assert capsys.readouterr().out.count("is left out: `") == 4
    assert made.check().handbook.references["a-undated"].csl == {"id": "a-undated", "type": "article", "title": "A"}


def test_a_hostile_file_brings_in_words_alone(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """No tag for formatting, hidden character or escape for terminals comes through, and the YAML stays one list of works."""
    work = {
        "id": "../../etc",
        "type": "evil",
        "title": "<i>A</i>\u202e\u200b\x1b[31m title\n- id: injected\ud800",
        "author": [{"family": "Roe\n  custom: {}", "evil": 1}, "x", {"given": "only"}, {"literal": ["a", "b"]}],
        "custom": {"verified": "full", "design": "randomised-trial"},
        "note": "never seen",
        "container-title": {"a": 1},
        "volume": True,
    }
    assert take(made, given_file(made, [work]), "--design", "review", "--yes") == 0
    assert capsys.readouterr().out.isprintable() or "\x1b" not in capsys.readouterr().out
    found = made.check()
    assert set(found.codes) == {"unused-reference"}
    assert set(found.handbook.references) == {"paper-2020", "perumal-2012", "roe-custom-undated"}
    assert found.handbook.references["roe-custom-undated"].csl == {
        "id": "roe-custom-undated",
        "type": "document",
        "title": "A [31m title - id: injected",
        "author": [{"family": "Roe custom: {}"}],
    }


WRONG = {
    "empty": "",
    "prose": "Dear all, here are the papers.",
    "cut JSON": '[{"title": "A"',
    "deep JSON": "[" * 100_000,
    "long number": "[" + "9" * 10_000 + "]",
    "JSON of something else": '{"items": 3}',
    "list of texts": '["a"]',
    "empty list": "[]",
    "cut BibTeX": "@article{x, title={a",
    "BibTeX without works": "@comment{x}",
    "RIS without works": "TY  - \n",
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_is_no_list_of_works_is_refused_in_a_line(case: str, made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback, status 1, nothing written."""
    before = (made.root / "seeds/references.yaml").read_bytes()
    assert take(made, given_file(made, WRONG[case]), "--yes") == 1
    out, err = capsys.readouterr()
    assert len((out + err).splitlines()) <= 6
    assert "Traceback" not in err
    assert (made.root / "seeds/references.yaml").read_bytes() == before


def test_a_file_that_cannot_be_read_is_refused_in_a_line(made: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Not there, a folder, not UTF-8, too large."""
    (made.root / "latin").write_bytes("@article{x, title={Behçet}}".encode("latin-1"))
    (made.root / "large").write_bytes(b" " * 2_000_001)
    for name in ("nothing", "seeds", "latin", "large"):
        assert take(made, made.root / name) == 1
        assert capsys.readouterr().err.startswith("handbook: ")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["family", "date-parts", "raw", "x"]), inner, max_size=2)
    ),
    max_leaves=6,
)
fields = st.sampled_from(["type", "title", "author", "issued", "DOI", "PMID", "URL", "note", "page", "volume", "genre"])


@given(st.dictionaries(fields, json_values))
def test_any_item_becomes_a_record(item: dict[str, Any]) -> None:
    """Cleaning is total: it takes any JSON for a work and gives back a record whose key can be a key."""
    work = record(item)
    assert Shelf(()).free(work.stem) == work.stem
    assert all(c.islower() or c.isdigit() or c == "-" for c in work.stem)


lines = st.sampled_from(
    ["PMID- 1234", "TI  - A", "TY  - JOUR", "ER  - ", "DP  - 2031 Mar", "PG  - 1-", "AU  - ", "FAU - ,", "DA  - 2031//", "      b"]
)


@given(st.lists(lines | st.text(max_size=12), max_size=12).map("\n".join))
def test_any_lines_can_be_read_as_tags(text: str) -> None:
    """The parsers of tagged lines give works or none, whatever the lines are."""
    for parse in (nbib, ris):
        assert all(w.stem for w in parse(text))


@given(st.text(max_size=60))
def test_any_text_is_works_or_is_refused(text: str) -> None:
    """Nothing but a refusal comes out of a text that is no list of works."""
    try:
        name, found = works_in(text)
    except RefusedError:
        return
    assert found
    assert name in [n for n, _, _ in FORMATS]
