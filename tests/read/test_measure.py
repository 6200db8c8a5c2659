"""How much a text may hold: all limits, and that the quick way to count finds what the plain one finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.diagnostics import Diagnostic, Source
from handbook.read.measure import measured


def told(text: str) -> list[str]:
    """``line:column message`` of whatever is too much."""
    found: list[Diagnostic] = []
    assert measured(Source("seeds/x.md", text), found.append) == (not found)
    return [f"{d.span.line}:{d.span.column} {d.message}" for d in found]


def table(columns: int, lines: int) -> str:
    """A table whose rows below the ruler are one sign each."""
    head = "|".join("a" * columns)
    return "\n".join([head, head.replace("a", "-"), *["b"] * (lines - 2)])


@pytest.mark.parametrize(
    ("most", "more", "said"),
    [
        ("a" * 20_000, "a" * 20_001, "1:1 a paragraph of 20001 characters; 20000 are the most"),
        (
            ("a b " * 4_900 + "\n\n") * 20,
            ("a b " * 4_999 + "\n\n") * 21,
            "41:41 419958 characters; 400000 are the most",
        ),
        ("a\n\n" * 3_000, "a\n\n" * 3_001, "6001:1 6002 lines; 6000 are the most"),
        ("\n".join(["- a"] * 500), "\n".join(["- a"] * 501), "501:1 a paragraph of 501 lines; 500 are the most"),
        (table(50, 100), table(50, 101), "1:1 a table of 5050 cells; 5000 are the most"),
        (
            f"{table(50, 100)}\n\n" * 3 + "a",
            f"{table(50, 100)}\n\n" * 5,
            "405:1 tables of more than 20000 cells; so many are the most in a file",
        ),
        ("> " * 8 + "a", "x\n\n" + "> " * 9 + "a", "3:1 a line begins 8 levels deep at the most, and with 40 spaces"),
        ("- " * 8 + "a", "- " * 9 + "a", "1:1 a line begins 8 levels deep at the most, and with 40 spaces"),
        (" " * 39 + "a", " " * 41 + "a", "1:1 a line begins 8 levels deep at the most, and with 40 spaces"),
        ("\t" * 9 + "a", "\t" * 10 + "a", "1:1 a line begins 8 levels deep at the most, and with 40 spaces"),
        ("/// " * 300, "/// " * 301, "1:1201 `///` stands here 301 times; 300 times in a paragraph are the most"),
        ("a/b/" * 2_000, "a///" * 301, "1:1202 `///` stands here 301 times; 300 times in a paragraph are the most"),
        (
            ("#" * 250 + "\n\n") * 20,
            ("#" * 250 + "\n\n") * 21,
            "41:1 `#` stands here 5250 times; 5000 times in a file are the most",
        ),
    ],
)
def test_each_limit_is_told_where_it_is_passed(most: str, more: str, said: str) -> None:
    """A text that is as large as it may be is read; of a larger one the place is told."""
    assert told(most) == []
    assert said in told(more)


@given(st.lists(st.tuples(st.sampled_from(["*", "a", "é\n", "}", "///", "/", "\n\n", "\n \t\n", "|", "`b"]), st.integers(1, 400))))
def test_signs_are_counted_as_they_stand(parts: list[tuple[str, int]]) -> None:
    """What is left without the words says the same as a count of each paragraph."""
    text = "".join(sign * many for sign, many in parts)
    expected = {
        sign
        for part in re.split(r"\n[ \t]*\n", text)
        if len(part) <= 20_000
        for sign in ("*", "}", "///", "`")
        if part.count(sign) > 300
    }
    assert {m[1] for t in told(text) if (m := re.search(r"`(.+)` stands here \d+ times; 300", t))} == expected
