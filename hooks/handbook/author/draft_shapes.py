"""What a draft is made of, from the lines of a text to the parts of a post."""

from dataclasses import dataclass, field

POINTER = 8
"""At most so many words of a source are shown, to find the place by; the writing is left to people."""


@dataclass(frozen=True)
class Block:
    """Lines that stand together: a paragraph, or an item of a list with what follows it directly."""

    first: int
    """Line numbers from 1, as editors count them."""
    last: int
    indent: int
    """Columns before the bullet, or before the text where there is none."""
    bullet: str
    gap: int
    """Blank lines above it."""
    lines: tuple[str, ...]
    """Without indentation and bullet."""

    @property
    def text(self) -> str:
        """The block as one line."""
        return " ".join(" ".join(self.lines).split())

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def plain(self) -> bool:
        """True for a paragraph at the margin, as an article has them."""
        return not self.bullet and not self.indent


@dataclass(frozen=True)
class Mention:
    """A work that the text names, as far as the text tells."""

    first: int
    last: int
    form: str
    """``full`` for a reference with its title, ``inline`` for an identifier or a name with a year, ``title`` for a bare title."""
    title: str = ""
    author: str = ""
    """The family name of the first author."""
    year: str = ""
    volume: str = ""
    """Volume, issue and pages as written."""
    doi: str = ""
    pmid: str = ""
    poster: str = ""
    key: str = ""
    """The reference that it was recognised as; empty where none fits."""
    how: str = ""
    """What it was recognised by: ``doi``, ``pmid``, ``title`` or ``author-year``."""
    suggested: str = ""
    """A key for a new reference."""


@dataclass(frozen=True)
class Part:
    """A stretch of a post that is one thing."""

    kind: str
    """``title``, ``heading``, ``paragraph``, ``caption``, ``reference``, ``abstract``, ``conflict``, ``comment`` or ``frame``."""
    first: int
    last: int
    text: str
    voice: str = ""
    """``author``, ``reply`` or ``reader``; empty for what nobody says."""
    depth: int = 0
    """0 in the article, 1 for a comment, 2 for an answer to it, and so on."""
    thread: int = 0
    """Number of the thread, from 1; 0 in the article."""
    sure: bool = True
    """False where the voice of a comment is a guess."""
    label: str = ""
    """What a structured abstract calls it: ``methods``."""


@dataclass(frozen=True)
class Abbreviation:
    """A word in capitals, where it stands, and the glossary entry that knows it."""

    text: str
    lines: tuple[int, ...]
    term: str = ""


@dataclass(frozen=True)
class Draft:
    """All that was made out in a text."""

    parts: tuple[Part, ...]
    mentions: tuple[Mention, ...]
    abbreviations: tuple[Abbreviation, ...]
    authors: tuple[str, ...] = ()
    """Names under which the post says it was written."""
    year: str = ""
    """The year of the post, where the text dates it."""
    source: str = ""
    """The reference that this very post is, where there is one."""
    designs: dict[str, str] = field(default_factory=dict)
    """The design of each reference that was recognised."""

    @property
    def title(self) -> str:
        """The title of the post; empty where it has none."""
        return next((p.text for p in self.parts if p.kind == "title"), "")


def pointer(text: str) -> str:
    """The first words of a text without any sign that means something in Markdown or HTML."""
    kept = "".join(" " if c in "<>{}[]@*_`#|\\~^$&" or not c.isprintable() else c for c in text)
    words = kept.split()
    shown = " ".join(words[:POINTER])
    shown = shown if len(shown) <= 90 else shown[:89].rstrip() + "…"
    return f"{shown} …" if len(words) > POINTER else shown
