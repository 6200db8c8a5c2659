"""A blog post with its comments, exported as text, to what stands in it: the way from lines to a :class:`Draft`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handbook.author.draft_abbreviations import abbreviations
from handbook.author.draft_article import article
from handbook.author.draft_blocks import blocks_of
from handbook.author.draft_citations import inline, is_reference, mention
from handbook.author.draft_comments import comments
from handbook.author.draft_frame import last_year, name_in, year_in
from handbook.author.draft_match import Shelf
from handbook.author.draft_regions import Placed, place
from handbook.author.draft_shapes import Block, Draft, Mention, Part
from handbook.model.manuscript import Reference, Term

_NAME = 4
"""Words; the name in the box about an author has no more."""


def draft(text: str, references: Sequence[Reference] = (), terms: Sequence[Term] = ()) -> Draft:
    """What stands in ``text``, held against the references and the glossary of the handbook."""
    blocks = blocks_of(text)
    placed = place(blocks)
    authors = tuple(dict.fromkeys(_authors(placed)))
    shelf = Shelf(references)
    written = article([p.block for p in placed if p.region == "article"])
    said = comments([p.block for p in placed if p.region == "comments"], authors)
    rest = [
        Part("conflict" if p.region == "conflict" else "frame", p.block.first, p.block.last, p.block.text)
        for p in placed
        if p.region in ("conflict", "frame")
    ]
    parts = tuple(sorted([*written, *said, *rest], key=lambda p: p.first))
    title = next((p.text for p in parts if p.kind == "title"), "")
    source = shelf.post(title)
    mentions = tuple(m for m in _mentions(parts, blocks, shelf) if not (m.key and m.key == source))
    years = [
        y for p in placed if p.frame in ("date", "byline") and p.block.first < _first_comment(said) and (y := _year(p.block.text))
    ]
    own = shelf.references[source].year if source else ""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Draft(
        parts,
        mentions,
        abbreviations(lines, parts, terms),
        authors,
        years[0] if years else own if own.isdigit() else "",
        source,
        {m.key: shelf.references[m.key].design for m in mentions if m.key},
    )


def _authors(placed: Sequence[Placed]) -> Iterator[str]:
    """The names of bylines, and the name at the head of the box about an author."""
    for before, p in zip([None, *placed], placed, strict=False):
        if p.frame == "byline" and (name := name_in(p.block.text)):
            yield name
        about = before is not None and before.frame == "about" and p.region == "frame" and not p.frame
        if about and len(p.block.lines[0].split()) <= _NAME and p.block.lines[0][:1].isupper():
            yield p.block.lines[0]


def _first_comment(said: Sequence[Part]) -> int:
    return said[0].first if said else 1 << 30


def _year(text: str) -> str:
    return year_in(text) or last_year(text)


def _mentions(parts: Sequence[Part], blocks: Sequence[Block], shelf: Shelf) -> Iterator[Mention]:
    """Works in the order of the text: references on their own, bare titles, and what sentences name."""
    for part in parts:
        if part.kind == "reference":
            yield shelf.known(mention(part.text, part.first, part.last), part.text)
        elif part.kind in ("paragraph", "abstract", "caption", "heading"):
            yield from _within(part.text, part.first, part.last, shelf)
        elif part.kind == "comment":
            for b in blocks:
                if part.first <= b.first and b.last <= part.last:
                    yield from _within(b.text, b.first, b.last, shelf)


def _within(text: str, first: int, last: int, shelf: Shelf) -> Iterator[Mention]:
    if is_reference(text):
        yield shelf.known(mention(text, first, last), text)
        return
    seen: set[str] = set()
    if key := shelf.titled(text):
        seen.add(key)
        yield replace(Mention(first, last, "title"), key=key, how="title")
    for m in inline(text, first, last):
        found = shelf.known(m, text)
        same = found.key or found.suggested or found.doi or found.pmid
        if same not in seen:
            seen.add(same)
            yield found
