"""Insertion into the three tables: every other line stays, and what was written is what is read."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.author.entry import REFERENCE_FIELDS, entry_lines
from handbook.author.files import Lines
from handbook.author.insert import add_references, add_term
from handbook.author.refused import RefusedError
from handbook.author.text import tidy
from handbook.diagnostics import Source
from handbook.read.yaml import load
from tests.harness import project

ROOT = Path(__file__).parent.parent.parent
WORK: dict[str, Any] = {"type": "article-journal", "title": "An invented work: with a colon", "custom": {"design": "cohort"}}
LINES = ["type: article-journal", 'title: "An invented work: with a colon"', "custom:", "  design: cohort"]


def real(to: Path) -> Path:
    """A copy of the handbook's own seeds."""
    shutil.copytree(ROOT / "seeds", to / "seeds")
    return to


def ids(path: Path) -> list[str]:
    """The ids in a file, in its order."""
    return [line.removeprefix("- id: ") for line in path.read_text("utf-8").splitlines() if line.startswith("- id: ")]


@pytest.mark.parametrize("name", ["references", "glossary", "topics"])
def test_a_file_saved_unchanged_is_the_same_file(name: str, tmp_path: Path) -> None:
    """Reading lines and saving them gives the same bytes back, comments, order and quotes included."""
    path = real(tmp_path) / "seeds" / f"{name}.yaml"
    before = path.read_bytes()
    Lines.of(path).save()
    assert path.read_bytes() == before


@pytest.mark.parametrize("key", ["aaa-2031", "boffa-2020-c", "ostergard-2031", "zzz-2031", "seed-005"])
def test_a_new_reference_adds_its_lines_and_touches_no_other(key: str, tmp_path: Path) -> None:
    """The file with the new lines taken out is the old file; the new work stands by its key, the sources first."""
    path = real(tmp_path) / "seeds" / "references.yaml"
    before = path.read_text("utf-8").split("\n")
    (span,) = add_references(tmp_path, [{"id": key, **WORK}])
    after = path.read_text("utf-8").split("\n")
    new = [f"- id: {key}", *("  " + line for line in LINES)]
    at = span.line - 1
    assert after[at : at + len(new)] == new
    rest = after[:at] + after[at + len(new) + 1 :] if at + len(new) + 1 < len(after) else [*after[: at - 1], ""]
    assert rest == before
    found = ids(path)
    sources = [k for k in found if k.startswith("seed-")]
    assert found == sources + sorted(k for k in found if k not in sources)


@pytest.mark.parametrize(("id", "name"), [("aaa", "Aaa"), ("mm", "memory cell"), ("zzz", "zzz")])
def test_a_new_term_stands_by_its_name(id: str, name: str, tmp_path: Path) -> None:
    """Terms are sorted by name, capitals or not; the glossary has no blank lines between them, and gets none."""
    path = real(tmp_path) / "seeds" / "glossary.yaml"
    before = path.read_text("utf-8").split("\n")
    span = add_term(tmp_path, {"id": id, "term": name, "plain": "An invented term."})
    after = path.read_text("utf-8").split("\n")
    assert after[: span.line - 1] + after[span.line + 2 :] == before
    names = [line.removeprefix("  term: ") for line in after if line.startswith("  term: ")]
    assert names == sorted(names, key=str.lower)


def test_several_works_at_one_place_keep_their_order(tmp_path: Path) -> None:
    """Comments and blank lines above an entry belong to it and stay there, however many works come before it."""
    made = project(tmp_path)
    old = (
        "# head\n- id: b-2000\n  type: book\n  title: B\n  custom: {design: review}\n"
        "\n# about y\n\n- id: y-2000\n  type: book\n  title: Y\n  custom: {design: review}\n"
    )
    made.references(old)
    works = [{"id": k, **WORK} for k in ("z-2031", "c-2031", "a-2031", "d-2031")]
    spans = add_references(tmp_path, works)
    text = (tmp_path / "seeds/references.yaml").read_text("utf-8")
    assert [k.split("-")[0] for k in ids(tmp_path / "seeds/references.yaml")] == list("abcdyz")
    assert text.startswith("# head\n- id: a-2031\n")
    assert "\n\n# about y\n\n- id: y-2000\n" in text
    assert [text.split("\n")[s.line - 1] for s in spans] == [f"- id: {w['id']}" for w in works]
    assert "\n\n\n" not in text


def test_mark_and_line_ends_stay(tmp_path: Path) -> None:
    """A file with a byte order mark and Windows line ends keeps both, in the new lines too."""
    made = project(tmp_path)
    path = tmp_path / "seeds/references.yaml"
    made.file("seeds/references.yaml", b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    add_references(tmp_path, [{"id": "a-2031", **WORK}])
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf- id: a-2031\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert not [p for p in path.parent.iterdir() if p.name.startswith(".")]


def test_a_file_without_a_last_line_end_gets_one(tmp_path: Path) -> None:
    """An entry at the end begins on a line of its own."""
    made = project(tmp_path)
    path = tmp_path / "seeds/references.yaml"
    made.references(path.read_text("utf-8").rstrip())
    add_references(tmp_path, [{"id": "z-2031", **WORK}])
    assert ids(path) == ["paper-2020", "z-2031"]


def test_an_empty_file_takes_its_first_entry(tmp_path: Path) -> None:
    """A file that holds comments alone is a list without entries."""
    project(tmp_path).references("# none yet\n")
    add_references(tmp_path, [{"id": "z-2031", **WORK}])
    assert (tmp_path / "seeds/references.yaml").read_text("utf-8").startswith("# none yet\n- id: z-2031\n")


@pytest.mark.parametrize("text", ["[]\n", "[{id: a, type: book, title: A, custom: {design: review}}]\n", "- id: [\n", "- id: a\n"])
def test_what_cannot_be_added_to_is_left_as_it_is(text: str, tmp_path: Path) -> None:
    """A file in another form, or with faults, is refused and not touched."""
    project(tmp_path).references(text)
    with pytest.raises(RefusedError):
        add_references(tmp_path, [{"id": "z-2031", **WORK}])
    assert (tmp_path / "seeds/references.yaml").read_text("utf-8") == text


texts = st.text(max_size=40).map(tidy).filter(bool)
special = st.sampled_from(
    [
        "yes",
        "no",
        "null",
        "~",
        "0x1F",
        "1e5",
        "2020-01-01",
        "- a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "'a'",
        '"a"',
        "@a",
        "`a",
        "!a",
        "&a",
        "*a",
        "%a",
        "{a",
        "[a",
        "a, b",
        "a]",
        "---",
        "...",
        "007",
        "1_000",
        "12:30",
        "=",
    ]
)
values = texts | special


@given(title=values, names=st.lists(values, min_size=1, max_size=4), family=values, year=st.integers(1500, 2100))
def test_every_text_comes_back_as_it_was_put_in(title: str, names: list[str], family: str, year: int) -> None:
    """No text, however much it looks like YAML, changes the entry that it stands in."""
    data = {
        "id": "x",
        "title": title,
        "author": [{"family": family, "given": title}, {"literal": family}],
        "issued": {"date-parts": [[year, 2]]},
        "custom": {"registry": names, "participants": year},
    }
    found: list[Any] = []
    tree = load(Source("x", "\n".join(entry_lines(data, REFERENCE_FIELDS)) + "\n"), found.append)
    assert not found
    assert tree is not None
    assert tree.data == [data]
