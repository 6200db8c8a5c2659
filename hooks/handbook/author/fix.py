"""``handbook check --fix``: the repairs that need no judgement.

A misspelt name is mended where a slip of the hand explains it and just one known name can be meant. A digit is never
changed: ``coles-2019`` beside ``coles-2012`` is another paper and no slip. A missing plain reading gets its block, with
``TODO:`` in it, which keeps the handbook from being built until somebody writes it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.author.files import Lines
from handbook.author.new import TO_DO
from handbook.diagnostics import Diagnostic, Span
from handbook.model.handbook import Handbook
from handbook.read.attributes import KNOWN
from handbook.read.files import read_text
from handbook.read.front_matter import read_front_matter
from handbook.read.shape import schema_of
from handbook.read.yaml import Tree, load

_Names = Callable[[Handbook], Iterable[str]]

_LISTS: dict[str, _Names] = {
    "unresolved-citation": lambda h: h.references,
    "unresolved-term": lambda h: h.terms,
    "unresolved-update": lambda h: h.seed_of,
    "unresolved-cross-reference": lambda h: [*(f"#{k}" for k in h.homes), *h.pages, *(d.src for d in h.documents)],
    "unknown-page": lambda h: h.pages,
    "unknown-attribute": lambda h: KNOWN,
}
"""For each code the names that can be meant; for `unknown-field` they depend on the place."""


@dataclass(frozen=True, slots=True)
class Change:
    """One repair: where, and what was done."""

    span: Span
    code: str
    said: str


def fix(root: Path, handbook: Handbook, found: Sequence[Diagnostic]) -> list[Change]:
    """Mends what can be mended safely and says what; files that changed since they were read are left alone."""
    done: list[Change] = []
    sources = handbook.manuscript.sources
    for path in sorted({d.span.path for d in found} & sources.keys()):
        lines = Lines.of(root / path)
        if lines.text != sources[path].text:
            continue
        fields = _Fields(root, path)
        here: list[Change] = []
        touched: set[tuple[int, int]] = set()
        for d in sorted((d for d in found if d.span.path == path), key=lambda d: d.span, reverse=True):
            place = (d.span.line, d.span.column)
            change = _mended(d, lines, handbook, fields) if place not in touched else None
            if change:
                touched.add(place)
                here.append(change)
        if here:
            lines.save()
            done += reversed(here)
    return done


def sure(written: str, known: Iterable[str], shortest: int) -> str:
    """The one name that a slip of the hand turns into ``written``; empty where there is none, or more than one.

    A slip is a letter missing, added, wrong or in its neighbour's place; two in names of ten characters or more. Names
    of fewer letters than ``shortest`` are left alone: between IgG and IgM lies one letter too.
    """
    from rapidfuzz.distance import OSA

    if sum(c.isalpha() for c in written) < shortest:
        return ""
    most = 2 if len(written) >= 10 else 1
    near = [k for k in dict.fromkeys(known) if OSA.distance(written.casefold(), k.casefold(), score_cutoff=most) <= most]
    return near[0] if len(near) == 1 and _digits(near[0]) == _digits(written) else ""


def _mended(d: Diagnostic, lines: Lines, handbook: Handbook, fields: "_Fields") -> Change | None:
    if d.code == "missing-plain":
        return _plain(d, lines)
    if d.code == "unknown-field":
        known, taken, shortest = fields.around(d.span)
    elif d.code in _LISTS:
        known, taken = list(_LISTS[d.code](handbook)), set()
        shortest = 3 if d.code == "unknown-attribute" else 4
    else:
        return None
    line = lines.lines[d.span.line - 1]
    start, stop = d.span.column - 1, d.span.column - 1 + d.span.length
    written = line[start:stop]
    at = "@" if d.fix.startswith("@") and written.startswith("@") else ""
    name = sure(written.removeprefix(at), known, shortest)
    if not name or at + name != d.fix or name in taken or (d.code == "unknown-attribute" and f"{name}=" in line):
        return None
    lines.lines[d.span.line - 1] = line[:start] + d.fix + line[stop:]
    return Change(d.span, d.code, f"`{written}` is now `{d.fix}`")


def _plain(d: Diagnostic, lines: Lines) -> Change | None:
    """An empty plain reading gets its words to do, a missing one its block below the heading."""
    if lines.lines[d.span.line - 1].startswith("///"):
        lines.insert(d.span.line, [TO_DO])
        return Change(d.span, d.code, "the plain reading is marked as to do")
    if TO_DO in lines.lines[d.span.line : d.span.line + 4]:
        return None
    following = lines.lines[d.span.line : d.span.line + 1]
    gap = [""] if following and following[0].strip() else []
    lines.insert(d.span.line, ["", "/// plain", TO_DO, "///", *gap])
    return Change(d.span, d.code, "a plain reading was put in, marked as to do")


class _Fields:
    """The fields that can stand beside one another in a YAML file or a front matter, read when they are asked for."""

    def __init__(self, root: Path, path: str) -> None:
        self.root, self.path = root, path

    def around(self, span: Span) -> tuple[list[str], set[str], int]:
        """The fields possible where an unknown one stands, those that stand there, and the shortest to mend."""
        tree = self._tree()
        path = next((p for p, s in tree.keys.items() if s == span), None) if tree else None
        if tree is None or path is None:
            return [], set(), 3
        beside = {str(p[-1]) for p in tree.keys if p[:-1] == path[:-1]}
        return list(_possible(self.path, path)), beside, 3

    def _tree(self) -> Tree | None:
        found: list[Diagnostic] = []
        source = read_text(self.root, self.root / self.path, found.append)
        if source is None:
            return None
        if not self.path.endswith(".md"):
            return load(source, found.append)
        front = read_front_matter(source, found.append)
        return front[0] if front else None


def _possible(file: str, path: tuple[str | int, ...]) -> Iterator[str]:
    """The properties that the schema has for the mapping around a key."""
    head = "seed" if file.startswith("seeds/") else "page"
    whole = schema_of(head if file.endswith(".md") else Path(file).stem)
    part = whole
    for step in path[:-1]:
        part = part.get("items", {}) if isinstance(step, int) else part.get("properties", {}).get(step, {})
        if "$ref" in part:
            part = whole["$defs"][part["$ref"].rpartition("/")[2]]
    yield from part.get("properties", {})


def _digits(text: str) -> list[str]:
    return [c for c in text if c.isdigit()]
