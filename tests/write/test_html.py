"""Escapes and addresses are as the obvious, slower ways have them."""

import posixpath
import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from handbook.write.html import block, esc, href, markdown_link, plain, tight

NAMES = st.sampled_from(["a", "b", "about", "a-b", "x&y"])
FOLDERS = st.lists(NAMES, max_size=3).map("/".join)
PAGES = st.tuples(FOLDERS, NAMES).map(lambda at: posixpath.join(at[0], f"{at[1]}.md"))
LOOSE = st.text(alphabet="ab <>\n\t\r\x0b\u2028")


@given(PAGES, PAGES, st.sampled_from(["", "here", 'a"b']))
def test_a_relative_address_is_the_shortest_way(base: str, path: str, anchor: str) -> None:
    """Any page leads to any other as ``posixpath`` would lead there, and to a place of its own by the anchor alone."""
    way = "" if path == base and anchor else posixpath.relpath(path, posixpath.dirname(base) or ".")
    fragment = f"#{anchor}" if anchor else ""
    assert way + fragment == markdown_link(base, path, anchor)
    assert escape(way.removesuffix(".md") + ".html" * bool(way) + fragment) == href(base, path, anchor)


@given(LOOSE)
def test_a_block_has_no_blank_line(html: str) -> None:
    """Blank lines go wherever they stand, and nothing else does but what is around the whole."""
    assert re.sub(r"\n\s*\n", "\n", html.strip()) == tight(html)
    assert f"{tight(html)}\n\n" == block(html)


@given(st.lists(LOOSE.map(lambda x: f"<li>{x}</li>")))
def test_pieces_can_be_made_tight_one_by_one(items: list[str]) -> None:
    """What is put together from tight pieces, a line each, is tight."""
    assert tight("\n".join(items)) == "\n".join(map(tight, items))


@given(st.text())
def test_text_in_html_is_escaped(text: str) -> None:
    """Every sign that could end a text or an attribute."""
    assert escape(text, quote=True) == esc(text)


@given(st.text(alphabet="ab'&<>\"*_ \n\t\u2028é#1"))
def test_words_in_our_markup_are_plain(text: str) -> None:
    """One space for any space, and of the signs that mean something to Markdown or HTML none is left."""
    assert not re.search(r"[<>\"'*_]|#(?!\d)|\s\s|[^\S ]", plain(text))
    assert re.sub(r"\s+", " ", text) == re.sub(r"&(?:#\d+|amp|lt|gt|quot);", lambda m: _meant(m.group()), plain(text))


def _meant(entity: str) -> str:
    return {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}.get(entity) or chr(int(entity[2:-1]))
