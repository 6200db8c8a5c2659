"""Paragraphs that need no Markdown: plain words, what opens a card, and links from page to page.

Most of a handbook's prose is of this kind.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress

CARD = re.compile(
    r'<button [^<>]*>[^<>*_`\\\[\]&~^=+!\n]*</button>|<span class="hb-cites">\[(?:[^<>*_`\\\[\]~^=+!\n]|<button [^<>]*>\d+</button>)*+\]</span>'
)
"""What opens a card. Words in which Markdown might find something to do are left to it."""
_START, _SIGNS = 'A-Za-z"(\xc0-\u02af\u0386-\u05ea\u2018\u201c', "0-9 ,.;:?'%+)/\xa1-\u167f\u2010-\u2027\u2030-\u205e\u2190-\u22ff-"
WORDS = f"[{_START}{_SIGNS}]+(?<! )"
"""Words without any sign that means something to Markdown."""
_LINES = re.compile(rf"(?=[{_START}]){WORDS}(?:\n(?=[{_START}]){WORDS})*")
"""Each begins with a letter, as nothing but a paragraph does."""
_NAME = "[A-Za-z0-9][A-Za-z0-9_-]*"
_PAGE = rf"(?:\.\./)*(?:{_NAME}/)*{_NAME}\.md"
_KNOWN = re.compile(rf"{CARD.pattern}|\[(?P<words>[{_START}{_SIGNS}]+)\]\((?P<link>{_PAGE}(?:#{_NAME})?|#{_NAME})\)")
_PLAIN_IN = frozenset(("attr_list", "def_list", "fenced_code", "pymdownx.blocks.html", "tables", "toc"))
"""The extensions that leave such a paragraph alone; another one may do something to its words."""

Address = Callable[[str], str]
"""Where a link, as Markdown has it, leads on the site. Raises LookupError where that is not for us to say."""


def paragraph(piece: str, address: Address) -> str | None:
    """The paragraph as it would be drawn; None for anything else."""

    def drawn(m: re.Match[str]) -> str:
        return f'<a href="{address(m["link"])}">{m["words"]}</a>' if m["link"] else m[0]

    words = _KNOWN.sub("x", piece) if "<" in piece or "[" in piece else piece
    with suppress(LookupError):
        if "//" not in words and _LINES.fullmatch(words):
            return f"<p>{_KNOWN.sub(drawn, piece) if '](' in piece else piece}</p>"
    return None


def are_left_alone(extensions: Iterable[str]) -> bool:
    """Whether nothing else happens to paragraphs where these extensions draw."""
    return _PLAIN_IN.issuperset(extensions)
