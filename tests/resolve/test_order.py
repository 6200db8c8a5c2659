"""The order of a page: as given, except that an update follows what it updates."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.diagnostics import Located, Span
from handbook.model.manuscript import Section
from handbook.resolve.order import in_reading_order
from tests.harness import BODY, FRONT, PLAIN, project


def section(id: str, *updates: str) -> Section:
    """A section with nothing but its id and what it updates."""
    rest: dict[str, Any] = dict.fromkeys(Section._fields, "")
    nowhere = Span("seeds/one.md")
    return Section(**(rest | {"id": Located(id, nowhere), "updates": tuple(Located(u, nowhere) for u in updates)}))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a b c", "a b c"),
        ("a b c>a", "a c b"),
        ("a b c>a d>a", "a c d b"),
        ("a b c>a d>c", "a c d b"),
        ("c>a b a", "b a c"),
        ("a b>elsewhere c", "a b c"),
        ("a b>a,c c", "a b c"),
        ("a b>c,a c", "a c b"),
        ("a>a b", "a b"),
        ("a>b b>a c", "c a b"),
        ("a b>c c>b d", "a d b c"),
        ("a b a", "a b"),
        ("", ""),
    ],
)
def test_an_update_follows_what_it_updates(given: str, expected: str) -> None:
    """``b>a`` is a section ``b`` that updates ``a``: it is read after ``a`` and before what came after ``a``; of two with one id the first is read."""
    sections = [
        section(id, *targets.split(",")) if targets else section(id) for id, _, targets in (w.partition(">") for w in given.split())
    ]
    assert expected.split() == [s.id.value for s in in_reading_order(sections)]


IDS = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(IDS, st.lists(IDS, max_size=2)), max_size=8, unique_by=lambda s: s[0]))
def test_nothing_is_lost_and_order_is_kept(written: list[tuple[str, list[str]]]) -> None:
    """For any updates, in rings too: every section once; those that update nothing in order; a follower after its first target."""
    sections = [section(id, *updates) for id, updates in written]
    order = [s.id.value for s in in_reading_order(sections)]
    assert sorted(order) == sorted(s.id.value for s in sections)
    first = {s.id.value: next((u.value for u in s.updates if u.value in order and u.value != s.id.value), None) for s in sections}
    free = [id for id in first if first[id] is None]
    assert free == [id for id in order if id in free]
    for id, target in first.items():
        seen = {id}
        while target is not None and target not in seen:
            seen.add(target)
            target = first[target]
        if target is None and first[id] is not None:  # not part of a ring
            assert order.index(str(first[id])) < order.index(id)


def test_seeds_follow_the_dates_of_what_they_digest(tmp_path: Path) -> None:
    """Sections of an earlier source come first, whatever the names of the files."""
    made = project(tmp_path)
    references = made.root.joinpath("seeds/references.yaml").read_text("utf-8")
    made.references(references + references.replace("paper-2020", "paper-2014").replace("2020, 5", "2014"))
    heading = "## Heading {{ #{0} page=care/infusions basis=cohort as-of=2020 }}\n"
    made.seed("a.md", "\n".join((FRONT, heading.format("late"), PLAIN, BODY)))
    made.seed("one.md", "\n".join((FRONT.replace("2020", "2014"), heading.format("early"), PLAIN, BODY)))
    result = made.check()
    assert [] == result.codes
    assert ["early", "late"] == [s.id.value for s in result.handbook.sections_on["care/infusions"]]
