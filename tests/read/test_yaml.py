"""YAML is read as plain data with places; what a stranger's file could do with it is refused, with a place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from handbook.diagnostics import Diagnostic, Source
from handbook.read.yaml import Tree, load


def read(text: str) -> tuple[Tree | None, list[Diagnostic]]:
    """The tree and what was reported."""
    found: list[Diagnostic] = []
    return load(Source("x.yaml", text), found.append), found


def data(text: str) -> Any:
    """The data of a text without a fault."""
    tree, found = read(text)
    assert tree is not None
    assert [] == found
    return tree.data


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("012", "012"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("2026-11-22", "2026-11-22"),
        ("2026-11-22T10:00:00", "2026-11-22T10:00:00"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        (".5", ".5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("+1", "+1"),
        ("=", "="),
        ("<<", "<<"),
        ("10.1016/S0140-6736(12)61768-1", "10.1016/S0140-6736(12)61768-1"),
        ("12345678901234567890123", "12345678901234567890123"),
        ('"12"', "12"),
        ("'true'", "true"),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("27.4", 27.4),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_what_looks_like_text_stays_text(written: str, value: object) -> None:
    """Only whole numbers, plain decimals, true, false and null are more than text."""
    actual = data(f"key: {written}\n")["key"]
    assert value == actual
    assert type(value) is type(actual)


def test_places() -> None:
    """Each value and each key knows its line and column, each from 1; a text in quotes begins at its quote."""
    tree, _ = read('- id: one\n  "two": [a, "b c", {d: e}]\n  three: >-\n    folded\n    text\n')
    assert tree is not None
    at = {".".join(map(str, path)): (s.line, s.column, s.length) for path, s in tree.values.items()}
    assert at == {
        "": (1, 1, 1),
        "0": (1, 3, 1),
        "0.id": (1, 7, 3),
        "0.two": (2, 10, 1),
        "0.two.0": (2, 11, 1),
        "0.two.1": (2, 14, 5),
        "0.two.2": (2, 21, 1),
        "0.two.2.d": (2, 25, 1),
        "0.three": (3, 10, 1),
    }
    assert {".".join(map(str, path)): (s.line, s.column, s.length) for path, s in tree.keys.items()} == {
        "0.id": (1, 3, 2),
        "0.two": (2, 3, 5),
        "0.two.2.d": (2, 22, 1),
        "0.three": (3, 3, 5),
    }


def test_places_within_a_larger_file() -> None:
    """Between two offsets of a file, lines are still those of the file."""
    text = "---\nfirst: 1\nsecond: é x\n---\nbody\n"
    found: list[Diagnostic] = []
    tree = load(Source("x.md", text), found.append, 4, text.index("---", 4))
    assert tree is not None
    assert (tree.at("second").line, tree.at("second").column) == (3, 9)


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("a: &x 1\nb: 2\n", "anchors and aliases", 1, 4),
        ("a: 1\nb: *x\n", "anchors and aliases", 2, 4),
        ("a: &x [1]\nb: 2\n", "anchors and aliases", 1, 4),
        ("a: 1\nb: !!python/object:os.system x\n", "tags", 2, 4),
        ("a: !own {b: c}\n", "tags", 1, 4),
        ("a: !!str 1\n", "tags", 1, 4),
        ("a: !<own> 1\n", "tags", 1, 4),
        ("&k a: 1\n", "anchors and aliases", 1, 1),
        ("!k a: 1\n", "tags", 1, 1),
        ("a: 1\n---\nb: 2\n", "a second document", 2, 1),
        ("? [a, b]\n: c\n", "a key must be a plain word", 1, 3),
        ("{a: b}: c\n", "a key must be a plain word", 1, 1),
        ("a: [b\nc: d\n", "this is not YAML", 2, 2),
        ("a: b: c\n", "this is not YAML", 1, 5),
        ("a:\n\t- b\n", "this is not YAML", 2, 1),
        ('a: "b\n', "this is not YAML", 1, 4),
        ("a: b\n c\n  d: e\n", "this is not YAML", 3, 4),
        ("- a\nb: c\n", "this is not YAML", 2, 1),
        ("a: @b\n", "this is not YAML", 1, 4),
        ("a: %b\n", "this is not YAML", 1, 4),
    ],
)
def test_what_is_refused(text: str, message: str, line: int, column: int) -> None:
    """Nothing is made of a file with anchors, tags, odd keys, a second document or bad syntax, and the place is said."""
    tree, found = read(text)
    assert tree is None
    (d,) = found
    assert d.code == "bad-yaml"
    assert message in d.message
    assert (line, column) == (d.span.line, d.span.column)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused(opening: str) -> None:
    """A file nested a thousand deep is refused in words, not by the end of the stack."""
    tree, found = read(opening * 1000)
    assert tree is None
    assert [d.code for d in found] == ["bad-yaml"]


def test_a_billion_laughs_stay_a_handful() -> None:
    """An alias is refused before anything is multiplied."""
    tree, found = read("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")
    assert tree is None
    assert [str(d.span) for d in found] == ["x.yaml:1:4"]


def test_duplicate_keys_are_reported_with_both_places() -> None:
    """The second of two equal keys is reported; a label shows the first."""
    _, found = read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n")
    assert [(d.code, d.span.line, d.span.column, d.labels[0].span.line) for d in found] == [
        ("duplicate-field", 4, 3, 3),
        ("duplicate-field", 5, 1, 1),
    ]


def test_what_an_escape_hides_is_seen() -> None:
    """A sign that cannot be seen is told where its text begins, on whichever line of it the escape stands."""
    _, found = read('a: "one\\u202e"\nb: "one\n  two\\u202e"\n"c\\u202e": three\\u202e\n')
    assert [("hidden-character", line, column) for line, column in ((1, 4), (2, 4), (4, 1))] == [
        (d.code, d.span.line, d.span.column) for d in found
    ]


@pytest.mark.parametrize("line", ["a: 1\n", '"a\\u202e": 1\n'])
def test_of_many_faults_a_hundred_are_told(line: str) -> None:
    """Who has read of so many looks for the cause."""
    assert 100 == len(read(line * 300)[1])


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False, width=32).filter(lambda f: "e" not in repr(f))
    | st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_plain_data_survives(value: Any) -> None:
    """What JSON can say is read as it was meant, each text in quotes."""
    import json

    assert value == data(json.dumps(value, ensure_ascii=False))


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), PLAIN, min_size=1, max_size=4))
def test_agrees_with_the_safe_loader(value: dict[str, Any]) -> None:
    """What the usual loader writes in blocks and reads back, this one reads alike; where types differ, it keeps the text."""
    import io

    out = io.StringIO()
    usual = YAML(typ="safe", pure=True)
    usual.default_flow_style = False
    usual.allow_unicode = True
    usual.dump(value, out)
    expected = usual.load(out.getvalue())
    tree, found = read(out.getvalue())
    if tree is None:  # the usual loader writes aliases and tags of its own
        assert any(sign in out.getvalue() for sign in ("&", "*", "!"))
        return
    assert [] == found
    assert same(expected, tree.data)


def same(usual: Any, ours: Any) -> bool:
    """Equal, or a number or date to the usual loader and its text to ours."""
    if isinstance(usual, dict):
        return (
            isinstance(ours, dict)
            and [str(k) for k in usual] == list(ours)
            and all(same(v, ours[str(k)]) for k, v in usual.items())
        )
    if isinstance(usual, list):
        return isinstance(ours, list) and len(usual) == len(ours) and all(map(same, usual, ours))
    return usual == ours or (isinstance(ours, str) and not isinstance(usual, str))


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@#,? \n\t0123é"), max_size=30) | st.text(max_size=20))
def test_any_text_gives_data_or_a_diagnostic_inside_it(text: str) -> None:
    """No text raises an exception; a fault lies in a line that the file has."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tree, found = read(text)
    assert (tree is None) <= bool(found)
    source = Source("x.yaml", text)
    for span in (d.span for d in found):
        assert 1 <= span.line <= len(source.line_starts)
        assert 1 <= span.column <= len(source.line(span.line)) + 1
    if tree is not None:
        for span in (*tree.values.values(), *tree.keys.values()):
            assert 1 <= span.line <= len(source.line_starts)
            assert 1 <= span.column <= len(source.line(span.line)) + 1
