"""The sentence that a back-link shows: whole, plain, and the right one."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handbook.diagnostics import Source
from handbook.model.prose import Prose
from handbook.read.markdown import scan
from handbook.resolve.sentences import plain_text, sentence_at


def sentence(text: str, at: str = "@a") -> str:
    """The sentence around a word of the text."""
    return sentence_at(scan(Source("x.md", text)), text.index(at), {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two [@a]. Three.", "Two."),
        ("One [@a]. Two. Three.", "One."),
        ("One. Two. Three [@a].", "Three."),
        ("One! Two? Three [@a]! Four.", "Three!"),
        ("One. Two [@a], three.", "Two, three."),
        ("No full stop [@a]", "No full stop"),
        ("It was 2.5 mg, i.e. half [@a]. More.", "It was 2.5 mg, i.e. half."),
        ("Rates were 0.26 v. 0.52 [@a]. More.", "Rates were 0.26 v. 0.52."),
        ("Coles et al. Found it [@a]. More.", "Coles et al. Found it."),
        ("So e.g. Smith said [@a]. More.", "So e.g. Smith said."),
        ("By J. A. Smith and Dr. Jones [@a]. More.", "By J. A. Smith and Dr. Jones."),
        ("See Fig. 2 and p. 5 and no. 3 [@a]. More.", "See Fig. 2 and p. 5 and no. 3."),
        ("About ca. 10 people vs. 12 [@a]. More.", "About ca. 10 people vs. 12."),
        ("Of 12 people, 3 (25%) did. Of 40, none did [@a].", "Of 40, none did."),
        ('He said “No.” Then he left [@a]. "Why?" she asked.', "Then he left."),
        ("(One.) (Two [@a].) Three.", "(Two.)"),
        ("One para.\n\nTwo para [@a]. More.\n\nThree.", "Two para."),
        ("One [@a]\n\nTwo\n\nThree", "One"),
        ("One [@a]\n\nTwo\n\n- three", "One"),
        ("One\n\n\nTwo [@a]\n\n\nThree", "Two"),
        ("One\n\nTwo\n\nThree [@a]", "Three"),
        ("See [](#nowhere) [@a].", "See."),
        ("One\nline and\nanother [@a]. More.", "One line and another."),
        ("Ends with a year 2014. Then [@a].", "Then."),
        ("in vitamin B. Then [@a].", "in vitamin B. Then."),
        ("- One item. Its end.\n- Two [@a]. Three.\n- Four.", "Two."),
        ("- One\n- Two [@a]\n- Three", "Two"),
        ("1. One\n2. Two [@a]\n3. Three", "Two"),
        ("Before:\n- One.\n- Two,\n  more [@a].\n- Three.", "Two, more."),
        ("Before [@a]:\n- One.", "Before:"),
        ("\n- One.\n- Two [@a].", "Two."),
        ("Two [@a]\nand\n\nwords\n- One", "Two and"),
        ("| x | y |\n|---|---|\n| one | two [@a] |\n| three | four |", "one two"),
        ("A [link](#id) and `code` and *marks* **here** [@a].", "A link and code and marks here."),
        ("[ADA]{term=ada} is [@a] meant \\@home.", "ADA is meant @home."),
        ("So _is_ it [@a].", "So is it."),
        ("So `is` it [@a].", "So is it."),
        ("Drugs such as x_y_z and 2*3*4 [@a].", "Drugs such as x_y_z and 2*3*4."),
        ("Sub x<sub>2</sub> [@a].", "Sub x2."),
        ("Said <!-- but not so --> here [@a].", "Said here."),
        ("> Quoted. Said [@a].", "Said."),
        ("As @a said, so it is. More.", "As said, so it is."),
    ],
)
def test_sentences(text: str, expected: str) -> None:
    """Abbreviations, initials and decimals end no sentence; paragraphs, list items and rows do."""
    assert expected == sentence(text)


@pytest.mark.parametrize(
    "short",
    ["al", "approx", "ca", "cf", "Dr", "e.g", "Fig", "i.e", "p", "pp", "Prof", "resp", "St", "vs", "vol", "v", "No", "no", "A"],
)
def test_an_abbreviation_ends_no_sentence(short: str) -> None:
    """Nor does it at the start of one; a longer word that ends like it does."""
    assert f"So {short}. 5 of them." == sentence(f"One. So {short}. 5 of them [@a]. More.")
    assert f"{short}. 5 of them." == sentence(f"{short}. 5 of them [@a]. More.")
    assert "5 of them." == sentence(f"It was a xx{short}. 5 of them [@a]. More.")


WORDS = ("One", "e.g", "i.e", "Fig", "No", "no", "al", "vs", "approx", "xvs", "A", "p", "5", "É")
SIGNS = (".", ".", "!", "?", "”", ")", "]", "“", "(", ",", "*", "_", "`", "**", "__", " ", " ", " ", "\n", "\0")
PIECES = st.sampled_from((*WORDS, *SIGNS))
END = re.compile(
    r"""(?:[!?]|\.(?!(?<=\b[Nn]o\.)\s+\d)(?<!\b[A-Zpv]\.)(?<!\b(?:al|ca|cf|Dr|pp|St|vs)\.)(?<!\b(?:e\.g|Fig|i\.e|vol)\.)"""
    r"""(?<!\b(?:Prof|resp)\.)(?<!\bapprox\.))["”’)\]]*(?=\s+[\"“‘(\[A-Z0-9À-Þ])"""
)
"""Any end of a sentence, in one expression."""


def _words_alone(text: str) -> Prose:
    """A stretch in which nothing was found."""
    return Prose(Source("x.md", text), 0, len(text), (), (), (), (), (), (), text)


@given(st.lists(PIECES, max_size=25).map("".join), st.integers(0, 60), st.sampled_from((5, 600)))
def test_each_sign_by_itself_ends_the_sentences_that_one_of_three_ends(text: str, at: int, around: int) -> None:
    """The sentence around any place is that between the two ends around it, found in one walk from the top, or what of it is near."""
    assume(not re.search(r"\n *(?:\*|5[.)]) ", text))  # an item of a list is a frame of its own
    at = min(at, len(text))
    gap = text.rfind("\n\n", 0, at)
    top, bottom = (gap + 2 if gap >= 0 else 0), text.find("\n\n", at)
    ends = list(END.finditer(text, top, len(text) if bottom < 0 else bottom))
    start = max((m.end() for m in ends if at - around <= m.start() and m.end() <= at), default=top)
    stop = min((m.end() for m in ends if m.start() >= at), default=len(text) if bottom < 0 else bottom)
    prose = _words_alone(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("handbook.resolve.sentences._AROUND", around)
        if said := plain_text(prose, max(start, at - around), min(stop, at + around), {}):
            assert said == sentence_at(prose, at, {})


@given(st.lists(PIECES, max_size=25).map("".join))
def test_marks_go_one_by_one(text: str) -> None:
    """A pair, a mark at the edge of a word and a backtick go; a mark within a word or between two spaces stays."""
    slowly = re.sub(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`", "", re.sub(r"(?m)^\s*(?:[-*+]|\d+[.)]|>+)\s+", "", text))
    said = re.sub(r" (?=[,.;:!?)])", "", " ".join(slowly.split()))
    assert said == plain_text(_words_alone(text), 0, len(text), {})


@given(
    st.lists(
        st.sampled_from(
            ["One.", "Two", "e.g.", "3.5", "[@b]", "@a", "\n", "\n\n", "- x", "| y |", "Zed?", "“Q.”", "[w](#x)", "*m*", "## H\n"]
        ),
        max_size=15,
    ),
    st.integers(0, 80),
)
def test_any_place_has_a_sentence(words: list[str], at: int) -> None:
    """For any text and place: one line of plain text, of words that stand in that paragraph."""
    text = " ".join(words)
    prose = scan(Source("x.md", text))
    said = sentence_at(prose, min(at, len(text)), {})
    assert "\n" not in said
    assert said == said.strip()
    assert "[@" not in said


def test_plain_text_keeps_the_words() -> None:
    """Citations go, links and terms leave their words, headings end in a full stop, table rules go."""
    text = "### So it is\n\nA [b *c*](#d) [e]{term=f} <https://g.h> [@i].\n"
    prose = scan(Source("x.md", text))
    assert "So it is. A b c e https://g.h." == plain_text(prose, 0, len(text), {})


def test_a_citation_behind_the_end_belongs_to_the_sentence_before() -> None:
    """``Why? [@a]`` cites for the question, whatever stands before it."""
    assert "Does it help?" == sentence("It is given. Does it help? [@a, p. 3]", "@a")
    assert "Does it help?" == sentence("Does it help? [@a]", "@a")


def test_links_without_words_are_read_as_titles() -> None:
    """In the sentence that holds the citation, and in the one that a citation alone belongs to."""
    for text in ("So is [](#x) [@a]. More.", "One. So is [](#x). [@a]"):
        assert "So is Steroids." == sentence_at(scan(Source("x.md", text)), text.index("[@a]"), {"#x": "Steroids"})


def test_what_begins_at_the_end_is_not_in() -> None:
    """A link, a term or a citation right behind a piece of text adds nothing to it."""
    for text in ("A [b](#c)", "A [b]{term=c}", "A [](#c)"):
        assert "A" == plain_text(scan(Source("x.md", text)), 0, 2, {"#c": "b"})


def test_of_a_sentence_without_an_end_six_hundred_characters_are_shown() -> None:
    """On each side of the place, whatever a stranger writes; one that is shorter on a side is whole there."""
    for before, behind in ((1000, 1000), (1000, 10), (10, 1000), (600, 596)):
        text = f"One. {'A' * before}[@a]{'b' * behind}"
        assert "A" * min(before, 600) + "b" * min(behind, 596) == sentence(text, "[@a]")
