"""The quick validator says of whatever it is given what the thorough one says."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.diagnostics import Source
from handbook.read import shape
from handbook.read.yaml import Tree, load

FULL = {
    "seed": "{title: T, source: [a, b], reviewed: '2026-11-01', review-months: 6, kind: digest}",
    "topics": "[{key: a, title: T, question: Q, summary: S, pages: [{key: b, title: T, question: Q, summary: S}]}]",
    "glossary": "[{id: a, term: T, plain: P, aliases: [x], see-also: [b], match: {case: true}, not: [y], abbreviation: A, trap: T}]",
    "references": """
- id: a
  type: book
  title: T
  author: [{family: F, given: G}, {literal: L}]
  issued: {date-parts: [[2020, 5], [2021]], circa: true}
  volume: 3
  PMID: 12345
  PMCID: PMC12345
  DOI: 10.1000/x
  URL: https://a.example
  custom: {design: cohort, participants: 12, registry: [NCT01234567], open-access: 'yes', verified: full, figures: [1.5, '2']}
""",
    "chart": "{kind: bars, title: T, description: D, unit: U, columns: [a, b], rows: [[x, 1], [y, null]], hatched: [y]}",
}
ODD = st.sampled_from(
    [None, True, 0, 1, -1, 1.5, 121, 10**20, "", "a", "A b", "<b>", "con", "a\n", "x" * 130, [], {}, [[]], ["a"], {"a": 1}]
)


def spoilt(draw: st.DrawFn, data: Any) -> Any:
    """The data with one odd value in the place of something in it, or beside it, or without it."""
    if not isinstance(data, dict | list) or not data or draw(st.integers(0, 4)) == 0:
        return draw(ODD)
    made = copy.deepcopy(data)
    key = draw(st.sampled_from(sorted(made) if isinstance(made, dict) else range(len(made))))
    how = draw(st.sampled_from(["within", "within", "within", "without", "beside"]))
    if how == "within":
        made[key] = spoilt(draw, made[key])
    elif how == "without":
        del made[key]
    elif isinstance(made, dict):
        made[draw(st.sampled_from(["odd", "note", "title"]))] = draw(ODD)
    else:
        made.append(draw(ODD))
    return made


@st.composite
def shapes(draw: st.DrawFn) -> tuple[str, Any]:
    """The name of a schema, and data that it was made for, spoilt up to twice."""
    name = draw(st.sampled_from([*FULL]))
    tree = load(Source("x.yaml", FULL[name]), lambda d: pytest.fail(str(d)))
    assert tree
    data = tree.data
    for _ in range(draw(st.integers(0, 2))):
        data = spoilt(draw, data)
    return name, data


@given(shapes())
def test_the_quick_validator_says_what_the_thorough_one_says(spoilt: tuple[str, Any]) -> None:
    """It only spares the thorough one the work: no data passes the one and not the other."""
    name, data = spoilt
    quickly = shape.fits(Tree(data), name, lambda _: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shape, "_quick", lambda _: lambda _: False)
        assert quickly == shape.fits(Tree(data), name, lambda _: None)


@pytest.mark.parametrize("name", FULL)
def test_what_is_in_order_has_its_shape(name: str) -> None:
    """The example of each schema passes it, so that the law above is tried on both sides."""
    tree = load(Source("x.yaml", FULL[name]), lambda d: pytest.fail(str(d)))
    assert tree
    assert shape.fits(tree, name, lambda d: pytest.fail(str(d)))


def _patterns(schema: Any) -> list[str]:
    """The patterns in a schema that no description beside them explains."""
    if isinstance(schema, list):
        return [p for x in schema for p in _patterns(x)]
    if not isinstance(schema, dict):
        return []
    own = [schema["pattern"]] if isinstance(schema.get("pattern"), str) and "description" not in schema else []
    return own + [p for x in schema.values() for p in _patterns(x)]


@pytest.mark.parametrize("file", sorted(shape.SCHEMAS.glob("*.json")), ids=lambda file: file.name)
def test_whoever_breaks_a_pattern_is_told_what_it_wants(file: Path) -> None:
    """Nobody reads an expression: each has a sentence, which is the help of the diagnostic and what an editor shows."""
    assert _patterns(json.loads(file.read_text("utf-8"))) == []
