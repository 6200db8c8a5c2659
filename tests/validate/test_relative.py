"""When a relative figure stands alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.validate.relative_without_absolute import RELATIVE as FIGURE
from handbook.validate.relative_without_absolute import may_be_relative
from tests.harness import BODY, FRONT, HEADING, PLAIN, SEED, project


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("There were 49% fewer relapses.", ["49% fewer"]),
        ("There were 49 per cent more relapses.", ["49 per cent more"]),
        ("It was reduced by 49.5%.", ["reduced by 49.5%"]),
        ("They were 3.5 times as likely.", ["3.5 times as likely"]),
        ("The hazard ratio was 0.45.", ["hazard ratio was 0.45"]),
        ("The HR was 0.45.", ["HR was 0.45"]),
        ("There were 49% FEWER relapses.", ["49% FEWER"]),
        ("Of them 49% had fewer relapses.", []),
        ("There were fewer relapses.", []),
        ("49% fewer, and 30% lower.", ["49% fewer", "30% lower"]),
        ("49% fewer: 0.26 v 0.52 a year.", []),
        ("49% fewer: 0.26 against 0.52 a year.", []),
        ("49% fewer: 3 of 40.", []),
        ("49% fewer, in 12 people.", []),
        ("49% fewer. The absolute figures are not known.", []),
        ("49% fewer. No absolute risk is given.", []),
        ("The HR was 0.45 (95% CI 0.3 to 0.6).", ["HR was 0.45"]),
        ("The HR was 0.45 (95% CI 0.3–0.6), in 3 of 40.", []),
        ("The odds ratio, 95% confidence interval 0.3 to 0.6, was 0.45.", ["odds ratio, 95"]),
        ("In 12 people. There were 49% fewer relapses.", []),
    ],
)
def test_an_absolute_figure_stands_beside_a_relative_one(tmp_path: Path, text: str, alone: list[str]) -> None:
    """Two figures set against each other, a number of people, or the plain word that it is not known."""
    result = project(tmp_path).body(f"{BODY}\n{text}\n").check()
    assert ["relative-without-absolute"] * len(alone) == result.codes
    line = result.sources["seeds/one.md"].line(15)
    assert alone == [line[d.span.column - 1 :][: d.span.length] for d in result.diagnostics]


PIECES = ["49", "3.5", "%", " per cent", " ", "\n", " fewer", "fewer", " MORE", "hazard", " Ratio", " was ", "HR", " hr ", "three"]
PIECES += [" cut by ", "by ", "fell", " times as ", "TIMES as", "likely", ".", "of 40"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_relative_figure_is_passed_over(text: str) -> None:
    """Where a text has one, the quick look says that it may."""
    assert may_be_relative(text) or not FIGURE.search(text)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("In 12 people.\n49% fewer.", True),
        ("49% fewer.\nIn 12 people.", True),
        ("In 12 people.\n\n49% fewer.", False),
        ("49% fewer.\n\nIn 12 people.", False),
        ("In 12 people.\n\n49% fewer.\n\nIn 12 people.", False),
        ("Words.\n\nIn 12 people, 49% fewer.\n\nWords.", True),
        ("Words.\n\nMore words.\n\nIn 12 people, 49% fewer, so it is.\n\nWords.\n\nWords.", True),
    ],
)
def test_beside_means_in_the_same_paragraph(tmp_path: Path, text: str, fine: bool) -> None:
    """A figure in the paragraph above or below is not beside; one in another line of the same paragraph is."""
    expected = [] if fine else ["relative-without-absolute"]
    assert expected == project(tmp_path).body(f"{text}\n\nAlemtuzumab [@paper-2020].\n").check().codes


RELATIVE = [
    f"13% {w}"
    for w in ["lower", "higher", "fewer", "less", "more", "smaller", "larger", "reduction", "increase", "decrease", "drop"]
]
RELATIVE += ["13 % lower", "13.5% lower", "13 per cent lower"]
RELATIVE += [f"{w} ratio of 13" for w in ("hazard", "odds", "risk", "rate")] + ["HR 13"]
RELATIVE += [f"{w} by 13%" for w in ["reduced", "cut", "lowered", "raised", "fell", "rose"]]
RELATIVE += [f"13 times as {w}" for w in ["many", "likely", "often", "high"]]
ABSOLUTE = [f"3 {w} 5" for w in ("v", "vs", "versus", "against", "compared with", "and", "to", "of", "in", "out of", "per")]
ABSOLUTE += ["3.5% a year v 5.5% a year", "3,000 of 5,000", "3 of the 0.5 million and 5"]
ABSOLUTE += [f"3 {w}" for w in ["people", "patients", "persons", "cases", "participants"]]
ABSOLUTE += [
    f"the absolute {w} not known"
    for w in [
        "figure is",
        "figures are",
        "number is",
        "numbers are",
        "rate is",
        "rates are",
        "risk is",
        "risks are",
        "gain is",
        "benefit is",
        "difference is",
    ]
]
ABSOLUTE += ["it does not give absolute figures", "no absolute risk"]
NEITHER = [
    "3 peopled",
    "3.5",
    "v 5",
    "3 visits 5",
    "3 andante 5",
    "the absolute figures",
    "3; and 5",
    "3. And 5",
    "3\n\nand 5",
]


@pytest.mark.parametrize("relative", RELATIVE)
def test_whatever_is_relative_wants_something_absolute(tmp_path: Path, relative: str) -> None:
    """However it is put."""
    made = project(tmp_path)
    assert ["relative-without-absolute"] == made.body(f"{BODY}\nIt is {relative}.\n").check().codes
    assert [] == made.body(f"{BODY}\nIt is {relative}: 3 people.\n").check().codes


@pytest.mark.parametrize("absolute", ABSOLUTE)
def test_whatever_is_absolute_will_do(tmp_path: Path, absolute: str) -> None:
    """Before the relative figure or behind it."""
    made = project(tmp_path)
    for text in (f"{absolute}: 13% fewer", f"13% fewer: {absolute}"):
        assert [] == made.body(f"{BODY}\nIt is {text}.\n").check().codes, text


@pytest.mark.parametrize("words", NEITHER)
def test_what_only_looks_absolute_will_not(tmp_path: Path, words: str) -> None:
    """One figure without its whole, words that begin like one between figures, figures of two sentences."""
    made = project(tmp_path).body(f"{BODY}\nThey had 13% fewer: {words}.\n")
    assert ["relative-without-absolute"] == made.check().codes


def test_signs_of_several_kinds_hide_nothing() -> None:
    """A text may have each of the signs by which a relative figure is known."""
    text = "The odds ratio was high: 3 times as many had 13 per cent more."
    assert may_be_relative(text)


@pytest.mark.parametrize("text", ["3 people had 13% fewer.", "It was 13% less: 3 v 5"])
def test_the_ends_of_a_text_belong_to_it(tmp_path: Path, text: str) -> None:
    """An absolute figure may be the first or the last thing that a text says, and nothing need end the last line of a file."""
    made = project(tmp_path)
    assert [] == made.seed("one.md", "\n".join((FRONT, HEADING, f"/// plain\n{text}\n///\n", BODY))).check().codes
    assert [] == made.body(f"{BODY}\n{text}").check().codes


LATER = "## Late reactions { #late page=care/infusions basis=cohort as-of=2021 }\n"


def test_more_figures_than_can_be_judged(tmp_path: Path) -> None:
    """After 200,000 characters that were looked at for the figures of one seed, each text of it is told so once, where it is."""
    paragraph = ("3 of 40: " + "13% less, so there " * 100).ljust(1999) + "."
    assert (2000, 100) == (len(paragraph), len(FIGURE.findall(paragraph)))
    made = project(tmp_path)
    assert [] == made.body(f"{paragraph}\n\n{BODY}").check().codes
    more = "\n13% less, of 3 in 40. And 13% less, of 3 in 40.\n"
    found = made.seed("one.md", f"{SEED}\n{paragraph}\n{more}\n{LATER}\n{PLAIN}\n{BODY}{more}").check()
    assert ["relative-without-absolute seeds/one.md:17:1", "relative-without-absolute seeds/one.md:27:1"] == found.places
    assert {"more relative figures stand here than can be judged"} == {d.message for d in found.diagnostics}
    assert {"write fewer in one paragraph, each with the absolute one"} == {d.help for d in found.diagnostics}
    assert {8} == {d.span.length for d in found.diagnostics}
