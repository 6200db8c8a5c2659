"""What other programs get: data that keeps its promises."""

import json
from pathlib import Path

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from handbook.model.site import Settings
from handbook.pipeline import build, check
from handbook.write.exports import lines

ROOT = Path(__file__).parent.parent.parent
SAID = st.one_of(st.text(max_size=9), st.text('"], [\\\n{}', max_size=12))
ENTRY = st.dictionaries(SAID, st.one_of(SAID, st.none(), st.integers(), st.lists(SAID, max_size=2)), max_size=3)
LISTED = st.one_of(st.lists(ENTRY, max_size=3), st.lists(st.tuples(SAID, SAID), max_size=3), SAID)


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    site = build(check(ROOT, "2026-11-22"), Settings(site_url="https://example.org/"))
    return {a.path: a.content.decode() for a in site.assets}


def test_handbook_json_fits_its_schema(files: dict[str, str]) -> None:
    """``handbook.json`` has the shape that its published schema promises."""
    schema = json.loads((ROOT / "docs" / "assets" / "handbook.schema.json").read_text("utf-8"))
    assert [e.message for e in Draft202012Validator(schema).iter_errors(json.loads(files["assets/handbook.json"]))] == []


@pytest.mark.parametrize(
    ("name", "kind"), [("references.bib", "biblatex"), ("references.ris", "ris"), ("references.json", "csljson")]
)
def test_the_exports_keep_what_identifies_a_work(files: dict[str, str], name: str, kind: str) -> None:
    """Read back by pandoc, each export has every work, its title's words, its year and its DOI."""
    ours = {i["id"]: i for i in json.loads(files["assets/references.json"])}
    back = json.loads(pypandoc.convert_text(files[f"assets/{name}"], "csljson", format=kind))
    theirs = {i["id"].removeprefix("ref-"): i for i in back}
    assert set(ours) == set(theirs)
    for key, item in ours.items():
        assert item.get("DOI", "").lower() == theirs[key].get("DOI", "").lower()
        assert _words(item["title"]) == _words(theirs[key]["title"])
        assert _year(item) in (_year(theirs[key]), "")


def _words(title: str) -> str:
    return "".join(c for c in title.lower().replace('<span class="nocase">', "").replace("</span>", "") if c.isalnum())


def _year(item: dict[str, object]) -> str:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return str(parts[0][0]) if parts else ""


@given(st.dictionaries(SAID, LISTED, max_size=4))
def test_every_entry_stands_on_a_line_of_its_own(data: dict[str, object]) -> None:
    """What is written is the data, and each entry of a list is one line, whatever stands in it."""
    written = b"".join(lines(data)).decode()
    rows = []
    for key, value in data.items():
        entries = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in value) if isinstance(value, list) else ""
        whole = f"[\n{entries}\n]" if entries else json.dumps(value, ensure_ascii=False)
        rows.append(f"{json.dumps(key, ensure_ascii=False)}: {whole}")
    assert written == ("{\n" + ",\n".join(rows) + "\n}" if data else "{}")
