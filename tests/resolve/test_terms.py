"""Terms are found as a patient reader would find them, who tries every name at every place."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.diagnostics import Located, Span
from handbook.model.manuscript import Term
from handbook.resolve.terms import Matcher, names


def term(name: str, abbreviation: str = "", aliases: tuple[str, ...] = (), never_in: tuple[str, ...] = (), **match: bool) -> Term:
    """A glossary entry with nothing but its names."""
    nowhere = Span("seeds/glossary.yaml")
    rest: dict[str, Any] = {
        f.name: () if f.name in ("search", "see_also", "citations") else "" for f in Term.__dataclass_fields__.values()
    }
    rest |= {"key": Located(name.lower(), nowhere), "name": name, "abbreviation": abbreviation, "never_in": never_in}
    rest |= {"aliases": tuple(Located(a, nowhere) for a in aliases)}
    rest |= {
        "match_case": match.get("case", False),
        "match_plural": match.get("plural", True),
        "match_text": match.get("text", True),
    }
    return Term(**rest)


def found(text: str, *terms: Term) -> list[str]:
    """The words that are found, in order."""
    return [text[f.start : f.end] for f in Matcher(terms).find(text)]


def slowly(text: str, terms: tuple[Term, ...]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """At each place in turn: every name, the longest one wins, one in its case before one in any."""
    at = 0
    while at < len(text):
        best: tuple[int, bool] = (0, False)
        meant: tuple[str, ...] = ()
        for t in terms:
            for name, cased in (*(names(t) if t.match_text else ()), *((n, None) for n in t.never_in)):
                if stands_at(text, at, name, bool(cased)) and (len(name), bool(cased)) >= best:
                    if (len(name), bool(cased)) > best:
                        best, meant = (len(name), bool(cased)), ()
                    if cased is not None and t.key.value not in meant:
                        meant = (*meant, t.key.value)
        if meant:
            yield at, at + best[0], meant
        at += max(best[0], 1)


def stands_at(text: str, at: int, name: str, cased: bool) -> bool:
    """True where the name stands at the offset as whole words, not with ``-4`` behind it."""
    piece = text[at : at + len(name)].replace("\n", " ")
    if piece != name if cased else fold(piece) != fold(name):
        return False
    before, after, next_one = (
        text[at - 1 : at],
        text[at + len(name) : at + len(name) + 1],
        text[at + len(name) + 1 : at + len(name) + 2],
    )
    return piece[0].isalnum() and not before.isalnum() and not after.isalnum() and not (after == "-" and next_one.isdigit())


def fold(text: str) -> str:
    """In lower case, letter by letter."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


WORDS = st.sampled_from(
    [
        "ada",
        "ADA",
        "Ada",
        "ADAs",
        "NEDA",
        "MS",
        "ms",
        "cell",
        "cells",
        "Cell",
        "B",
        "b",
        "anti",
        "therapy",
        "therapies",
        "analysis",
        "analyses",
        "box",
        "boxes",
        "4",
        "5b",
        "é",
        "É",
        "İ",
        "naïve",
        "Ωmega",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).flatmap(lambda w: st.sampled_from([" ".join(w), "-".join(w), w[0], w[0]]))
TERMS = st.builds(
    term,
    NAMES,
    st.one_of(st.just(""), WORDS),
    st.lists(NAMES, max_size=2).map(tuple),
    st.lists(NAMES, max_size=1).map(tuple),
    case=st.booleans(),
    plural=st.booleans(),
    text=st.sampled_from([True, True, True, False]),
)
GLOSSARIES = st.lists(TERMS, max_size=6, unique_by=lambda t: t.key.value).map(tuple)
TEXTS = st.lists(
    st.one_of(
        WORDS, st.sampled_from([" ", " ", " ", "-", "\n", ". ", "? ", "“", "–", "'s ", "’s", "/", "_", "\0", "(", ")", "-4", "s"])
    ),
    max_size=20,
).map("".join)


@given(GLOSSARIES, TEXTS)
def test_the_quick_way_finds_what_the_slow_way_finds(terms: tuple[Term, ...], text: str) -> None:
    """For any glossary and text: the same places and the same terms."""
    expected = list(slowly(text, terms))
    assert expected == [(f.start, f.end, tuple(t.key.value for t in f.terms)) for f in Matcher(terms).find(text)]


@given(GLOSSARIES, st.lists(TEXTS, max_size=5))
def test_texts_are_searched_together_as_each_by_itself(terms: tuple[Term, ...], texts: list[str]) -> None:
    """No name reaches from one text into the next, and each is found where it stands in its own."""
    matcher = Matcher(terms)
    assert [matcher.find(text) for text in texts] == matcher.find_each(texts)


@pytest.mark.parametrize("between", ["", "\0", " ", "\n"])
def test_a_name_never_stands_in_two_texts(between: str) -> None:
    """Whatever the entry holds between the two words: a glossary can name signs that no text has."""
    assert [[], []] == Matcher((term(f"B{between}cell"),)).find_each(["one B", "cell"])


@given(GLOSSARIES, st.text(max_size=40))
def test_any_text_can_be_searched(terms: tuple[Term, ...], text: str) -> None:
    """What is found lies in the text, from left to right, without overlap."""
    at = 0
    for f in Matcher(terms).find(text):
        assert at <= f.start < f.end <= len(text)
        at = f.end


ADA = term("anti-drug antibody", "ADA", never_in=("ADA deficiency",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anti-drug antibody", ["anti-drug antibody"]),
        ("Anti-drug antibodies", ["Anti-drug antibodies"]),
        ("ANTI-DRUG ANTIBODY", ["ANTI-DRUG ANTIBODY"]),
        ("an anti-drug\nantibody", ["anti-drug\nantibody"]),
        ("ADA", ["ADA"]),
        ("ADAs", ["ADAs"]),
        ("ADA's and ADA’s", ["ADA", "ADA"]),
        ("ADA-positive, non-ADA, (ADA), ADA/NAb, ADA.", ["ADA"] * 5),
        ("*ADA* and _ADA_ and **ADA**", ["ADA"] * 3),
        ("Ada Lovelace, ada", []),
        ("ADAx, ADAPT, CADA, ADA4, 4ADA", []),
        ("a CADA, ADA, ADAx and 4ADA", ["ADA"]),
        ("anti-drug antibodyx, anti-drug antibody-4 and anti-drug antibody", ["anti-drug antibody"]),
        ("ADA deficiency", []),
        ("ada Deficiency, then ADA", ["ADA"]),
        ("ADA deficiencyx", ["ADA"]),
        ("ADA-4", []),
        ("ADA-x", ["ADA"]),
        ("ADA - 4", ["ADA"]),
    ],
)
def test_whole_words_plurals_and_possessives(text: str, expected: list[str]) -> None:
    """A name is found as whole words, singular or plural, with an apostrophe behind it, and not inside another name."""
    assert expected == found(text, ADA)


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("relapse", "relapses"),
        ("therapy", "therapies"),
        ("assay", "assays"),
        ("sclerosis", "scleroses"),
        ("virus", "viruses"),
        ("reflex", "reflexes"),
        ("rash", "rashes"),
        ("B cell", "B cells"),
        ("NAb", "NAbs"),
        ("y", "ys"),
    ],
)
def test_plurals(name: str, plural: str) -> None:
    """The plural of a name is found where the term allows it, and only there."""
    text = f"one {name}, two {plural}"
    assert [name, plural] == found(text, term(name))
    assert [name] == found(text, term(name, plural=False))


def test_neda_is_not_neda_4() -> None:
    """A hyphen and a number make another name, which can have an entry of its own."""
    neda, neda_4 = term("no evidence of disease activity", "NEDA"), term("NEDA-4")
    assert ["NEDA"] == found("NEDA, NEDA-3 and NEDA-4", neda)
    assert ["NEDA", "NEDA-4"] == found("NEDA, NEDA-3 and NEDA-4", neda, neda_4)


def test_the_longest_name_wins() -> None:
    """Of names that begin at one place the longest is meant, whichever term it belongs to."""
    glossary = (term("B cell"), term("memory B cell"), term("cell"))
    assert ["memory B cells", "B cell", "cell"] == found("memory B cells, B cell, cell", *glossary)


@pytest.mark.parametrize(
    ("given", "text", "expected"),
    [
        (term("multiple sclerosis", "MS"), "MS, ms, Ms, Multiple Sclerosis", ["MS", "Multiple Sclerosis"]),
        (term("Campath"), "Campath, campath, CAMPATH", ["Campath", "campath", "CAMPATH"]),
        (term("Campath", case=True), "Campath, campath, CAMPATH", ["Campath"]),
        (term("NAb"), "NAb, nab, NAB", ["NAb"]),
        (term("B cell"), "b cell, B Cell", ["b cell", "B Cell"]),
        (term("rituximab", aliases=("RTX", "MabThera")), "rtx, RTX, mabthera", ["RTX", "mabthera"]),
        (term("hidden", "HID", text=False), "hidden HID", []),
    ],
)
def test_case(given: Term, text: str, expected: list[str]) -> None:
    """Abbreviations are found in their case, words in any, unless the entry asks for its own."""
    assert expected == found(text, given)


def test_a_letter_whose_small_form_is_longer_moves_nothing() -> None:
    """``İ`` becomes two characters in lower case; names before and behind it are found at their places all the same."""
    assert ["Cells", "B CELL", "İx"] == found("Cells İ İ B CELL İx", term("cell"), term("B cell"), term("İx"))


@pytest.mark.parametrize(("name", "cased"), [("NAb", True), ("ABCDEF", True), ("ABCDEFG", False), ("A B", False), ("Abc", False)])
def test_short_words_with_two_capitals_are_found_in_their_case(name: str, cased: bool) -> None:
    """A long word, one with a space or with one capital is found in any case."""
    assert ([name] if cased else [name, name.lower()]) == found(f"{name} {name.lower()}", term(name, plural=False))


@pytest.mark.parametrize(
    ("name", "plural"),
    [("therapY", "therapies"), ("Xly", "Xlies"), ("py", "pies"), ("sclerosis", "scleroses"), ("box", "boxes"), ("cell", "cells")],
)
def test_plurals_end_in_small_letters(name: str, plural: str) -> None:
    """Where the case of a name must agree, its plural has a small ending."""
    assert [name, plural] == found(f"{name} {plural} {plural.upper()}", term(name, case=True))


def test_a_name_in_its_case_goes_before_the_same_in_any_case() -> None:
    """Of two names of one length the one whose case agrees is meant; each goes by its own term."""
    glossary = (term("Ms", plural=False), term("multiple sclerosis", "MS", plural=False))
    assert [["multiple sclerosis"], ["ms"]] == [[t.key.value for t in f.terms] for f in Matcher(glossary).find("MS ms")]
