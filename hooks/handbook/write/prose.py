"""A stretch of prose as Markdown for a page: citations numbered, terms and links put in."""

import re
from dataclasses import dataclass, field

from handbook.model.manuscript import Reference, Term
from handbook.model.prose import Citation, CitationGroup, Heading, Link, Mode, Prose, Raw
from handbook.write.book import Book
from handbook.write.html import esc, markdown_link

_RULER = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$", re.MULTILINE)
"""The line below a table's head; its colons would become style attributes, which the site's policy forbids."""
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPACE = re.compile(r"\s+")
_MARKDOWN = re.compile(r"[&\"'\\`*_{}\[\]<>#+!|~^=@]")


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
        self.references.setdefault(reference.key.value, reference)
        return self._numbers.setdefault(reference.key.value, len(self.references))


def rendered(prose: Prose, book: Book, notes: Notes, *, trusted: bool = False) -> str:
    """The stretch with every mention replaced by what a reader gets.

    ``trusted`` is for the project's own pages, where braces and tags mean what they say.
    """
    edits = [(g.start, g.end, _citations(g, book, notes)) for g in prose.citations]
    edits += [_link(x, prose, book, notes) for x in prose.links if not x.image]
    for use in book.terms_in(prose):
        term = use.targets[0]
        notes.terms.setdefault(term.key.value, term)
        words = prose.source.text[use.start : use.end]
        edits.append((use.start, use.end, term_button(term, words, notes)))
    for mark in prose.marks:  # what stands around the words of an explicit mark goes
        edits += [(mark.start, mark.text_start, ""), (mark.text_end, mark.end, "")]
    if not trusted:
        edits += [(r.start, r.end, _raw(prose, r)) for r in prose.raw]
        edits += [(h.start, h.end, f"{'#' * h.level} {_plain(h.title.value)}{_own_id(h)}") for h in prose.headings if h.level > 0]
    else:
        edits += [(r.start, r.end, "&#64;") for r in prose.raw if prose.source.text[r.start : r.end] == "\\@"]
    text = _applied(prose, edits)
    return _RULER.sub(lambda m: m.group().replace(":", "-"), text) if "|" in text else text


def term_button(term: Term, words: str, notes: Notes) -> str:
    """The words of a use as the button that opens the term's card; on paper the first one is spelled out."""
    first = term.key.value not in notes.spelled and words.rstrip("s") == term.abbreviation
    if first:
        notes.spelled.add(term.key.value)
    spelled = f' data-expansion="{_plain(term.expansion or term.name)}"' if first else ""
    return f'<button type="button" class="hb-term" popovertarget="hb-t-{esc(term.key.value)}"{spelled}>{words}</button>'


def badge(notes: Notes, kind: str, id: str, shown: str, explained: tuple[str, str]) -> str:
    """A badge that explains itself in a card; ``shown`` is HTML, the title and text of the card are plain."""
    notes.explained.setdefault(id, explained)
    return f'<button type="button" class="hb-badge hb-{kind}" popovertarget="hb-{id}">{shown}</button>'


def cite_button(notes: Notes, reference: Reference) -> str:
    """The number of a reference as the button that opens its card."""
    n = notes.number(reference)
    name = _plain(f"Reference {n}: {reference.authors}, {reference.year}")
    return f'<button type="button" class="hb-cite" popovertarget="hb-r-{esc(reference.key.value)}" aria-label="{name}">{n}</button>'


def _citations(group: CitationGroup, book: Book, notes: Notes) -> str:
    lead = ""
    shown = []
    for c in group.citations:
        reference = book.handbook.references[c.key.value]
        if c.mode is Mode.AUTHOR_IN_TEXT:
            lead = _plain(reference.authors) + " "
        shown.append(_one(c, cite_button(notes, reference)))
    return f'{lead}<span class="hb-cites">[{"; ".join(shown)}]</span>'


def _one(citation: Citation, button: str) -> str:
    prefix = f"{_plain(citation.prefix)} " if citation.prefix else ""
    suffix = citation.suffix.strip()
    joined = "" if not suffix or suffix[0] in ",.:;" else ", " if citation.mode is Mode.AUTHOR_IN_TEXT else " "
    return f"{prefix}{button}{joined}{_plain(suffix)}"


def _plain(text: str) -> str:
    """Words of a seed inside our own markup: escaped for HTML and for Markdown."""
    return _MARKDOWN.sub(lambda m: _NAMED.get(m.group()) or f"&#{ord(m.group())};", _SPACE.sub(" ", text))


def _link(link: Link, prose: Prose, book: Book, notes: Notes) -> tuple[int, int, str]:
    """What becomes of a link: of its target alone, where it has words, for they may hold what needs care themselves."""
    use = book.links.get(link.target.span)
    address = link.target.value
    if use and use.targets:
        home = use.targets[0]
        target = markdown_link(notes.base, home.path, home.anchor if home.anchor != "*" else "")
    elif link.text == address or link.text == address.removeprefix("mailto:"):
        return link.start, link.end, f"<{address.removeprefix('mailto:')}>"
    else:
        home, target = None, f"<{address}>"
    label, colon, _ = link.text.partition("]:")
    if colon and link.end - link.start == len(link.text):  # a definition, whose label is plain words
        return link.start, link.end, f"{label}]: {target}"
    words_end = link.start + 1 + len(link.text)
    if link.text and prose.source.text[link.start] == "[" and prose.source.text[words_end] == "]":
        return words_end, link.end, f"]({target})"
    return link.start, link.end, f"[{_plain(home.title if home else address)}]({target})"


def _raw(prose: Prose, raw: Raw) -> str:
    text = prose.source.text[raw.start : raw.end]
    if raw.kind == "tag":
        return text  # only those that are allowed come so far
    if raw.kind == "escape":
        return f"&#{ord(text[1])};"
    if raw.kind == "code":
        ticks = len(text) - len(text.lstrip("`"))
        return f"<code>{_plain(text[ticks:-ticks].strip())}</code>"
    if raw.kind == "indented":
        return text.lstrip()
    return "".join(f"&#{ord(c)};" for c in text)


def _own_id(heading: Heading) -> str:
    """The id of a heading whose words would give it that of a card or reference; others are the generator's affair."""
    words = re.findall(r"\w+", heading.title.value.casefold())
    return f" {{ #in-{'-'.join(words)} }}" if words and words[0].replace("_", "-").startswith(("hb", "ref")) else ""


def _applied(prose: Prose, edits: list[tuple[int, int, str]]) -> str:
    text, at = prose.source.text, prose.start
    parts: list[str] = []
    for start, end, new in sorted(edits, key=lambda e: (e[0], -e[1])):
        if start >= at:
            parts += (text[at:start], new)
            at = end
    parts.append(text[at : prose.end])
    return "".join(parts)
