"""The search index: folding, packing, and what a script may contain."""

import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.write.search import (
    CLEAN,
    MARKS,
    SHARD,
    STOP,
    TOKEN,
    Entry,
    Name,
    form,
    number,
    posting,
    search_index,
    search_texts,
    stem,
    words,
)

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)
PROSE = st.text(max_size=200)


def numbers(packed: str) -> Iterator[int]:
    """What was packed, read back the slow and obvious way."""
    value, scale = 0, 1
    for digit in map(DIGITS.index, packed):
        value, scale = value + digit % 32 * scale, scale * 32
        if digit < 32:
            yield value
            value, scale = 0, 1


def load(script: str) -> dict[str, object]:
    """The value that a script assigns."""
    value = json.loads(script.partition("=")[2].rstrip(";\n"))
    assert isinstance(value, dict)
    return value


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """A few pages, each with its own entry and some sections."""
    out = []
    for page in range(draw(st.integers(1, 3))):
        url = f"topic/page-{page}.html"
        out.append(Entry(url, f"Page {page}", "Topic", f"Page {page}", "", draw(PROSE)))
        for at in range(draw(st.integers(0, 3))):
            out.append(Entry(f"{url}#s-{page}-{at}", f"Page {page}", "Topic", draw(PROSE), "Cohort study", draw(PROSE)))
    return draw(st.permutations(out))


@pytest.mark.parametrize(
    "alike",
    [
        "tumour tumours tumor tumors tumour's Tumoured",
        "leukaemia leukemia leukaemias",
        "haematopoietic hematopoietic",
        "oedema edema",
        "randomised randomized randomise randomisation randomization randomising",
        "analyse analyze analysed analyses analysis",
        "antibody antibodies antibody's antibodies' antibodys",
        "programme program programmes",
        "centre center centres",
        "fibre fiber fibers",
        "licence license licences licensed",
        "labelled labeled labelling labeling",
        "ageing aging",
        "Behçet Behcet BEHÇET'S Behçet’s",
        "infusion infusions infuse infused",
        "transplant transplants transplantation transplanted",
        "vaccine vaccines vaccination vaccinated",
        "neutralising neutralizing neutralise neutralised",
        "women woman woman's",
        "β beta",
        "diagnosis diagnoses diagnose",
    ],
)
def test_forms_and_spellings_are_one(alike: str) -> None:
    """British and American spellings, number, possessives and accents make no difference."""
    assert len({tuple(map(stem, words(word))) for word in alike.split()}) == 1


@pytest.mark.parametrize(
    "apart", ["lupus loop", "less lesion", "four for", "hour hor", "active act", "CD4 CD40", "IgG IgM", "0.19 19"]
)
def test_what_differs_stays_apart(apart: str) -> None:
    """Folding does not go so far as to make two things one."""
    first, second = apart.split()
    assert list(map(stem, words(first))) != list(map(stem, words(second)))


@given(WORD)
def test_capitals_and_possessives_fold_away(word: str) -> None:
    """A word in capitals, or with a possessive of either kind, is the word."""
    assert words(word) == words(word.upper()) == words(f"{word}'s") == words(f"{word}\u2019s,")


@given(WORD, st.sampled_from("bfkmpt"))
def test_a_plural_is_its_singular(word: str, end: str) -> None:
    """An s after a regular noun makes no difference."""
    noun = f"nou{word}{end}"
    assert stem(noun) == stem(noun + "s")


@given(PROSE)
def test_words_are_plain(text: str) -> None:
    """Whatever the text, its words are small letters, digits and a decimal point, and stems are never empty."""
    for word in words(text):
        assert word
        assert set(word) <= set("abcdefghijklmnopqrstuvwxyz0123456789.")
        assert stem(word)


@given(st.one_of(PROSE, st.text("aé1.,-' İßﬁ½²\u0660", max_size=9)))
def test_words_are_the_tokens_that_the_rules_say(text: str) -> None:
    """The index tells clients a rule for words; the quicker way by which they are found here finds the same."""
    folded = re.sub(MARKS, "", unicodedata.normalize("NFKD", text).lower())
    for pattern, replacement in CLEAN:
        folded = re.sub(pattern, replacement.replace("$", "\\"), folded)
    assert words(text) == re.findall(TOKEN, folded)


@given(st.lists(st.integers(0, 10**7)))
def test_numbers_come_back(values: list[int]) -> None:
    """Packed numbers can be written one after the other and read back."""
    assert values == list(numbers("".join(map(number, values))))


@given(WORD, WORD)
def test_a_form_leads_from_stem_to_word(stemmed: str, word: str) -> None:
    """Dropping and adding what the form says turns the stem into the word."""
    packed = form(stemmed, word)
    drop = "".join(c for c in packed if c.isdigit())
    assert word == stemmed[: len(stemmed) - int(drop)] + packed[len(drop) :]


@given(st.integers(0, 10**5), st.integers(1, 99), st.booleans())
def test_a_posting_says_where_how_often_and_in_the_title(step: int, count: int, in_title: bool) -> None:
    """One number carries the step, the count up to four, and the title."""
    (code,) = numbers(posting(step, count, in_title))
    assert (step, min(count, 4), in_title) == (code // 8, code % 4 + 1, bool(code & 4))


@given(entries())
def test_every_word_can_be_found(found: list[Entry]) -> None:
    """A stem has a place wherever one of its words stands in a text, each place once and in order."""
    index = load(search_index(found, []))
    texts = [text for script in search_texts(found) for text in json.loads(script.partition("]=")[2].rstrip(";\n"))]
    places: dict[str, list[int]] = {}
    for term, packed in zip(str(index["terms"]).split(" "), str(index["postings"]).split(","), strict=True):
        places[term] = list(accumulate(code // 8 for code in numbers(packed)))
        assert sorted(set(places[term])) == places[term]
    for at, text in enumerate(texts):
        assert all(at in places[stem(word)] for word in words(text) if word not in STOP.split())


@given(entries(), PROSE)
def test_an_index_is_a_harmless_script(found: list[Entry], text: str) -> None:
    """Nothing in a script can close it, whatever it is served as, and the same entries give the same script."""
    names = [Name("term", (text,), text, "glossary.html#term")]
    for script in (search_index(found, names), *search_texts(found)):
        assert script.isascii()
        assert not set("<>&") & set(script)
    assert search_index(found, names) == search_index(found, names)
    assert [["term", [text], text, "glossary.html#term", []]] == load(search_index(found, names))["names"]


def test_texts_come_in_pieces() -> None:
    """However many texts there are, one file of them stays small, and none is lost."""
    many = [Entry(f"p.html#{at}", "P", "", "T", "", f"{at} " + "word " * 1000) for at in range(50)]
    scripts = search_texts(many)
    assert len(scripts) > 3
    assert all(len(script) < SHARD + 1000 for script in scripts)
    shards = load(search_index(many, []))["shards"]
    assert isinstance(shards, list)
    assert sum(shards) == 50


def test_a_page_comes_before_its_sections() -> None:
    """Entries are put page after page, each page's own entry first, so that a place tells its page."""
    a, b = Entry("a.html#s", "A", "T", "S", "Cohort study", ""), Entry("b.html#s", "B", "T", "S", "", "")
    index = load(search_index([a, b, Entry("a.html", "A", "T", "A", "", "")], []))
    assert index["pages"] == [["a.html", "A", 0, 2], ["b.html", "B", 0, 1]]
    assert index["anchors"] == " s s"
