"""Charts: every number of the table stands in the drawing, whatever the data; and the drawing is sound XML."""

import json
import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook import PACKAGE
from handbook.write.charts import KINDS, chart
from handbook.write.charts.svg import SIZE, WIDTH, short, ticks, width, wrap

SCHEMA = json.loads((PACKAGE / "read" / "schemas" / "chart.schema.json").read_text("utf-8"))
CSS = (Path(PACKAGE).parents[1] / "docs" / "assets" / "charts.css").read_text("utf-8")

words = st.text(min_size=1, max_size=60)
cells = st.none() | words | st.integers(-(10**20), 10**20) | st.floats() | st.floats(0, 100) | st.integers(0, 40)


@st.composite
def charts(draw: st.DrawFn) -> dict[str, object]:
    """Any data that fits the schema, rows of unequal length and odd characters included."""
    data: dict[str, object] = {
        "kind": draw(st.sampled_from(SCHEMA["properties"]["kind"]["enum"])),
        "title": draw(words),
        "description": draw(words),
        "columns": draw(st.lists(words, min_size=2, max_size=6)),
        "rows": draw(st.lists(st.lists(cells, min_size=2, max_size=6), min_size=1, max_size=8)),
    }
    for name in ("unit", "note"):
        if draw(st.booleans()):
            data[name] = draw(st.text(max_size=30))
    if draw(st.booleans()):
        data["scale"] = draw(st.sampled_from(SCHEMA["properties"]["scale"]["enum"]))
    if draw(st.booleans()):
        data["hatched"] = [str(r[0]) for r in data["rows"]]  # type: ignore[attr-defined]
    return data


def drawing(figure: ElementTree.Element) -> str:
    """The words in a drawing, its title and description left away."""
    svg = figure.find("svg")
    assert svg is not None
    return " ".join("".join(t.itertext()) for t in svg.iter("text"))


@settings(max_examples=300, deadline=None)
@given(charts())
def test_any_data_gives_sound_markup_with_all_its_numbers(data: dict[str, object]) -> None:
    html = chart(data, "a-chart-1")
    assert html == chart(data, "a-chart-1")
    assert "\n" not in html
    figure = ElementTree.fromstring(html)
    shown = re.sub(r"\s", "", drawing(figure))
    for cell in figure.iter("td"):
        if cell.get("class") == "hb-number":
            assert re.sub(r"\s", "", cell.text or "") in shown
    for e in figure.iter():
        for value in e.attrib.values():
            assert "nan" not in value.split()
            assert "inf" not in value.split()


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_screen_reader_needs(kind: str) -> None:
    data = {
        "kind": kind,
        "title": "T <",
        "description": "D &",
        "columns": ["What", "Low", "High"],
        "rows": [["a", 1, 2.5], ["b", 0, None]],
    }
    figure = ElementTree.fromstring(chart(data, "s-chart-1"))
    svg = figure.find("svg")
    assert svg is not None
    assert svg.get("role") == "img"
    named = [e for i in (svg.get("aria-labelledby") or "").split() for e in svg if e.get("id") == i]
    assert [e.text for e in named] == ["T <", "D &"]
    assert [th.get("scope") for th in figure.iter("th")] == ["col", "col", "col", "row", "row"]
    assert figure.find("details/summary") is not None
    assert figure.find("details//caption") is not None


@pytest.mark.parametrize("kind", KINDS)
def test_looks_come_from_the_stylesheet_alone(kind: str) -> None:
    data = {
        "kind": kind,
        "title": "T",
        "description": "D",
        "columns": ["What", "Low", "High"],
        "rows": [["a", 1, 2.5], ["b", -3, 4]],
        "hatched": ["a"],
    }
    html = chart(data, "s-chart-1")
    assert "style=" not in html
    assert not re.search(r'fill="(?!url\(#s-chart-1-)', html)
    for name in set(re.findall(r'class="(hb-chart-[a-z]+)"', html)) - {"hb-chart-solid"}:
        assert f".{name}" in CSS
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_missing_value_is_said_to_be_missing() -> None:
    data = {"kind": "bars", "title": "T", "description": "D", "columns": ["Trial", "People"], "rows": [["I", 581], ["II", None]]}
    assert "not stated" in drawing(ElementTree.fromstring(chart(data, "x")))


def test_bars_are_as_long_as_their_numbers() -> None:
    data = {"kind": "bars", "title": "T", "description": "D", "columns": ["What", "n"], "rows": [["a", 10], ["b", 5], ["c", 0]]}
    svg = ElementTree.fromstring(chart(data, "x")).find("svg")
    assert svg is not None
    ten, five, none = (float(r.get("width") or 0) for r in svg.iter("rect"))
    assert ten == pytest.approx(2 * five, abs=0.2)
    assert none < 2


@given(st.floats(0, 100), st.integers(1, 100))
def test_as_many_figures_as_people(low: float, more: int) -> None:
    high = min(low + more, 100)
    data = {"kind": "icons", "title": "T", "description": "D", "columns": ["What", "Low", "High"], "rows": [["a", low, high]]}
    svg = ElementTree.fromstring(chart(data, "x")).find("svg")
    assert svg is not None
    areas = {}
    for path in svg.findall("g")[-1]:  # the groups before it are the legend
        strips = re.findall(r"h(-?[\d.e-]+)v16h", path.get("d") or "")
        areas[path.get("fill")] = sum(map(float, strips)) / 15
    group = [a for a in areas.items() if a[0] and "pale" not in a[0]]
    assert sum(n for _, n in group) == pytest.approx(high, abs=0.1)


def test_lines_fit_their_room() -> None:
    lines = wrap("Established atrophy and the most inflammatory lesions before the treatment " + "x" * 80, 200)
    assert all(width(line) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == (
        "Established atrophy and the most inflammatory lesions before the treatment " + "x" * 80
    ).replace(" ", "")


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_an_axis_covers_its_numbers_with_few_marks(thousandths: int, more: int) -> None:
    low, span = thousandths / 1000, more / 1000
    marks = ticks(low, low + span)
    assert marks[0] <= low + abs(low) * 1e-9
    assert marks[-1] >= low + span - abs(low + span) * 1e-9
    assert len(marks) <= 9


def test_text_stays_legible_on_a_phone() -> None:
    assert SIZE * 354 / WIDTH >= 13  # a phone of 390 pixels leaves 354 for the text
    assert not math.isnan(float(short(-0.04)))
    assert short(-0.04) == "0"
