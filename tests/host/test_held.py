"""Holding finished HTML back while a host draws changes nothing, to the byte."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from handbook.host.held import Held, anchors, hold, put_back
from handbook.model.site import Site
from handbook.pipeline import build, check
from handbook.settings import configured
from handbook.write.html import block, esc
from mkdocs_known import shelf_for
from mkdocs_pages import DrawnPage
from tests.harness import TODAY

ROOT = Path(__file__).parent.parent.parent
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
OPEN, CLOSE = "/// html | div.hb-full\n\n", "\n\n///\n\n"


@cache
def config() -> MkDocsConfig:
    """The project's own, without its hook: nothing is compiled."""
    return load_config(str(ROOT / "mkdocs.yml"), hooks=[])


def draw(markdown: str) -> str:
    """As the project's own configuration has it."""
    return Markdown(extensions=config().markdown_extensions, extension_configs=config().mdx_configs).convert(markdown)


def hold_back(markdown: str) -> Held | None:
    """As for the project's own extensions; a link leads where it says, as Markdown alone has it."""
    return hold(markdown, config().markdown_extensions, str)


def held(markdown: str) -> tuple[str | None, int]:
    """What comes of holding back, None where it was refused, and how many pieces were held."""
    back = hold_back(markdown)
    return (put_back(draw(back.markdown), back), len(back.blocks) + len(back.inline)) if back else (None, 0)


@pytest.fixture(scope="module")
def site() -> Site:
    return build(check(ROOT, TODAY), configured(ROOT))


def test_no_page_of_the_handbook_is_changed(site: Site) -> None:
    """Every generated page is the same to the byte; all but the one with fences are drawn so, in many fewer signs."""
    whole = []
    before = after = 0
    for page in site.pages:
        if page.by_hand:
            continue
        markdown = FRONT.sub("", page.markdown, count=1)
        back = hold_back(markdown)
        if not back:
            whole.append(page.path)
            continue
        before, after = before + len(markdown), after + len(back.markdown)
        assert put_back(draw(back.markdown), back) == draw(markdown), page.path
    assert whole == ["contributing/errors.md"]
    assert after < before / 2


def test_another_extension_gets_every_paragraph() -> None:
    """A paragraph of plain words is held back where it is known that nothing happens to it, and nowhere else."""
    text = "# Title\n\nPlain words.\n\n<p>HTML</p>\n"
    for extensions, blocks in ((("toc", "tables"), ["<p>Plain words.</p>\n<p>HTML</p>\n"]), (("toc", "smarty"), ["<p>HTML</p>\n"])):
        back = hold(text, extensions, str)
        assert back
        assert back.blocks == blocks


def test_mkdocs_knows_the_same_of_a_page_that_was_held(site: Site) -> None:
    """Content, table of contents, title, anchors and links to anchors are those that MkDocs itself finds."""
    config().plugins._current_plugin = "a test"  # MkDocs asks who makes a file
    made = {p.path: (p, File.generated(config(), p.path, content=p.markdown)) for p in site.pages}
    assets = [File.generated(config(), a.path, content=b"") for a in site.assets]
    files = Files([file for _, file in made.values()] + assets)
    shelf = shelf_for(None, files, config())
    few = [p for n, p in enumerate(site.pages) if n % 6 == 0 or p.path in ("glossary.md", "changes.md", "timeline.md")]
    for page in few:
        file = made[page.path][1]
        known = []
        for drawn in (Page(None, file, config()), DrawnPage(None, file, config(), shelf, page.by_hand)):
            drawn.read_source(config())
            drawn.render(config(), files)
            drawn.file.page = drawn
            known.append((drawn.meta, drawn.content, list(map(str, drawn.toc)), drawn.title, drawn.links_to_anchors))
            known.append(drawn.present_anchor_ids)
        assert known[:2] == known[2:], page.path


CALM = ["word", "two words", "*so*", "`code`", "H<sub>2</sub>O", "a<br>b", "[link](x.md)", "[a][b]", "&lt;", "&#42;", "a < b"]
CALM += ["- x", "1. x", "# x", "> x", "***", "---", "===", '<button type="button">x</button>', "&", "\\", "|", "\xa0", "\u2028", ""]
CALM += [
    'He said: "so" (or not).',
    "it’s 5 % – or 6%, and/or more…",
    "naïve β-cells",
    "so\nso",
    "so \nso",
    "so  \nso",
    "1, 2",
    "(x) y",
    "http://x",
    "[so (so): “so”](../x/y-z.md#a_b)",
    "[so](#a)",
    "[ so](x.md#a)",
    "[so](x.md)s",
]
TERM = '<button type="button" class="hb-term" popovertarget="hb-t-x">{}</button>'
CITED = '<span class="hb-cites">[{}]</span>'
NUMBER = '<button type="button" class="hb-cite" popovertarget="hb-r-x" aria-label="Reference 1: A &amp; B">1</button>'
CALM += [
    TERM.format("T cells"),
    f"**{TERM.format('ADA')}**",
    f"*a* {TERM.format('x')}s",
    CITED.format(f"{NUMBER}, p. 5; see {NUMBER}"),
]
CALM += [
    CITED.format(NUMBER),
    f"[{TERM.format('x')}](y.md)",
    TERM.format("a *b* c"),
    CITED.format(f"&#42;{NUMBER} *a*"),
    f"_{CITED.format(NUMBER)}_",
]
WILD = ["<sup>", "</sup>", "<b", "<!--", "-->", "<?", "<div>", "</div>", "<p>", "</p>", "///", "/// html | div.x", "{ #id }"]
WILD += [
    "[so](<x.md>)",
    "[so](x.html)",
    "[](x.md)",
    "[so](x.md 'y')",
    "![so](x.md)",
    "[[so](x.md)]",
    "[a](x.md)[b]",
    "[a](#b){ .x }",
]
WILD += ["{: .x }", "wzxhzdk:0", "<a\n", "\x02wzxhzdk:0\x03", "\ue000", "\ue001", "\t", "\r", "\x02", "\x03"]
STARTS = ["- ", "1. ", "7. ", ": ", ":   ", "    ", " ", "> ", "## ", "| ", "[b]: ", "*[x]: ", "  - ", "    - "]
WHOLE = ["0", "    x = 1", ": word", "[b]: y.md", "x\n==="]
ODD = ["```\n<p>x</p>\n```", "~~~\nx\n~~~", "\ue000", "\ue0000\ue001", "\tx"]
WORDS = st.lists(st.sampled_from(CALM * 40 + WILD), min_size=1, max_size=5).map(" ".join)
PROSE = st.one_of(
    WORDS,
    st.tuples(st.sampled_from(STARTS), WORDS).map("".join),
    WORDS.map(lambda w: f"{w}\n: {w}"),
    WORDS.map(lambda w: f"{w}\n    {w}"),
    WORDS.map(lambda w: f"| a | b |\n| --- | --- |\n| {w} | x |"),
    st.sampled_from(WHOLE * 10 + ODD),
)
TEXT = st.lists(PROSE, max_size=4).map("\n\n".join)
SAID = st.text(st.sampled_from("ab &<>\"'\n[]*_`{}|:\\/#-0"), max_size=12)


@st.composite
def raw(draw_from: st.DrawFn) -> str:
    """A block of finished HTML, made as the compiler makes it: words escaped, blank lines taken out."""
    tag = draw_from(st.sampled_from(["aside", "details", "div", "figure", "nav", "ol", "p", "ul"]))
    said = esc(draw_from(SAID))
    inner = draw_from(
        st.sampled_from(
            ["{}", "<span>{}</span>", '<a id="x" href="{}">x</a>', "<div><p>{}</p>\n<p>x</p></div>", "<svg><path d=''/>{}</svg>"]
        )
    )
    more = draw_from(st.sampled_from(["", "", "\n<p>more</p>", "\n<div>\n\n<p>x</p></div>"]))
    return block(f'<{tag} class="x">{inner.format(said)}</{tag}>{more}')


HEADINGS = ["## Heading { #id }\n\n", "# Title\n\n", "## Heading\n"]
BLOCKS = [OPEN, CLOSE, "/// plain\nx\n///\n\n", "/// html | p.x\n\nx\n\n///\n\n", "//// html | div.x\n\n"]
PART = st.one_of(
    raw(),
    TEXT.map(lambda t: f"{t}\n\n"),
    TEXT.map(lambda t: f"{OPEN}{t}{CLOSE}"),
    st.tuples(TEXT, raw(), TEXT).map(lambda t: f"{OPEN}{t[0]}\n\n{t[1]}{t[2]}{CLOSE}"),
    st.sampled_from(HEADINGS * 10 + BLOCKS),
)


@given(st.lists(PART, max_size=6).map("".join))
@example(f"{OPEN}{CLOSE}")
@example(f"{OPEN}[b]: y.md{CLOSE}")
@example("word\n\n<div>\n\nword\n\n")
@example(f"<p>a</p>\n\n{OPEN}{CLOSE}<p>b</p>\n\n")
@example(f"<p>a</p>\n\n: word\n\n{OPEN}: word{CLOSE}")
@example(f"- item\n\n{OPEN}    indented{CLOSE}    indented\n\n")
@example(f"{OPEN}- item\n\n<p>a</p>\n\n    still the item{CLOSE}")
@example("///\n\n<p>a</p>\n\n")
@example("<p>a</p>\n\n    one\n\n\n\n    two\n\n\n<p>a</p>\n\n\n    three\n\n")
@example(f"{OPEN}never closed\n\n")
@example(f"{OPEN}a\n\n{OPEN}b{CLOSE}c{CLOSE}")
@example("<p>a\tb</p>\n\nword\n\n")
@example("\ue0000\ue001\n\n<p>a</p>\n\n")
@example("word <b\n\n<p>a</p>\n\nword\n\n")
@example("word <!-- word\n\n<p>a</p>\n\nword --> word\n\n")
def test_no_page_that_could_be_is_changed(markdown: str) -> None:
    """Whatever stands around and inside the blocks: the same page to the byte, or it is refused and drawn whole."""
    kept, pieces = held(markdown)
    if pieces and kept is not None:
        assert kept == draw(markdown)


@given(st.lists(st.one_of(raw(), st.sampled_from(["Word.\n\n", "- item\n- item\n\n", "## Heading\n\n"])), min_size=1, max_size=6))
def test_plain_pages_are_held(parts: list[str]) -> None:
    """Where prose is plain, whatever the blocks say, nothing is refused: what is finished is not drawn again."""
    markdown = "".join(parts)
    assert held(markdown)[0] == draw(markdown)


def test_anchors_inside_what_is_held_are_known() -> None:
    """An id can be linked to wherever it stands; what only looks like one cannot."""
    assert anchors(Held("", ['<p id="one">x</p>\n<a id="two" data-id="three">id="four"</a>'], [])) == {"one", "two"}
