"""A seed file to a :class:`Seed`: its front matter, and what stands outside its sections."""

import re
from collections.abc import Callable

from handbook.diagnostics import Diagnostic, Located, Source, did_you_mean
from handbook.model.manuscript import Seed
from handbook.model.prose import Prose, between
from handbook.read.front_matter import read_front_matter
from handbook.read.markdown import scan
from handbook.read.measure import measured
from handbook.read.sections import sections
from handbook.read.shape import fits
from handbook.read.yaml import Tree

Report = Callable[[Diagnostic], None]

_MENTION = re.compile(r"[\[@<]")
"""Some sign of each thing that a heading may not hold."""


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


def digest(source: Source, tree: Tree, body: int, report: Report) -> Seed:
    """A seed that digests one source, or a few: sections below ``##`` headings."""
    prose = scan(source, body)
    data = tree.data
    keys = data["source"] if isinstance(data["source"], list) else [data["source"]]
    places = [tree.at("source", i) for i in range(len(keys))] if isinstance(data["source"], list) else [tree.at("source")]
    _stray_text(prose, report)
    _headings(prose, report)
    made = tuple(sections(prose, report))
    return Seed(
        source,
        Located(data["title"], tree.at("title")),
        tuple(Located(k, p) for k, p in zip(keys, places, strict=True)),
        Located(data["reviewed"], tree.at("reviewed")),
        data.get("review-months", 12),
        made,
        len(made) == sum(h.level == 2 for h in prose.headings),
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
