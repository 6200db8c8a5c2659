"""A fault is reported where it was put, whatever stands before it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.diagnostics import Source
from tests.harness import BODY, FRONT, HEADING, PLAIN, project

LINES = st.sampled_from(
    [
        "",
        "Words.",
        "Tabs\tand words.",
        "Behçet, Sjögren, naïve: 37 °C.",
        "🙂 signs beyond the sixteen bits 🧠.",
        "Cited well [see @paper-2020, p. 5].",
        "- an item with *marks* and `code @nothing`",
        "| a | table |",
        "A link: [](#steroid-cover).",
        "Combining: e\u0301 and a\u0308.",
        "Alemtuzumab.",
        "Far " + "and wide " * 30,
    ]
)
FAULTS = {
    "unresolved-citation": ("so [@nobody].", "@nobody"),
    "unresolved-cross-reference": ("so [](#nowhere).", "#nowhere"),
    "unresolved-term": ("so [words]{term=nothing}.", "nothing"),
    "bad-link": ("so [words](javascript:x).", "javascript:x"),
    "raw-html": ("so <b>words.", "<b>"),
    "relative-without-absolute": ("so 49% fewer relapses.", "49% fewer"),
    "citation-separator": ("so [@paper-2020, @paper-2020].", "@paper-2020"),
    "hidden-character": ("so wo\u200brds.", "\u200b"),
}
"""By code: a line with that fault, and what the report points at."""


@given(
    before=st.lists(LINES, max_size=6),
    lead=st.sampled_from(["", "Words, ", "é🙂 ", "a\tb\tc ", "- ", "*so* "]),
    fault=st.sampled_from(sorted(FAULTS)),
    after=st.lists(LINES, max_size=3),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_the_place_is_where_the_fault_is(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], lead: str, fault: str, after: list[str], newline: str, mark: str
) -> None:
    """For any text around it, any line ends and a byte-order mark: one fault, at its line, column and length."""
    line, marked = FAULTS[fault]
    above = "\n".join((FRONT, HEADING, PLAIN, BODY, *(b for pair in before for b in (pair, "")), ""))
    text = above + "\n".join((lead + line, "", *after, ""))
    path = tmp_path_factory.mktemp("place")
    result = project(path).seed("one.md", mark + text.replace("\n", newline)).check()
    (found,) = [d for d in result.diagnostics if d.code == fault]
    assert [fault] == result.codes
    assert ("seeds/one.md", above.count("\n") + 1) == (found.span.path, found.span.line)
    assert (lead + line).index(marked) + 1 == found.span.column
    assert len(marked) == found.span.length


@given(
    before=st.lists(
        st.sampled_from(["# remark", "", "- id: t{}\n  term: naïve t{}\n  plain: Words, é🙂.\n  match: {{text: false}}"]),
        max_size=5,
    ),
    newline=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_places_in_tables(tmp_path_factory: pytest.TempPathFactory, before: list[str], newline: str, mark: str) -> None:
    """The same holds for the files in YAML."""
    made = project(tmp_path_factory.mktemp("place"))
    above = made.root.joinpath("seeds/glossary.yaml").read_text("utf-8")
    above += "\n".join([b.format(n, n) for n, b in enumerate(before)] + [""])
    made.glossary(mark + (above + "- id: last\n  term: Ünïcode, last\n  plian: Words.\n").replace("\n", newline))
    result = made.check()
    line = above.count("\n") + 3
    assert [f"missing-field seeds/glossary.yaml:{line - 2}:3", f"unknown-field seeds/glossary.yaml:{line}:3"] == result.places


@given(st.text(st.sampled_from("ab\n\té🙂"), max_size=40), st.integers(0, 40), st.integers(0, 10))
def test_spans_and_offsets_agree(text: str, start: int, length: int) -> None:
    """The line and column of an offset lead back to it; a span never leaves its line."""
    start = min(start, len(text))
    source = Source("x.md", text)
    span = source.span(start, start + length)
    assert start == sum(len(line) + 1 for line in text.split("\n")[: span.line - 1]) + span.column - 1
    assert span.length >= 1
    assert span.length == 1 or span.column - 1 + span.length <= len(source.line(span.line))


def test_the_caret_stands_below_the_place(tmp_path: Path) -> None:
    """Tabs are kept, far places are shown in a window, invisible signs in their written form: the caret is below the word."""
    for lead in ("", "x\t\t", "word " * 60, "x\t" + "é" * 200, "wo\u0301rd "):
        text = project(tmp_path).body(f"{BODY}\n{lead}[@nobody] {'and so on ' * 30}\n").check().text
        shown, caret = next(
            pair for pair in zip(text.split("\n"), text.split("\n")[1:], strict=False) if "@nobody" in pair[0] and "|" in pair[1]
        )
        at = caret.index("^")
        assert "@nobody" == shown[at : at + 7], text
        assert "^" * 7 == caret[at:]
        assert shown[:at].count("\t") == caret[:at].count("\t")
