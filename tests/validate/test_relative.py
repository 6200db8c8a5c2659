"""When a relative figure stands alone."""

from pathlib import Path

import pytest

from tests.harness import BODY, project


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
