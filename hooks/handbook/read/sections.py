"""The sections of a seed: the attributes, the plain reading, the charts and the text below each heading."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from handbook.diagnostics import Diagnostic, Located, Span, did_you_mean
from handbook.model.manuscript import Section, Text
from handbook.model.prose import Heading, Prose, between
from handbook.read.attributes import ordinary, read_attributes
from handbook.read.charts import read_chart

Report = Callable[[Diagnostic], None]

BLOCKS = ("plain", "chart")
"""The ``/// name`` blocks that a section can hold."""
_WORDS = re.compile(r"\S")


def sections(prose: Prose, report: Report) -> Iterator[Section]:
    """Every section that has an id; every fault of shape is reported."""
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
