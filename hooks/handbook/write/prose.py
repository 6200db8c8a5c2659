"""A stretch of prose as Markdown for a page: citations numbered, terms and links put in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handbook.model.handbook import Home
from handbook.model.manuscript import Reference, Term
from handbook.model.prose import Citation, CitationGroup, Heading, Link, Mode, Prose, Raw
from handbook.write.book import Book
from handbook.write.html import markdown_link, plain

_WORD = re.compile(r"\w+")
_RULER = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$", re.MULTILINE)
"""The line below a table's head; its colons would become style attributes, which the site's policy forbids."""
_Edit = tuple[int, int, str]
"""Where something begins and ends, and what is written in its place."""


@dataclass
class Notes:
    """What one page gathers while it is written: its numbered references, and the cards that it needs."""

    base: str
    """The page's path below ``docs/``."""
    references: dict[str, Reference] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    bases: dict[str, None] = field(default_factory=dict)
    explained: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Badges that explain themselves: title and text by the id of the card."""
    spelled: set[str] = field(default_factory=set)
    """Terms whose abbreviation has been spelled out."""
    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, reference: Reference) -> int:
        """The reference's number on this page, given when it is first cited."""
        key = reference.key.value
        if key not in self._numbers:
            self.references[key] = reference
            self._numbers[key] = len(self.references)
        return self._numbers[key]


def rendered(prose: Prose, where: str, book: Book, notes: Notes, *, trusted: bool = False) -> str:
    """The stretch with every mention replaced by what a reader gets; ``where`` is the section's id, or the page's path.

    ``trusted`` is for the project's own pages, where braces and tags mean what they say.
    """
    text, at = prose.source.text, prose.start
    parts: list[str] = []
    for start, end, new in sorted(_edits(prose, where, book, notes, trusted), key=_outermost):
        if start >= at:
            parts += (text[at:start], new)
            at = end
    parts.append(text[at : prose.end])
    written = "".join(parts)
    return _RULER.sub(lambda m: m.group().replace(":", "-"), written) if "|" in written else written


def _edits(prose: Prose, where: str, book: Book, notes: Notes, trusted: bool) -> Iterator[_Edit]:
    """What is written in the place of what; of two that overlap, the one that begins first, then the longer, holds."""
    text = prose.source.text
    for group in prose.citations:
        yield group.start, group.end, _citations(group, book, notes)
    for link in prose.links:
        if not link.image:
            home = book.place(link.target.value, where if trusted else "")
            yield _link(link, text, home, notes.base)
    for use in book.terms_in(prose, where):
        yield use.start, use.end, term_button(use.targets[0], text[use.start : use.end], notes)
    for mark in prose.marks:  # what stands around the words of an explicit mark goes
        yield mark.start, mark.text_start, ""
        yield mark.text_end, mark.end, ""
    for raw in prose.raw:
        if not trusted:
            yield raw.start, raw.end, _raw(raw, text[raw.start : raw.end])
        elif text[raw.start : raw.end] == "\\@":
            yield raw.start, raw.end, "&#64;"
    for h in prose.headings:
        if h.level > 0 and not trusted:
            yield h.start, h.end, f"{'#' * h.level} {plain(h.title.value)}{_own_id(h)}"


def _outermost(edit: _Edit) -> tuple[int, int]:
    return edit[0], -edit[1]


def term_button(term: Term, words: str, notes: Notes) -> str:
    """The words of a use as the button that opens the term's card; on paper the first one is spelled out."""
    key = term.key.value
    notes.terms.setdefault(key, term)
    first = words.rstrip("s") == term.abbreviation and key not in notes.spelled
    if first:
        notes.spelled.add(key)
    spelled = f' data-expansion="{plain(term.expansion or term.name)}"' if first else ""
    return f'<button type="button" class="hb-term" popovertarget="hb-t-{key}"{spelled}>{words}</button>'


def badge(notes: Notes, kind: str, id: str, shown: str, explained: tuple[str, str]) -> str:
    """A badge that explains itself in a card; ``shown`` is HTML, the title and text of the card are plain."""
    notes.explained.setdefault(id, explained)
    return f'<button type="button" class="hb-badge hb-{kind}" popovertarget="hb-{id}">{shown}</button>'


def _citations(group: CitationGroup, book: Book, notes: Notes) -> str:
    lead = ""
    shown = []
    for c in group.citations:
        key = c.key.value
        reference = book.handbook.references[key]
        if c.mode is Mode.AUTHOR_IN_TEXT:
            lead = plain(reference.authors) + " "
        n = notes.number(reference)
        label = f"Reference {n}:{book.names[key]}"
        button = f'<button type="button" class="hb-cite" popovertarget="hb-r-{key}" aria-label="{label}">{n}</button>'
        shown.append(_one(c, button) if c.prefix or c.suffix else button)
    return f'{lead}<span class="hb-cites">[{"; ".join(shown)}]</span>'


def _one(citation: Citation, button: str) -> str:
    prefix = f"{plain(citation.prefix)} " if citation.prefix else ""
    suffix = citation.suffix.strip()
    joined = "" if not suffix or suffix[0] in ",.:;" else ", " if citation.mode is Mode.AUTHOR_IN_TEXT else " "
    return f"{prefix}{button}{joined}{plain(suffix)}"


def _link(link: Link, text: str, home: Home | None, base: str) -> _Edit:
    """What becomes of a link: of its target alone, where it has words, for they may hold what needs care themselves."""
    address = link.target.value
    if home:
        target = markdown_link(base, home.path, home.anchor if home.anchor != "*" else "")
    elif link.text == address or link.text == address.removeprefix("mailto:"):
        return link.start, link.end, f"<{address.removeprefix('mailto:')}>"
    else:
        target = f"<{address}>"
    if link.text:
        label, colon, _ = link.text.partition("]:")
        if colon and link.end - link.start == len(link.text):  # a definition, whose label is plain words
            return link.start, link.end, f"{label}]: {target}"
        words_end = link.start + 1 + len(link.text)
        if text[link.start] == "[" and text[words_end] == "]":
            return words_end, link.end, f"]({target})"
    return link.start, link.end, f"[{plain(home.title if home else address)}]({target})"


def _raw(raw: Raw, text: str) -> str:
    if raw.kind == "tag":
        return text  # only those that are allowed come so far
    if raw.kind == "escape":
        return f"&#{ord(text[1])};"
    if raw.kind == "code":
        ticks = len(text) - len(text.lstrip("`"))
        return f"<code>{plain(text[ticks:-ticks].strip())}</code>"
    if raw.kind == "indented":
        return text.lstrip()
    return "".join(f"&#{ord(c)};" for c in text)


def _own_id(heading: Heading) -> str:
    """The id of a heading whose words would give it that of a card or reference; others are the generator's affair."""
    words = _WORD.findall(heading.title.value.casefold())
    return f" {{ #in-{'-'.join(words)} }}" if words and words[0].replace("_", "-").startswith(("hb", "ref")) else ""
