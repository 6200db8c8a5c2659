"""Citations are read as Pandoc reads them, and where they are not, it is on purpose."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.read.pandoc import handbook_finds, pandoc_finds

TABLE = [
    line.replace("⏎", "\n")
    for line in Path(__file__).with_name("citations.txt").read_text("utf-8").splitlines()
    if not line.startswith("%")
]

ON_PURPOSE = {
    "http://x.org/@a": [],
    "https://x.org/@a [@b]": [[("b", "NormalCitation", "", "")]],
    "[see http://x.org/@b; @a]": [[("a", "AuthorInText", "", "")]],
    "social.example/@a": [],
    "first_@example.org": [],
    "@{}": [],
    "[@a, *p. 5]": [[("a", "NormalCitation", "", ", p. 5")]],
    "$@a$": [[("a", "AuthorInText", "", "")]],
    "(@a)": [[("a", "AuthorInText", "", "")]],
    "Text[^1] and [@a].\n\n[^1]: note [@b]": [[("a", "NormalCitation", "", "")], [("b", "NormalCitation", "", "")]],
}
"""What the handbook reads in its own way: nothing in addresses, no key without a character, no mathematics, no numbered
examples, notes where they stand; and a star that opens nothing spoils no citation."""


@pytest.mark.parametrize("text", TABLE)
def test_pandoc_and_the_handbook_find_the_same(text: str) -> None:
    """Keys, modes, groups, prefixes and suffixes of every text in the table are Pandoc's."""
    assert pandoc_finds(text) == handbook_finds(text)


@pytest.mark.parametrize(("text", "expected"), ON_PURPOSE.items())
def test_what_differs_differs_on_purpose(text: str, expected: list[object]) -> None:
    """The few departures from Pandoc are these and no others."""
    assert expected == handbook_finds(text)


WORDS = st.sampled_from(
    [
        "word",
        "see",
        "p. 5",
        "cf.",
        "et al.",
        "33-35",
        "x_y",
        "a/b",
        "(n = 3)",
        "“so”",
        "it's",
        "10%",
        "5–6",
        "e.g.",
        "`code`",
        "`@x;`",
        "``a ` b``",
        "\\@y",
        "\\;",
        "me@example.org",
        "<https://x.org/;a>",
        "*see*",
        "**so *it* is**",
        "_cf._",
        "*a b*",
        "[words]",
        "[p. *3*; 5]",
        "[words](#id)",
        "[an *odd* word](topic/page)",
        "[x](https://x.org/;a)",
        "[ADA]{term=ada}",
    ]
)
KEYS = st.sampled_from(["@a", "@b-2", "-@c", "@{k:l/m}", "@d.e", "@é_1"])
BLANKS = st.sampled_from([" ", " ", " ", "\n"])


@st.composite
def items(draw: st.DrawFn) -> str:
    """One citation within brackets: ``see @key, p. 5``."""
    prefix = " ".join(draw(st.lists(WORDS, max_size=2)))
    suffix = " ".join(draw(st.lists(WORDS, max_size=2)))
    glue = draw(st.sampled_from([" ", ", ", ": "])) if suffix else draw(st.sampled_from(["", "", ",", " "]))
    return f"{prefix}{' ' if prefix else ''}{draw(KEYS)}{glue}{suffix}"


@st.composite
def groups(draw: st.DrawFn) -> str:
    """``[…]``, ``@key [p. 3; …]`` or ``@key […]``."""
    inside = draw(st.sampled_from(["; ", ";", " ; ", ";\n"])).join(draw(st.lists(items(), min_size=1, max_size=3)))
    lead = draw(st.sampled_from(["", "", "@a ", "-@c ", "@a\n"]))
    locator = draw(st.sampled_from(["", "p. 3; ", "; "])) if lead else ""
    return f"{lead}[{locator}{inside}]"


BARE = st.sampled_from(
    ["@a", "@b-2", "-@c", "@{k:l/m}", "@d.", "@e:", "@f's", "x (@g)", "*@h*", '"@i"', "**see @j**", "[@k here](#id)"]
)
LINES = st.lists(st.one_of(WORDS, BARE, groups(), groups()), min_size=1, max_size=5)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A sentence with citations, in a paragraph, a list, a quotation, a heading or a table."""
    text = draw(BLANKS).join(draw(LINES)) + draw(st.sampled_from(["", ".", "!", ":"]))
    shape = draw(st.sampled_from(["paragraph", "paragraph", "list", "quotation", "heading", "table", "after code"]))
    line = text.replace("\n", " ")
    if shape == "list":
        return f"- {line}\n- {line}"
    if shape == "quotation":
        return "> " + text.replace("\n", "\n> ")
    if shape == "heading":
        return f"### {line}\n\n{text}"
    if shape == "table":
        return f"| x | y |\n|---|---|\n| {line} | z |"
    return f"```\n@no [@no]\n```\n\n{text}" if shape == "after code" else text


@given(texts())
@example("### @{k:l/m}\n\n@{k:l/m}")
def test_pandoc_and_the_handbook_agree_on_anything_sensible(text: str) -> None:
    """For any sentence made of words, marks, links, code and citations, both find the same."""
    assert pandoc_finds(text) == handbook_finds(text)
