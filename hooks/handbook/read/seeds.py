"""A seed file to a :class:`Seed`: front matter, sections, plain readings, charts."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from handbook.diagnostics import Diagnostic, Located, Source, Span, did_you_mean
from handbook.model.manuscript import Section, Seed, Text
from handbook.model.prose import Heading, Prose, between
from handbook.read.attributes import ordinary, read_attributes
from handbook.read.charts import read_chart
from handbook.read.markdown import scan
from handbook.read.measure import measured
from handbook.read.shape import fits
from handbook.read.yaml import Tree, load

Report = Callable[[Diagnostic], None]

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_WORDS = re.compile(r"\S")
_MENTION = re.compile(r"[\[@<]")
"""Some sign of each thing that a heading may not hold."""
BLOCKS = ("plain", "chart")
"""The ``/// name`` blocks that a section can hold."""


def read_seed(source: Source, report: Report) -> Seed | None:
    """The seed, or None where it is too large or its front matter cannot be read; every fault of shape is reported."""
    if not measured(source, report):
        return None
    front = read_front_matter(source, report)
    if front is None:
        return None
    tree, body = front
    if not fits(tree, "seed", report):
        return None
    kind = tree.data.get("kind", "digest")
    if kind not in KINDS:
        known = list(KINDS)
        help = did_you_mean(kind, known) or "possible are " + ", ".join(f"`{k}`" for k in known)
        report(Diagnostic("unknown-kind", f"no seed is of the kind `{kind}`", tree.at("kind"), help))
        return None
    return KINDS[kind](source, tree, body, report)


def read_front_matter(source: Source, report: Report) -> tuple[Tree, int] | None:
    """The YAML between the two lines ``---`` and the offset of what follows them."""
    opening = _FENCE.match(source.text)
    closing = _FENCE.search(source.text, opening.end()) if opening else None
    if not opening or not closing:
        message = "the front matter is missing" if not opening else "the front matter is not closed"
        help = "begin the file with a line `---`, its fields, and another line `---`"
        report(Diagnostic("no-front-matter", message, source.span(0, max(len(source.line(1)), 1)), help))
        return None
    tree = load(source, report, opening.end() + 1, closing.start())
    if tree is None:
        return None
    if not isinstance(tree.data, dict):
        tree = Tree({}, {(): source.span(0, 3)})
    return tree, closing.end()


def digest(source: Source, tree: Tree, body: int, report: Report) -> Seed:
    """A seed that digests one source, or a few: sections below ``##`` headings."""
    prose = scan(source, body)
    data = tree.data
    keys = data["source"] if isinstance(data["source"], list) else [data["source"]]
    places = [tree.at("source", i) for i in range(len(keys))] if isinstance(data["source"], list) else [tree.at("source")]
    _stray_text(prose, report)
    _headings(prose, report)
    sections = tuple(_sections(prose, report))
    return Seed(
        source,
        Located(data["title"], tree.at("title")),
        tuple(Located(k, p) for k, p in zip(keys, places, strict=True)),
        Located(data["reviewed"], tree.at("reviewed")),
        data.get("review-months", 12),
        sections,
        len(sections) == sum(h.level == 2 for h in prose.headings),
    )


KINDS: dict[str, Callable[[Source, Tree, int, Report], Seed]] = {"digest": digest}
"""How each kind of seed is read; a new kind is one function and one line here."""


def _stray_text(prose: Prose, report: Report) -> None:
    """Text above the first section, headings of the wrong kind aside."""
    first = next((n for n, h in enumerate(prose.headings) if h.level == 2), None)
    stop = prose.end if first is None else prose.headings[first].start
    at = prose.start
    titles = {prose.source.line_of(n) for h in prose.headings[:first] for n in (h.start, h.end)}
    for line in prose.source.text[at:stop].splitlines(keepends=True):
        if line.strip() and prose.source.line_of(at) not in titles:
            start = at + len(line) - len(line.lstrip())
            span = prose.source.span(start, at + len(line.rstrip()))
            report(Diagnostic("text-outside-section", "this text stands in no section", span, "put a `## Heading { … }` above it"))
            return
        at += len(line)


def _headings(prose: Prose, report: Report) -> None:
    """Headings that make no section, and headings that hold more than words."""
    for h in prose.headings:
        if h.level < 0:
            help = "leave a blank line above it, or write `## Heading { … }`"
            report(Diagnostic("bad-heading", "the line of `---` or `===` below makes this a heading", h.title.span, help))
        elif h.level == 1:
            help = "write `## Heading { … }`, or take it out"
            report(Diagnostic("bad-heading", "a seed has no `#` heading; its title stands in the front matter", h.title.span, help))
        if h.level > 0 and _MENTION.search(prose.source.text, h.start, h.end):
            mentions = [("a citation", c.start, c.end) for c in between(prose.citations, h.start, h.end)]
            mentions += [("a link", x.start, x.end) for x in between(prose.links, h.start, h.end)]
            mentions += [("a term", x.start, x.end) for x in between(prose.marks, h.start, h.end)]
            for what, start, end in mentions:
                help = "put it into the text below; a heading is words alone"
                report(Diagnostic("bad-heading", f"{what} cannot stand in a heading", prose.source.span(start, end), help))


def _sections(prose: Prose, report: Report) -> Iterator[Section]:
    headings = [h for h in prose.headings if h.level == 2]
    for heading, following in zip(headings, [*headings[1:], None], strict=False):
        section = _section(prose, heading, following.start if following else prose.end, report)
        if section:
            yield section


def _section(prose: Prose, heading: Heading, end: int, report: Report) -> Section | None:
    title = heading.title
    opened = title.value.rfind("{") if heading.attributes is None else -1
    attributes = ordinary(heading.attributes) if heading.attributes else None
    if attributes is None:
        span = prose.source.span(heading.start, heading.end)
        attributes = read_attributes(heading.attributes, span, report if opened < 0 else lambda _: None)
    if not title.value:
        span = prose.source.span(heading.start, heading.end)
        report(Diagnostic("bad-heading", "this heading is empty", span, "say in it what the section says"))
        title = Located("Untitled", span)
    if opened >= 0:
        at = title.span._replace(column=title.span.column + opened, length=1)
        report(Diagnostic("bad-attribute", "the list of attributes that begins here is not closed", at, "end the line with ` }`"))
    elif "{" in title.value or "<" in title.value:
        report(
            Diagnostic(
                "bad-attribute",
                "braces or a tag in a heading",
                title.span,
                "one list of attributes, at the end of the line: `{ #id … }`",
            )
        )
    text, charts = _text(prose, heading.end, end, title.span, report)
    if attributes.id is None:
        return None
    updates = attributes.get("updates")
    return Section(
        attributes.id,
        title,
        attributes.get("page"),
        attributes.get("basis"),
        attributes.get("as-of"),
        attributes.get("voice").value or "author",
        tuple(_names(updates)) if updates.value else (),
        attributes.get("change").value,
        charts,
        heading.start,
        end,
        lambda: text,
    )


def _names(listed: Located[str]) -> Iterator[Located[str]]:
    for m in re.finditer(r"[^\s,]+", listed.value):
        yield Located(m.group(), listed.span._replace(column=listed.span.column + m.start(), length=len(m.group())))


def _text(prose: Prose, start: int, end: int, title: Span, report: Report) -> tuple[Text, tuple[Located[Mapping[str, Any]], ...]]:
    """What stands below a heading, and the data of its charts; the body is what stands around its blocks."""
    source = prose.source
    plain: Prose | None = None
    charts: list[Located[Mapping[str, Any]]] = []
    charted: list[Located[str]] = []
    body: list[Prose] = []
    at = start
    blocks, raw = between(prose.blocks, start, end), between(prose.raw, start, end)
    opened = {r.start for r in raw if r.kind == "open-block"}
    for block in blocks:
        name = block.name
        if block.start in opened:
            report(Diagnostic("bad-block", f"`/// {name.value}` is not closed", name.span, "end the block with a line `///`"))
        if name.value not in BLOCKS:
            help = did_you_mean(name.value, BLOCKS) or "possible are " + ", ".join(f"`{b}`" for b in BLOCKS)
            report(Diagnostic("bad-block", f"no block has the name `{name.value}`", name.span, help))
        elif name.value == "plain":
            if plain is not None:
                report(Diagnostic("bad-block", "a section has one plain reading", name.span, "join the two"))
            plain = prose.part(block.content_start, block.content_end)
            if not _WORDS.search(source.text, plain.start, plain.end):
                report(Diagnostic("missing-plain", "this plain reading is empty", name.span, "write a few simple sentences"))
        else:
            chart = read_chart(source, block, report)
            if chart is not None:
                charts.append(Located(chart[0], name.span))
                charted += chart[1]
        if _WORDS.search(source.text, at, block.start):
            body.append(prose.part(at, block.start))
        at = min(block.end, end)
    if _WORDS.search(source.text, at, end):
        body.append(prose.part(at, end))
    for r in raw:
        if r.kind == "block-mark":
            help = "every block ends with one line `///`, and none holds another"
            report(Diagnostic("bad-block", "`///` opens or closes no block here", source.span(r.start, r.end), help))
    if plain is None and all(b.name.value in BLOCKS for b in blocks):
        help = "after the heading, put `/// plain`, a few simple sentences, and `///`"
        report(Diagnostic("missing-plain", "this section has no plain reading", title, help))
    if not body and not opened:
        report(Diagnostic("empty-section", "this section says nothing below its plain reading", title, "write its text"))
    return Text(plain, tuple(body), tuple(charted)), tuple(charts)
