"""Where rules begin and end: the cases next to the one that a fixture shows."""

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.validate.bad_link import is_address
from handbook.validate.duplicate_page import duplicate_page
from handbook.validate.review_overdue import next_review
from handbook.validate.unfinished import unfinished
from tests.harness import BODY, FRONT, HEADING, MINIMAL, PLAIN, SEED, Project, project

LATER = "## Late reactions { #late-reactions page=care/infusions basis=cohort as-of=2021 }\n"


def with_later(made: Project, *rest: str, body: str = BODY) -> Project:
    """The seed with a second section, whose heading has these attributes instead or besides."""
    heading = LATER
    for attribute in rest:
        name = attribute.partition("=")[0]
        kept = [w for w in heading.split(" ") if not w.startswith(f"{name}=")]
        heading = " ".join([*kept[:-1], attribute, kept[-1]])
    return made.seed("one.md", "\n".join((SEED, heading, PLAIN, body)))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("care/infusions", False),
        ("#steroid-cover", False),
        ("about/method.md#bases", False),
        ("care/infusions#50%25", False),
        ("care/%69nfusions", True),
        ("care/infusions?a=1&b=2", True),
        ("#a&b", True),
        ("two words", False),
        ("one two:three", False),
        ("javascript:x", True),
        ("  javascript :x", True),
        ("x-y.z+1:x", True),
        ("1x:x", False),
        ("//host", True),
        ("/root", True),
        ("\\\\host", True),
        ("", True),
    ],
)
def test_what_is_no_page_of_the_handbook(target: str, expected: bool) -> None:
    """A scheme, a root, or signs that are written in code make an address; a misspelt page makes none."""
    assert expected is is_address(target)


@pytest.mark.parametrize(
    ("image", "fine"),
    [
        ("assets/drip.png", True),
        ("../assets/drip.png", True),
        ("../../assets/a/b-c_d.svg", True),
        ("drip.png", False),
        ("assets/../drip.png", False),
        ("../assets/..", False),
        ("https://example.org/assets/drip.png", False),
        ("xassets/drip.png", False),
        ("assets/", False),
        ("assets/a%20b.png", False),
    ],
)
def test_images_come_from_the_assets_of_hand_written_pages(tmp_path: Path, image: str, fine: bool) -> None:
    """A page shows what lies below ``docs/assets``; a seed shows no picture at all."""
    made = project(tmp_path)
    assert ([] if fine else ["bad-link"]) == made.page("about/method.md", f"# Method\n\n![x]({image})\n").check().codes
    assert ["bad-link"] == made.gone("docs/about/method.md").body(f"{BODY}\n![x]({image})\n").check().codes


@pytest.mark.parametrize(
    ("reviewed", "months", "due"),
    [
        ("2026-01-15", 12, "2027-01-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-12-31", 6, "2027-06-30"),
        ("2026-03-05", 9, "2026-12-05"),
        ("2026-03-05", 10, "2027-01-05"),
        ("2026-03-05", 36, "2029-03-05"),
        ("9990-03-05", 120, "10000-03-05"),
    ],
)
def test_the_day_of_the_next_review(tmp_path: Path, reviewed: str, months: int, due: str) -> None:
    """So many months on, on the same day, or on the last of a shorter month."""
    front = FRONT.replace("2026-11-01", f"{reviewed}\nreview-months: {months}")
    handbook = project(tmp_path).seed("one.md", "\n".join((front, HEADING, PLAIN, BODY))).check().handbook
    assert due == next_review(handbook.manuscript.seeds[0])


def test_a_review_is_overdue_after_its_day(tmp_path: Path) -> None:
    """On the day itself it is not."""
    made = project(tmp_path)
    assert [] == made.check("2027-11-01").codes
    assert ["review-overdue"] == made.check("2027-11-02").codes


@pytest.mark.parametrize(
    ("earlier", "later", "fine"),
    [
        ("2020", "2019", False),
        ("2020", "2020", True),
        ("2020", "2021", True),
        ("2020-05", "2020-04", False),
        ("2020-05", "2020-05", True),
        ("2020-05", "2020-06", True),
        ("2020-05", "2020", True),
        ("2020", "2020-01", True),
        ("2020-05", "2019-06", False),
    ],
)
def test_what_supersedes_is_no_older(tmp_path: Path, earlier: str, later: str, fine: bool) -> None:
    """Dates are compared as far as both are known; what confirms or contradicts may be of any time."""
    made = project(tmp_path)
    seed = SEED.replace("as-of=2020", f"as-of={earlier}")
    for change, expected in (("supersedes", [] if fine else ["update-of-later"]), ("confirms", []), ("contradicts", [])):
        heading = LATER.replace("as-of=2021", f"as-of={later} updates=steroid-cover change={change}")
        assert expected == made.seed("one.md", "\n".join((seed, heading, PLAIN, BODY))).check().codes


def test_a_basis_is_judged_in_every_section(tmp_path: Path) -> None:
    """One that needs nothing cited, or that the handbook does not know, does not end the search."""
    made = with_later(project(tmp_path), "basis=randomised-trial")
    seed = made.root.joinpath("seeds/one.md")
    text = seed.read_text("utf-8")
    for first in ("basis=cohort", "basis=question"):
        assert ["basis-not-borne-out"] == made.seed("one.md", text.replace("basis=cohort", first)).check().codes


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ("[](#steroid-cover) [](#nowhere)", ["unresolved-cross-reference"]),
        ("[](javascript:x) [](#nowhere)", ["bad-link", "unresolved-cross-reference"]),
        ("[A]{term=alemtuzumab} [B]{term=nothing}", ["unresolved-term"]),
        ("[A]{term=alemtuzumab}", []),
        ("[@paper-2020] [@nobody]", ["unresolved-citation"]),
        ("[@paper-2020, p. 5; @paper-2020, me@example.org]", []),
        ("[@paper-2020, @paper-2020]", ["citation-separator"]),
        ("<sub>2</sub> <sup>3</sup> x<br>y<br/>z<br />", []),
        ("a < b, 3 <4", []),
        ("<sub>2</sub> <i>x", ["raw-html"]),
    ],
)
def test_what_is_well_ends_no_search(tmp_path: Path, sections: str, expected: list[str]) -> None:
    """A fault is found behind something of its kind that is no fault."""
    assert expected == project(tmp_path).body(f"{BODY}\n{sections}\n").check().codes


def test_seeds_alone_are_held_to_their_rules(tmp_path: Path) -> None:
    """Hand-written pages are trusted with HTML, code, figures, reminders; sections below them in the list are still judged."""
    words = "TODO: more.\n\n<b>x</b> <!-- y -->\n\n    code\n\n49% fewer relapses.\n"
    made = project(tmp_path).page("index.md", f"# Home\n\n{words}")
    assert [] == made.check().codes
    codes = ["raw-html", "raw-html", "raw-html", "indented-code", "unfinished", "relative-without-absolute"]
    assert sorted(codes) == sorted(made.body(f"{BODY}\n{words}").check().codes)


def test_a_page_is_empty_only_once_all_sections_have_theirs(tmp_path: Path) -> None:
    """Nothing is said of empty pages while a section is on a page that the outline lacks."""
    more = "    - {key: later, title: Later, question: 'What then?', summary: This.}\n"
    made = project(tmp_path).topics(MINIMAL["seeds/topics.yaml"] + more)
    assert ["empty-page"] == made.check().codes
    assert ["unknown-page"] == with_later(made, "page=care/nowhere").check().codes
    assert [] == with_later(made, "page=care/later").check().codes


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{id: other, term: Other, aliases: [alemtuzumab, drip]}", ["duplicate-name"]),
        ("{id: other, term: Other, aliases: [ALEMTUZUMABS, drip]}", ["duplicate-name"]),
        ("{id: other, term: alemtuzumab}", ["duplicate-name"]),
        ("{id: other, term: drip, search: [alemtuzumab]}", []),
        ("{id: other, term: alemtuzumab, match: {text: false}}", []),
        ("{id: other, term: drip, aliases: [drips]}", []),
        ("{id: alemtuzumab, term: alemtuzumab}", ["duplicate-key"]),
    ],
)
def test_a_name_is_shared_where_a_text_could_mean_either(tmp_path: Path, entry: str, expected: list[str]) -> None:
    """Names that are searched for, or of entries that no text is matched with, are not in the way; each entry is told once."""
    entry = entry.replace("id:", "plain: Words., id:")
    assert expected == project(tmp_path).glossary(f"{MINIMAL['seeds/glossary.yaml']}- {entry}\n").check().codes


def test_a_term_counts_as_used_where_another_leads_to_it(tmp_path: Path) -> None:
    """``see-also`` is a use; so is an explicit mark; an entry that is not matched in text needs none."""
    made = project(tmp_path)
    entry = "- {id: other, term: Other, plain: Words."
    glossary = MINIMAL["seeds/glossary.yaml"]
    assert ["unused-term"] == made.glossary(f"{glossary}{entry}}}\n").check().codes
    assert [] == made.glossary(f"{glossary}{entry}, match: {{text: false}}}}\n").check().codes
    assert [] == made.glossary(f"{glossary}  see-also: [other]\n{entry}}}\n").check().codes
    assert [] == made.glossary(f"{glossary}{entry}}}\n").body(f"{BODY}\n[x]{{term=other}}\n").check().codes


def test_two_files_that_differ_in_case_are_one_address(tmp_path: Path) -> None:
    """They are on many machines; the second is told which one the first is."""
    handbook = project(tmp_path).page("about/method.md", "# Method\n").check().handbook
    (page,) = handbook.documents
    pages = (replace(page, src="about/Method.md"), page, replace(page, src="about/METHOD.md"))
    found = list(duplicate_page(replace(handbook, manuscript=replace(handbook.manuscript, documents=pages))))
    first = "has the address of `about/Method.md`"
    assert [f"`about/method.md` {first}", f"`about/METHOD.md` {first}"] == [d.message for d in found]


def test_the_marks_of_a_merge_are_told_once_each(tmp_path: Path) -> None:
    """Whatever sections stand before the one that holds them."""
    marks = "<<<<<<< HEAD\nAlemtuzumab.\n=======\nSteroids.\n>>>>>>> other\n"
    places = with_later(project(tmp_path), body=f"{BODY}\n{marks}").check().places
    told = [p for p in places if p.startswith("unfinished")]
    assert 2 == len(told) == len(set(told))


def test_each_mark_of_a_merge_is_found_in_its_own_text(tmp_path: Path) -> None:
    """Once, whether it stands in the plain reading or below it."""
    marks = "<<<<<<< HEAD\nAlemtuzumab.\n=======\nSteroids.\n>>>>>>> other\n"
    for plain, body in ((PLAIN.replace("\n", f"\n{marks}", 1), BODY), (PLAIN, f"{BODY}\n{marks}")):
        handbook = project(tmp_path).seed("one.md", "\n".join((FRONT, HEADING, plain, body))).check().handbook
        assert 2 == len(list(unfinished(handbook)))


def test_today_is_not_in_the_future(tmp_path: Path) -> None:
    """A review may be of the day of the build, and a statement of its month or year."""
    made = project(tmp_path)
    for day in ("2026", "2026-11"):
        assert [] == made.seed("one.md", SEED.replace("as-of=2020", f"as-of={day}")).check("2026-11-01").codes
    assert ["date-in-future", "date-in-future"] == made.check("2026-10-31").codes


def test_whole_folders_are_kept_for_pages_that_are_made(tmp_path: Path) -> None:
    """However deep a file lies in them; a folder of that name within another is as good as any."""
    made = project(tmp_path).page("about/glossary/x.md", "# X\n")
    assert [] == made.check().codes
    assert ["duplicate-page"] * 2 == made.page("glossary/a.md", "# A\n").page("Glossary/deep/b.md", "# B\n").check().codes


def test_no_part_of_an_address_ends_in_a_full_stop(tmp_path: Path) -> None:
    """Windows would drop it, of a folder too."""
    assert ["bad-file-name"] == project(tmp_path).page("about./method.md", "# Method\n").check().codes


def test_a_space_of_another_kind_is_shown(tmp_path: Path) -> None:
    """The name of a file is told with a mark in the place of what could be taken for something else."""
    (found,) = project(tmp_path).page("me\u00a0th\u3000od.md", "# Method\n").check().diagnostics
    assert "`me\ufffdth\ufffdod.md` cannot be the address of a page" == found.message
