"""Which figures want a source, and when one has it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.validate.figure_without_source import figures
from tests.harness import FRONT, HEADING, MINIMAL, PLAIN, Project, project

FEW = "[@paper-2020] alemtuzumab"


def printing(made: Project, figures: str) -> Project:
    """The project, with a reference that lists these figures."""
    return made.references(MINIMAL["seeds/references.yaml"].replace("cohort}", f"cohort, figures: [{figures}]}}"))


def unknown(made: Project) -> list[str]:
    """The figures that are reported."""
    result = made.check()
    assert {"figure-without-source"} >= set(result.codes), result.text
    return [d.message.split("`")[1] for d in result.diagnostics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0, 1 and 12 people", []),
        ("13 people, 99", ["13", "99"]),
        ("2.5 and 0.5", ["2.5", "0.5"]),
        ("in 1900, 1999, 2026 and 2099", []),
        ("1899, 2100 and 19999", ["1899", "2100", "19999"]),
        ("1,033 or 1,033,000", ["1,033", "1,033,000"]),
        ("24, 25. And 26.", ["24", "25", "26"]),
        ("20–30 and 40-50", ["20", "30", "40", "50"]),
        ("-13, +14, ~15, <16, =17", ["13", "14", "15", "16", "17"]),
        ("13% (14) [15] *16* 17/18", ["13", "14", "15", "16", "17", "18"]),
        ("CAMMS223, B12, 25th, 13a, x13", []),
        ("version 1.2.3", ["1.2.3"]),
        ("9" * 5000, ["9" * 5000]),
        ("٣٤", ["٣٤"]),
        ("no figure", []),
    ],
)
def test_which_figures_want_a_source(text: str, expected: list[str]) -> None:
    """Whole numbers above twelve and all decimals do; years, and numbers inside a name, do not."""
    assert expected == [m.group() for m in figures(text)]


@given(st.text(st.sampled_from("0123456789.,x -_é٣"), max_size=20))
def test_a_figure_is_a_whole_number_or_decimal(text: str) -> None:
    """Found from its first digit on, it is what stands between what is no part of a number or a name."""
    slowly = [m.span() for m in re.finditer(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w]|[.,]\d)", text)]
    few = re.compile(r"(?:19|20)\d\d|0?\d|1[0-2]")
    assert [text[a:b] for a, b in slowly if not few.fullmatch(text[a:b])] == [m.group() for m in figures(text)]


@pytest.mark.parametrize(
    ("printed", "text", "expected"),
    [
        ("40", "40", []),
        ("40", "41", ["41"]),
        ("40", "4 and 400", ["400"]),
        ("40", "100 or 100%", []),
        ("40", "100.5", ["100.5"]),
        ("27.4", "27.4 or 27", []),
        ("27.4", "28 and 26 and 27.0 and 27.1", ["28", "26", "27.0", "27.1"]),
        ("27.6", "28", []),
        ("27.6", "27", ["27"]),
        ("26.5", "26 or 27", []),
        ("26.5", "25 and 28", ["25", "28"]),
        ("30.4", "30", []),
        ("27.4", "027", []),
        ("'0.4'", "000", []),
        ("'1234567890123.4'", "1234567890123", []),
        ("'12345678901234.4'", "12345678901234", ["12345678901234"]),
        ("40", "40.0", []),
        ("0.10", "0.1 or 0.10", []),
        ("0.1", "0.10", []),
        ("'3.50'", "3.5", []),
        ("1033", "1,033", []),
        ("'1,033'", "1,033 or 1033", []),
        ("1033.4", "1,033", []),
        ("'12.5%'", "12.5% or 13%", []),
        ("'p < 0.001'", "0.001", []),
        ("'20–30'", "20 to 30", []),
        ("'1.2.3'", "1.2.3", []),
        ("'1.2.3', 40", "13", ["13"]),
        ("unclear", "13", ["13"]),
        ("40, unclear", "40 and 41", ["41"]),
        ("''", "13", ["13"]),
    ],
)
def test_when_a_figure_has_its_source(tmp_path: Path, printed: str, text: str, expected: list[str]) -> None:
    """It is printed, with or without commas and closing zeros; or it is a printed decimal as the nearest whole number, or the hundred."""
    assert expected == unknown(printing(project(tmp_path), printed).body(f"{FEW}: {text} people.\n"))


def test_only_what_is_known_is_judged(tmp_path: Path) -> None:
    """Nothing is said where one of the works cited lists no figures; all of them count where each does."""
    made = project(tmp_path).body(f"{FEW} [@second]: 13, 30 and 40.\n")
    second = "- {id: second, type: book, title: Second, custom: {design: cohort%s}}\n"
    for first, other, expected in (
        ("", ", figures: [30]", []),
        (", figures: [40]", "", []),
        (", figures: [40]", ", figures: [30]", ["13"]),
    ):
        made.references(MINIMAL["seeds/references.yaml"].replace("cohort}", f"cohort{first}}}") + second % other)
        assert expected == unknown(made)


def test_the_source_of_the_seed_counts(tmp_path: Path) -> None:
    """A section that cites nothing rests on what its seed digests."""
    made = printing(project(tmp_path), "40")
    assert ["41"] == unknown(made.body("Alemtuzumab for 40, not 41.\n"))


def test_plain_readings_are_judged_and_quotations_are_not(tmp_path: Path) -> None:
    """A figure stands for itself where the handbook speaks, not in what others said, in addresses or in code."""
    made = printing(project(tmp_path), "40")
    plain = PLAIN.replace("milder", "milder in 13")
    body = f"{FEW}: “14”, `15` and <https://example.org/16>.\n\n> 17\n"
    made.seed("one.md", "\n".join((FRONT, HEADING, plain, body)))
    assert ["13"] == unknown(made)


@given(st.text(st.sampled_from("0123456789.,x -%"), max_size=12), st.text(st.sampled_from("0123456789.,x -%"), max_size=12))
def test_any_figure_can_be_compared(tmp_path_factory: pytest.TempPathFactory, printed: str, text: str) -> None:
    """Whatever a reference lists and a text says: an answer, and never for a figure that is listed word for word."""
    made = printing(project(tmp_path_factory.mktemp("figures")), f"'{printed}'").body(f"{FEW}: {text} people.\n")
    said = unknown(made)
    assert not {m.group() for m in figures(printed)} & set(said)
