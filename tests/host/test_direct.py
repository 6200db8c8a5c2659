"""A page that needs no Markdown is the page that MkDocs would draw, with all that MkDocs knows of it."""

import logging

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from handbook.host.direct import direct, is_drawn_as_here
from handbook.host.held import hold
from handbook.model.site import Site
from handbook.pipeline import build, check
from handbook.settings import configured
from mkdocs_known import shelf_for
from mkdocs_pages import DrawnPage
from tests.harness import TODAY
from tests.host.test_held import CALM, CLOSE, FRONT, OPEN, ROOT, TERM, config, raw

OTHERS = ("topic/other.md", "topic/index.md", "other/page.md", "index.md", "left-out.md")


def known(page: Page, files: Files) -> tuple[object, ...]:
    """What MkDocs knows of a page that it has drawn, and what it complained of."""
    said: list[str] = []
    ear = logging.Handler(logging.INFO)
    ear.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("mkdocs").addHandler(ear)
    try:
        page.read_source(config())
        page.render(config(), files)
    finally:
        logging.getLogger("mkdocs").removeHandler(ear)
    links = {file.src_uri: set(to) for file, to in (page.links_to_anchors or {}).items()}
    return page.content, str(page.toc), [x.level for x in page.toc], page.title, page.present_anchor_ids, links, set(said)


def both(markdown: str) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """The page as MkDocs draws it and as we do, among a few others, of which one is left out of the site."""
    config().plugins._current_plugin = "a test"  # MkDocs asks who makes a file
    file, *others = (File.generated(config(), path, content=markdown) for path in ("topic/page.md", *OTHERS))
    others[-1].inclusion = others[-1].inclusion.__class__.EXCLUDED
    files = Files([file, *others])
    as_mkdocs = known(Page(None, file, config()), files)
    return as_mkdocs, known(DrawnPage(None, file, config(), shelf_for(None, files, config()), by_hand=False), files)


LINKS = [
    "#one",
    "other.md",
    "other.md#x",
    "index.md#one",
    "../other/page.md#a_b",
    "../index.md",
    "page.md#one",
    "../topic/page.md#two",
]
ODD_LINKS = [
    "gone.md#x",
    "../left-out.md",
    "../../index.md",
    "other.html",
    "",
    "#",
    "/index.md",
    "./other.md",
    "a.md/b.md",
    "other.md?x#y",
]
WORDS = st.sampled_from(["word", "two words", "“So”, he said", "1", "(so)", TERM.format("x"), *CALM])
LINK = st.builds("[{}]({})".format, WORDS, st.sampled_from(LINKS * 8 + ODD_LINKS))
PROSE = st.lists(st.one_of(WORDS, LINK), min_size=1, max_size=4).map(" ".join).map("{}\n\n".format)
ID = st.sampled_from(["one", "two", "a-b_c", "1", "-", "word", "two-words"])
TITLE = st.one_of(st.sampled_from(["Word", "Two  words", "One: “two”?", "1 word", "A & B", "*a*", "A #", "é", "“", 'a "b"']), WORDS)
HEADING = st.builds("## {} {{ #{} }}\n\n".format, TITLE, ID)
ODD_HEADING = st.sampled_from(
    ["## Word\n\n", "### Word { #x }\n\n", "# Word\n\n", "## Word {#x}\n\n", "## A { #a .b }\n\n", "##\n\n", "# #\n\n"]
)
SECTION = st.tuples(HEADING, st.one_of(raw(), PROSE), PROSE.map(lambda p: f"{OPEN}{p}{CLOSE}")).map("".join)
PAGE = st.tuples(
    TITLE.map("# {}\n\n".format), st.lists(st.one_of(SECTION, SECTION, HEADING, raw(), PROSE, ODD_HEADING), max_size=5).map("".join)
)


@given(PAGE.map("".join))
@example("# Word\n\n## Word { #word }\n\n")
@example("# “\n\n<p>x</p>\n\n")
@example("# Title\n\n[b](#one) and [b](page.md#one)\n\n")
@example(f"# Title\n\n{OPEN}## Word {{ #x }}\n\n{CLOSE}")
@example("# Title\n\n## One { #x }\n\n## Two { #x }\n\n")
@example('# Title\n\n<p id="title">x</p>\n\n')
def test_mkdocs_would_know_the_same(markdown: str) -> None:
    """Content, table of contents, title, anchors, links and complaints, whatever a page says and wherever it links to."""
    theirs, ours = both(markdown)
    assert theirs == ours


SIMPLE = st.lists(
    st.tuples(
        st.sampled_from(["One", "Two: three?", "“Four”, 5"]), st.lists(st.sampled_from(["word", "[so](other.md#x)"]), min_size=1)
    ),
    max_size=4,
)


@given(SIMPLE)
def test_a_plain_page_needs_no_markdown(sections: list[tuple[str, list[str]]]) -> None:
    """Sections with plain words and links are drawn here."""
    text = "".join(f"## {title} {{ #s-{n} }}\n\nSo {' '.join(words)}.\n\n" for n, (title, words) in enumerate(sections))
    held = hold(f"# Title\n\n{text}", config().markdown_extensions, str)
    assert held
    assert direct(held, {})


def test_other_extensions_and_settings_get_every_heading() -> None:
    """As the project has it, and in no other way that might give a heading another id, a link or other quotation marks."""
    ours, settings = config().markdown_extensions, config().mdx_configs
    assert is_drawn_as_here(ours, settings)
    assert not is_drawn_as_here([*ours, "smarty"], settings)
    assert not is_drawn_as_here([x for x in ours if x != "toc"], settings)
    assert not is_drawn_as_here(ours, {"toc": {"permalink": True}})
    assert not is_drawn_as_here(ours, {"toc": {"permalink": False, "baselevel": 2}})


@pytest.fixture(scope="module")
def site() -> Site:
    return build(check(ROOT, TODAY), configured(ROOT))


def test_lists_and_letters_need_no_markdown(site: Site) -> None:
    """Of the real handbook: the pages of topics, the lists, and each letter's page."""
    held = {
        p.path: hold(FRONT.sub("", p.markdown, count=1), config().markdown_extensions, str) for p in site.pages if not p.by_hand
    }
    needless = {path for path, h in held.items() if h and direct(h, {})}
    assert {"glossary.md", "changes.md", "timeline.md", "derisking/index.md", "glossary/a.md"} <= needless
