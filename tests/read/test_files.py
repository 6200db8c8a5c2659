"""Files that refuse to be text are reported, with all their oddities, and nothing else suffers."""

from pathlib import Path

import pytest

from tests.harness import BODY, SEED, project


@pytest.mark.parametrize(
    "sign",
    [
        "\0",
        "\x02",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\xad",
        "\u200b",
        "\u200e",
        "\u202e",
        "\u2028",
        "\u2066",
        "\u2060",
        "\ufeff",
        "\U000e0041",
    ],
)
def test_signs_that_nobody_sees_are_refused(tmp_path: Path, sign: str) -> None:
    """What could turn, hide or break a text, or speak to a machine alone, is an error at its place."""
    result = project(tmp_path).body(f"{BODY}\nSo {sign}it is, {sign} so.\n").check()
    assert ["hidden-character seeds/one.md:15:4"] == result.places


@pytest.mark.parametrize(
    "text", ["naïve", "é", "🧑‍⚕️", "می‌خواهم", "Ω β μ 37 °C ≥ ½ × – — “so” ’s …", "a\u00a0b", "a\u2009b", "中文"]
)
def test_letters_and_signs_of_all_scripts_are_welcome(tmp_path: Path, text: str) -> None:
    """Accents, joined signs, other scripts and typographic spaces are text."""
    assert [] == project(tmp_path).body(f"{BODY}\n{text}\n").check().places


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_line_end_and_a_byte_order_mark(tmp_path: Path, newline: str, mark: str) -> None:
    """Files from any editor are read alike."""
    assert [] == project(tmp_path).seed("one.md", mark + SEED.replace("\n", newline)).check().places


def test_an_empty_file_is_a_seed_without_front_matter(tmp_path: Path) -> None:
    """No byte at all is still a file that can be spoken of."""
    assert ["no-front-matter seeds/two.md:1:1"] == project(tmp_path).seed("two.md", "").check().places


def test_byte_order_marks_of_other_encodings(tmp_path: Path) -> None:
    """UTF-16 is reported, not taken for text."""
    assert ["not-utf8 seeds/two.md:1:1"] == project(tmp_path).file("seeds/two.md", SEED.encode("utf-16")).check().places


def test_what_begins_with_a_full_stop_is_passed_over(tmp_path: Path) -> None:
    """Editors leave hidden files; they are no seeds."""
    assert [] == project(tmp_path).seed(".two.md", "nothing").seed("sub/.three.md", "nothing").check().places


def test_seeds_can_lie_in_folders(tmp_path: Path) -> None:
    """A seed in a folder below ``seeds`` is a seed like others."""
    made = project(tmp_path).gone("seeds/one.md").seed("2020/one.md", SEED)
    assert ["2020/one.md"] == [s.path.removeprefix("seeds/") for s in made.check().handbook.manuscript.seeds]


def test_a_folder_of_seeds_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    """A link to a folder outside is not walked into."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    elsewhere.joinpath("two.md").write_text(SEED)
    made = project(tmp_path / "handbook")
    made.root.joinpath("seeds/more").symlink_to(elsewhere)
    assert [] == made.check().places


def test_a_link_inside_the_handbook_is_read(tmp_path: Path) -> None:
    """A link to a file of the handbook is that file; here its sections stand twice."""
    made = project(tmp_path)
    made.root.joinpath("seeds/two.md").symlink_to("one.md")
    assert ["duplicate-id seeds/two.md:7:37"] == made.check().places


def test_nothing_at_all(tmp_path: Path) -> None:
    """An empty folder gives three files that are missing, and no more."""
    from tests.harness import Project

    assert ["missing-file"] * 3 == Project(tmp_path).check().codes


@pytest.mark.parametrize("name", ["topics.yaml", "references.yaml", "glossary.yaml"])
@pytest.mark.parametrize("text", ["", "# nothing\n", "[]\n", "null\n"])
def test_empty_tables_are_tables(tmp_path: Path, name: str, text: str) -> None:
    """A table without entries has no fault of its own; what is missing in it is reported where it is missed."""
    result = project(tmp_path).file(f"seeds/{name}", text).check()
    assert not [d for d in result.diagnostics if d.span.path == f"seeds/{name}"]


@pytest.mark.parametrize("name", ["topics.yaml", "references.yaml", "glossary.yaml"])
@pytest.mark.parametrize("text", ["key: value\n", "- 1\n", "- [a]\n", "- {}\n", "just text\n", "12\n", "- null\n", "- id: [a]\n"])
def test_tables_of_another_shape(tmp_path: Path, name: str, text: str) -> None:
    """A table that is something else is reported, all of it in that file."""
    result = project(tmp_path).file(f"seeds/{name}", text).check()
    assert result.codes
    assert {f"seeds/{name}"} == {d.span.path for d in result.diagnostics}
