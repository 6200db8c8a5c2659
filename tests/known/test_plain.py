"""Whatever the compiler keeps as plain data is made again as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.diagnostics import Located, Span
from handbook.known.plain import plain


class Kind(StrEnum):
    """Two words."""

    ONE = "one"
    TWO = "two"


class Inner(NamedTuple):
    """Things within things."""

    word: str
    kind: Kind
    pair: tuple[int, str]
    maybe: Located[str] | None = None


@dataclass(frozen=True)
class Outer:
    """One field of each type that the compiler's own have."""

    some: tuple[Inner, ...]
    none: tuple[tuple[str, ...], ...]
    numbers: tuple[int | None, ...]
    names: frozenset[str]
    data: Mapping[str, Any]
    sure: bool


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=3)
places = st.builds(Span, words, st.integers(1, 3), st.integers(1, 3), st.integers(1, 3))
located = st.builds(Located, words, places)
inner = st.builds(Inner, words, st.sampled_from(Kind), st.tuples(st.integers(), words), st.none() | located)
outer = st.builds(
    Outer,
    st.lists(inner, max_size=4).map(tuple),
    st.lists(st.lists(words, max_size=2).map(tuple), max_size=4).map(tuple),
    st.lists(st.none() | st.integers(), max_size=4).map(tuple),
    st.frozensets(words, max_size=3),
    st.dictionaries(words, st.booleans() | st.lists(words, max_size=2), max_size=2),
    st.booleans(),
)


@given(st.lists(outer, max_size=4).map(tuple))
def test_what_was_written_is_read(many: tuple[Outer, ...]) -> None:
    """Records of records, none of them, one, or many alike, with the types that they had."""
    kept = plain(tuple[Outer, ...])
    again = kept.read(kept.written(many))
    assert many == again
    assert repr([o.some for o in many]) == repr([o.some for o in again])


@pytest.mark.parametrize("word", ["", "same"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_what_is_all_the_same_is_kept_once(count: int, word: str) -> None:
    """However many there were, there are as many again."""
    kept = plain(tuple[tuple[str, ...], ...])
    for many in (((word,),) * count, ((word, word),) * count, ((),) * count):
        assert many == kept.read(kept.written(many))
