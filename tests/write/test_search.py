"""The search index: folding, packing, and what a script may contain."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, starmap
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handbook.model.handbook import Line
from handbook.model.site import Settings
from handbook.pipeline import build, check
from handbook.write.folding import CLEAN, MARKS, STEM, STOP, TOKEN, stem, stems, words
from handbook.write.postings import Block, Worded, number
from handbook.write.search import SHARD, Entry, Name, blocks, form, search_index, search_text, shards

ROOT = Path(__file__).parent.parent.parent
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)
PROSE = st.text(max_size=200)
FEW = st.lists(st.sampled_from(["a", "the", "drug", "drugs", "Drug\u2019s", "tumour", "tumors", "1,234", "0.5", "b-cell"])).map(
    " ".join
)
"""Texts in which words stand again and again, in several forms."""


def numbers(packed: str) -> Iterator[int]:
    """What was packed, read back the slow and obvious way."""
    value, scale = 0, 1
    for digit in map(DIGITS.index, packed):
        value, scale = value + digit % 32 * scale, scale * 32
        if digit < 32:
            yield value
            value, scale = 0, 1


def folded_by_rules(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    """What the rules say, one after the other."""
    for pattern, replacement in rules:
        text = re.sub(pattern, replacement.replace("$", "\\"), text)
    return text


def load(script: str) -> dict[str, object]:
    """The value that a script assigns."""
    value = json.loads(script.partition("=")[2].rstrip(";\n"))
    assert isinstance(value, dict)
    return value


def entry(url: str, page: str, topic: str, title: str, basis: str, text: str) -> Entry:
    """An entry whose text is known."""
    plain, _, body = text.partition(" ")
    return Entry(url, page, topic, basis, Worded(title, plain, Line(lambda: body)))


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """A few pages, each with its own entry and some sections."""
    out = []
    for page in range(draw(st.integers(1, 3))):
        url, topic = f"topic/page-{page}.html", draw(st.sampled_from(["Topic", "Other"]))
        out.append(entry(url, f"Page {page}", topic, f"Page {page}", "", draw(PROSE | FEW)))
        for at in range(draw(st.integers(0, 3))):
            title, text = draw(PROSE | FEW), draw(PROSE | FEW)
            out.append(entry(f"{url}#s-{page}-{at}", f"Page {page}", topic, title, "Cohort study", text))
    return out


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


@example("0,00'0")
@given(st.one_of(PROSE, st.text("aé1.,-' İßﬁ½²\u0660", max_size=9), st.text("s1.,'", max_size=14)))
def test_words_are_the_tokens_that_the_rules_say(text: str) -> None:
    """The index tells clients a rule for words; the quicker way by which they are found here finds the same."""
    plain = re.sub(MARKS, "", unicodedata.normalize("NFKD", text).lower())
    assert words(text) == re.findall(TOKEN, folded_by_rules(plain, CLEAN))


ENDED = st.builds(str.__add__, WORD, st.sampled_from(["", "ies", "our", "isation", "ogue", "ing", "ssion", "sis", "bre", "mme"]))


@given(st.lists(st.one_of(ENDED, st.from_regex("[a-z0-9.]{1,9}", fullmatch=True))))
def test_stems_are_what_the_rules_say_of_each_word(found: list[str]) -> None:
    """Words that are put through the rules together have the stems that each has alone."""
    assert stems(found) == {w: folded_by_rules(w, STEM) if len(w) > 3 and w.isalpha() else w for w in found}


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


@given(entries(), st.integers(1, 20))
def test_a_posting_says_where_how_often_and_in_the_title(found: list[Entry], many: int) -> None:
    """Each stem has a place wherever one of its words stands, with its count up to four, whether the title has it, and no other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("handbook.write.search._BLOCKS", many)
        index = load(search_index(found, []))
    expected: dict[str, list[tuple[int, int, bool]]] = {}
    lengths = []
    for at, e in enumerate(found):
        title, text = ([stem(w) for w in words(t) if w not in STOP.split()] for t in (e.words.title, e.words.text))
        for term, count in Counter(title + text).items():
            expected.setdefault(term, []).append((at, min(count, 4), term in title))
        lengths.append(len(title + text))
    places = {}
    for term, packed in zip(str(index["terms"]).split(), filter(None, str(index["postings"]).split(",")), strict=True):
        codes = list(numbers(packed))
        places[term] = [(at, c % 4 + 1, bool(c & 4)) for at, c in zip(accumulate(c // 8 for c in codes), codes, strict=True)]
    assert places == expected
    assert list(numbers(str(index["lengths"]))) == lengths


@given(entries())
def test_a_stem_is_shown_as_its_commonest_word(found: list[Entry]) -> None:
    """Of the words that have it the one that is written most often; of several, the first by its letters."""
    index = load(search_index(found, []))
    written = Counter(w for e in found for text in (e.words.title, e.words.text) for w in words(text) if w not in STOP.split())
    forms = zip(str(index["terms"]).split(), str(index["forms"]).split(), strict=True)
    for term, packed in forms:
        alike = [word for word in written if stem(word) == term]
        assert form(term, min(alike, key=lambda word: (-written[word], word))) == packed


@given(entries(), PROSE)
def test_an_index_is_a_harmless_script(found: list[Entry], text: str) -> None:
    """Nothing in a script can close it, whatever it is served as, and the same entries give the same script."""
    names = [Name("term", (text,), text, "glossary.html#term")]
    for script in (search_index(found, names), *starmap(search_text, enumerate(shards(found)))):
        assert script.isascii()
        assert not set("<>&") & set(script)
    assert search_index(found, names) == search_index(found, names)
    assert [["term", [text], text, "glossary.html#term", []]] == load(search_index(found, names))["names"]


def _nothing(_: str) -> None:
    """No block is known."""


@given(entries(), entries())
def test_what_is_known_of_other_words_changes_nothing(before: list[Entry], found: list[Entry]) -> None:
    """An index made with blocks that were kept as data is the one that is made from nothing, in one block or in many."""
    whole = search_index(found, [])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("handbook.write.search._BLOCKS", 20)
        kept = json.dumps(blocks(before + found[:1], _nothing) + blocks(found[1:], _nothing))
        known = {b.key: b for b in starmap(Block, json.loads(kept))}
        assert search_index(found, [], blocks(found, known.get)) == whole


def test_texts_come_in_pieces() -> None:
    """However many texts there are, one file of them stays small, and none is lost."""
    many = [entry(f"p.html#{at}", "P", "", "T", "", f"{at} " + "word " * 1000) for at in range(50)]
    scripts = list(starmap(search_text, enumerate(shards(many))))
    assert len(scripts) > 3
    assert all(len(script) < SHARD + 1000 for script in scripts)
    lengths = load(search_index(many, []))["shards"]
    assert isinstance(lengths, list)
    assert sum(lengths) == 50


def test_a_page_comes_before_its_sections() -> None:
    """Each page of the real handbook is met once, itself first and then its sections, so that a place tells its page."""
    site = build(check(ROOT, "2026-11-22"), Settings())
    index = load(next(a.content.decode() for a in site.assets if a.path == "assets/search-index.js"))
    pages, anchors = index["pages"], iter(str(index["anchors"]).split(" "))
    assert isinstance(pages, list)
    assert len({page[0] for page in pages}) == len(pages)
    for _, _, _, size in pages:
        assert next(anchors) == ""
        assert all(next(anchors) for _ in range(size - 1))
    assert next(anchors, None) is None
