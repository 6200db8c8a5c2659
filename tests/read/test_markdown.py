"""The walk over Markdown: what it finds lies where it says, and what must be left alone is left alone."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handbook.diagnostics import Source
from handbook.model.prose import Prose
from handbook.read.markdown import scan

PIECES = st.sampled_from(
    [
        *("word", " ", " ", "\n", "\n\n", "ADA", "é", "\t", "    ", "5%", ".", ";", '"', "“q”", "\\", "\\@", "&"),
        *("@a", "[@a]", "[see @a; @b]", "-@c", "@{k}", "@a [p. 3]", "me@x.org", "https://x.org/@a", "<https://x.org>"),
        *(
            "[",
            "]",
            "![",
            "(",
            ")",
            "{",
            "}",
            "[words](#id)",
            "[](topic/page)",
            "![x](y.png)",
            "[ADA]{term=ada}",
            "[x]{.no-term}",
            "[x][y]",
        ),
        *("`", "``", "`@a`", "```\n", "\n```\n", "~~~\n", "*", "**", "_", "<b>", "</b>", "<!--", "-->", "<", ">"),
        *(
            "\n## Heading { #id page=a/b }\n",
            "\n### Sub @a\n",
            "\n# One\n",
            "\n---\n",
            "\n===\n",
            "\n> quoted @a\n",
            "\n- item [@a]\n",
            "\n1. x\n",
        ),
        *(
            "\n/// plain\n",
            "\n///\n",
            "\n/// chart\n",
            "///",
            "\n| a | b |\n|---|---|\n| @a | x |\n",
            "\n[y]: https://x.org\n",
            "\n[^1]: note\n",
        ),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=60))


def mentions(prose: Prose) -> list[tuple[int, int]]:
    """The stretch of everything that was found."""
    inner = [(b.content_start, b.content_end) for b in prose.blocks] + [(m.text_start, m.text_end) for m in prose.marks]
    found = (*prose.citations, *prose.links, *prose.marks, *prose.headings, *prose.blocks, *prose.raw)
    return [(x.start, x.end) for x in found] + inner


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
@example("[words](#id)word", 0, 9)
@example("a\n# x", 3, 0)
@example("[@a]:x", 0, 2)
@example("[x](y)", 0, 3)
def test_everything_lies_inside_and_in_order(text: str, before: int, after: int) -> None:
    """Whatever stretch is read: all offsets lie in it, nothing is empty, citations do not overlap, the mask is as long."""
    start, end = min(before, len(text)), max(len(text) - after, min(before, len(text)))
    prose = scan(Source("x.md", text), start, end)
    assert all(start <= a <= b <= end for a, b in mentions(prose))
    assert all(g.start < g.end for g in prose.citations)
    assert all(a.end <= b.start for a, b in pairwise(prose.citations))
    assert len(prose.masked) == end - start
    assert all(m in (c, "\0") for m, c in zip(prose.masked, text[start:end], strict=True))


@given(TEXTS)
def test_keys_and_targets_stand_at_their_places(text: str) -> None:
    """What a span points at is the very text that was read there."""
    prose = scan(Source("x.md", text))
    located = [c.key for g in prose.citations for c in g.citations]
    located += [x.target for x in prose.links if not x.target.value.startswith("mailto:")]
    located += [m.key for m in prose.marks if m.key] + [h.title for h in prose.headings] + [b.name for b in prose.blocks]
    for x in located:
        line = prose.source.line(x.span.line)
        at = line[x.span.column - 1 : x.span.column - 1 + x.span.length]
        assert x.value in at or not x.value.strip() or x.value.startswith(at.rstrip())


@given(TEXTS, st.lists(st.integers(0, 400), max_size=5))
def test_parts_make_the_whole(text: str, cuts: list[int]) -> None:
    """However a stretch is cut, each mention is in just one part, and text and mask of the parts join to those of the whole."""
    prose = scan(Source("x.md", text))
    marks = sorted({0, len(text), *(c for c in cuts if c <= len(text))})
    parts = [prose.part(a, b) for a, b in pairwise(marks)]
    assert prose.text == "".join(p.text for p in parts)
    assert prose.masked == "".join(p.masked for p in parts)
    for kind in ("citations", "links", "marks", "headings", "blocks", "raw"):
        whole = [x for x in getattr(prose, kind) if x.start < len(text)]
        assert whole == [x for p in parts for x in getattr(p, kind)]


QUIET = {
    "a code fence": "```\n{}\n```",
    "a fence of tildes": "~~~ text\n{}\n~~~",
    "a fence within a longer one": "````\n```\n{}\n````",
    "inline code": "so `{}` it is",
    "inline code with a backtick": "so `` ` {} `` it is",
    "a comment": "so <!-- {} --> it is",
    "a chart": "/// chart\nnote: '{}'\n///",
    "an address": "https://example.org/{}",
    "indented code": "text\n\n    {}\n",
}


@pytest.mark.parametrize("mention", ["@a", "[@a]", "[see @a; @b]", "[x](#id)", "[ADA]{term=ada}"])
@pytest.mark.parametrize("place", QUIET)
def test_nothing_is_found_where_text_is_no_text(place: str, mention: str) -> None:
    """Code, comments, charts and addresses hold neither citations nor links nor terms."""
    if place == "an address" and mention[0] == "[":
        mention = "@a"
    text = QUIET[place].format(mention)
    prose = scan(Source("x.md", text))
    assert (prose.citations, prose.links, prose.marks) == ((), (), ())
    at = text.index(mention)
    assert "\0" * len(mention) == prose.masked[at : at + len(mention)]


@pytest.mark.parametrize(
    "text", ["[see @a](#id)", "[*@a*](topic/page)", "![@a](x.png)", "[[@a]](#id)", "[@a\nb](#id)", "[@a][x]\n\n[x]: https://x.org"]
)
def test_no_citation_in_the_words_of_a_link(text: str) -> None:
    """A link leads to one place; its words cite nothing."""
    assert scan(Source("x.md", text)).citations == ()


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("[words](#id)", "words", "#id"),
        ("[](#id)", "", "#id"),
        ("[a *b*](topic/page)", "a *b*", "topic/page"),
        ('[a](https://x.org "title")', "a", "https://x.org"),
        ("[a](<https://x.org>)", "a", "https://x.org"),
        ("[a](https://x.org/(1))", "a", "https://x.org/(1)"),
        ("<https://x.org>", "https://x.org", "https://x.org"),
        ("<me@x.org>", "me@x.org", "mailto:me@x.org"),
        ("[a [b] c](#id)", "a [b] c", "#id"),
        ("[two\nlines](#id)", "two\nlines", "#id"),
        ("[a](two words)", "a", "two words"),
        ("[a](javascript:alert)", "a", "javascript:alert"),
    ],
)
def test_links(text: str, words: str, target: str) -> None:
    """Each form of link is found with its words and its target."""
    (link,) = scan(Source("x.md", text)).links
    assert (words, target) == (link.text, link.target.value)
    assert (0, len(text)) == (link.start, link.end)


@pytest.mark.parametrize(
    ("text", "level", "title", "attributes"),
    [
        ("## Two", 2, "Two", None),
        ("## Two { #x a=b }", 2, "Two", "#x a=b"),
        ("## Two {: #x }", 2, "Two", "#x"),
        ("## Two ## { #x }", 2, "Two", "#x"),
        ("### Three {}", 3, "Three", ""),
        ("## { #x }", 2, "", "#x"),
        ("## C# and more", 2, "C# and more", None),
        ("## Two {a} { #x }", 2, "Two {a}", "#x"),
        ("Below\n===", -1, "Below", None),
        ("Below\n---", -2, "Below", None),
    ],
)
def test_headings(text: str, level: int, title: str, attributes: str | None) -> None:
    """A heading has its level, its words and its attributes as written; one that is underlined has a negative level."""
    (heading,) = scan(Source("x.md", text)).headings
    assert (level, title, attributes) == (heading.level, heading.title.value, heading.attributes and heading.attributes.value)


@pytest.mark.parametrize(
    "text",
    ["#hashtag", "    ## code", "\\## no", "```\n## no\n```", "text ## no", "####### seven", "---", "a | b\n--|--", "> quote\n---"],
)
def test_what_is_no_heading(text: str) -> None:
    """Hashes and rulers elsewhere make no heading."""
    assert scan(Source("x.md", text)).headings == ()


def test_a_block_ends_at_the_next_section() -> None:
    """A block that somebody forgot to close does not swallow the sections below it."""
    text = "## One\n\n/// plain\nWords.\n\n## Two\n\n/// plain\nMore.\n///\n"
    prose = scan(Source("x.md", text))
    assert [text[b.content_start : b.content_end].strip() for b in prose.blocks] == ["Words.", "More."]
    assert [text.index("///")] == [r.start for r in prose.raw if r.kind == "open-block"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ADA and `ADA`", "ADA and ·····"),
        ("[ADA](#x) ADA", "········· ADA"),
        ("“ADA” ADA", "····· ADA"),
        ("[ADA]{.no-term} ADA", "··············· ADA"),
        ("> ADA\n\nADA", "·····\n\nADA"),
        ("ADA [@a, ADA]", "ADA ·········"),
        ("| ADA | x |\n|---|---|\n| ADA | x |", "·····················\n| ADA | x |"),
        ("### ADA\nADA", "·······\nADA"),
        ("ADA's me@x.org", "ADA's ········"),
        ("[ADA] ADA", "[ADA] ADA"),
    ],
)
def test_where_terms_are_looked_for(text: str, seen: str) -> None:
    """Links, code, quotations, headings, citations and addresses are blanked; everything else is seen."""
    assert seen == scan(Source("x.md", text)).masked.replace("\0", "·")
