"""How hard and how long a plain reading is."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.resolve.terms import Matcher
from handbook.validate.plain_too_hard import grade, syllables
from handbook.validate.plain_too_long import length, most
from tests.harness import BODY, FRONT, HEADING, Project, project
from tests.resolve.test_terms import term


def plain(made: Project, text: str) -> Project:
    """The seed with another plain reading."""
    return made.seed("one.md", "\n".join((FRONT, HEADING, f"/// plain\n{text}\n///\n", BODY)))


@pytest.mark.parametrize(
    ("word", "n"),
    [
        ("a", 1),
        ("cat", 1),
        ("the", 1),
        ("she", 1),
        ("hmm", 1),
        ("made", 1),
        ("makes", 1),
        ("walked", 1),
        ("wanted", 2),
        ("needed", 2),
        ("table", 2),
        ("tables", 2),
        ("boxes", 1),
        ("fatigue", 2),
        ("people", 2),
        ("steroid", 2),
        ("relapse", 2),
        ("infusion", 3),
        ("alemtuzumab", 5),
        ("naïve", 1),
    ],
)
def test_syllables(word: str, n: int) -> None:
    """Groups of vowels, less a silent ending, and one at least: near enough for an average over a text."""
    assert n == syllables(word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0.0),
        ("12, 13.", 0.0),
        ("Cat.", 0.39 + 11.8 - 15.59),
        ("A cat.", 0.39 * 2 + 11.8 - 15.59),
        ("Cats sat on mats", 0.39 * 4 + 11.8 - 15.59),
        ("Cats sat. Cats sat!", 0.39 * 2 + 11.8 - 15.59),
        ("Cats sat: cats sat; cats?", 0.39 * 5 / 3 + 11.8 - 15.59),
        ("Cats (1.5 mg) sat.", 0.39 * 3 + 11.8 - 15.59),
        ("Steroid cats.", 0.39 * 2 + 11.8 * 3 / 2 - 15.59),
        ("It’s a cat's.", 0.39 * 3 + 11.8 - 15.59),
    ],
)
def test_the_grade_is_that_of_flesch_and_kincaid(text: str, expected: float) -> None:
    """0.39 words a sentence + 11.8 syllables a word - 15.59; nothing where there is no word."""
    assert expected == pytest.approx(grade(text, ()))


def test_names_of_the_glossary_are_left_out() -> None:
    """Wherever they stand in the text, and nothing else goes with them."""
    names = Matcher((term("alemtuzumab"), term("multiple sclerosis")))
    without = grade("Cats sat with the rat. So sat I.", ())
    for text in (
        "Alemtuzumab cats sat with the rat. So sat I.",
        "Cats sat with alemtuzumab the rat. So sat I.",
        "Cats sat with the rat. So sat I alemtuzumab.",
        "Multiple sclerosis cats sat with alemtuzumab the rat alemtuzumab. So sat I.",
    ):
        assert without == grade(text, names.find(text))
        assert without < grade(text, ())


TEXTS = st.text(st.sampled_from("aebyÉs  ..,:!’'1/(-–\n\u00a0"), max_size=40)


@given(TEXTS)
def test_a_text_is_graded_between_its_spaces_as_in_one_piece(text: str) -> None:
    """Words are the same whether they are looked for in the whole text or between two spaces, and so is the grade."""
    words = re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", text.lower())
    sentences = max(len(re.findall(r"[.!?:;]+(?=\s|$)", text)), 1)
    slowly = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59 if words else 0
    assert slowly == grade(text, ())


@given(TEXTS)
def test_a_text_has_no_more_words_than_its_signs_can_part(text: str) -> None:
    """So that what cannot be too long need not be counted; signs that are no word's own part at least one from the next."""
    assert length(text) <= most(text)
    assert length(text) == len(re.findall(r"[\w’'%.,–-]*\w[\w’'%]*", text))


def test_a_reading_of_sixty_words_is_not_too_long(tmp_path: Path) -> None:
    """Sixty-one are; a heading of a link and its words count, marks and citations do not."""
    made = project(tmp_path)
    assert [] == plain(made, "We sat. " * 30).check().codes
    assert ["plain-too-long"] == plain(made, "We sat. " * 30 + "So.").check().codes
    assert [] == plain(made, "We sat. " * 29 + "- **We** sat [@paper-2020].").check().codes
    assert ["plain-too-long"] == plain(made, "We sat. " * 29 + "We [](care/infusions) sat.").check().codes


def test_words_of_links_are_read_too(tmp_path: Path) -> None:
    """A link without words counts as the title that a reader will see there."""
    hard = "Considerable premedication mitigates complications"
    made = project(tmp_path)
    made.topics(made.root.joinpath("seeds/topics.yaml").read_text("utf-8").replace("title: Infusions", f"title: {hard}"))
    assert [] == plain(made, "We sat here on a mat.").check().codes
    assert ["plain-too-hard"] == plain(made, "We sat [](care/infusions).").check().codes


def test_only_plain_readings_are_measured(tmp_path: Path) -> None:
    """The text below may be as hard and as long as it must."""
    hard = "Corticosteroid premedication considerably mitigates infusion-associated complications. " * 20
    made = project(tmp_path)
    assert [] == made.body(f"{BODY}\n{hard}\n").page("index.md", f"# Home\n\n{hard}\n").check().codes
    assert ["plain-too-hard", "plain-too-long"] == sorted(plain(made, hard).check().codes)
