"""New entries in their place in ``references.yaml`` or ``glossary.yaml``.

The lines are put into the text. To load the file with its comments and to dump it again would be shorter, but it does
not give the same bytes back: our lists begin at the margin at the top of a file and two columns in below a field, and
the library knows one indentation for both. A change of one entry must not touch the other two thousand lines.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from handbook.author.entry import REFERENCE_FIELDS, TERM_FIELDS, entry_lines
from handbook.author.files import Lines
from handbook.author.refused import RefusedError
from handbook.diagnostics import Diagnostic, Source, Span
from handbook.read.shape import fits
from handbook.read.yaml import Tree, load

_SOURCE = re.compile(r"seed-[0-9]+")


def add_references(root: Path, entries: Sequence[Mapping[str, Any]]) -> list[Span]:
    """Puts works among the references: sources first, then all by key. Returns where each stands."""

    def rank(e: Mapping[str, Any]) -> tuple[bool, str]:
        return not _SOURCE.fullmatch(e["id"]), e["id"]

    return _add(root, "references", entries, rank, REFERENCE_FIELDS)


def add_term(root: Path, entry: Mapping[str, Any]) -> Span:
    """Puts a term into the glossary by its name. Returns where it stands."""

    def rank(e: Mapping[str, Any]) -> tuple[bool, str]:
        return True, e["term"].lower()

    return _add(root, "glossary", [entry], rank, TERM_FIELDS)[0]


def faults_of(entry: Mapping[str, Any], schema: str) -> list[Diagnostic]:
    """What the schema has against one entry."""
    found: list[Diagnostic] = []
    fits(Tree([dict(entry)]), schema, found.append)
    return found


def _add(
    root: Path,
    schema: str,
    entries: Sequence[Mapping[str, Any]],
    rank: Callable[[Mapping[str, Any]], tuple[bool, str]],
    order: list[str],
) -> list[Span]:
    name = f"seeds/{schema}.yaml"
    file = Lines.of(root / name)
    tree = _read(file, name, schema)
    there: list[Mapping[str, Any]] = tree.data
    starts = [tree.at(i).line - 1 for i in range(len(there))]
    if any(not file.lines[s].startswith("- ") for s in starts) or (not there and _filled(file)):
        raise RefusedError(f"`{name}` is not a list whose entries begin with `- ` at the margin", "bring it into that form")
    spaced = sum(not file.lines[s - 1] for s in starts[1:]) * 2 > len(starts) - 1 if len(starts) > 1 else False
    ends = [*starts[1:], len(file.lines)]
    gaps = [_below(file, start, stop) for start, stop in zip(starts, ends, strict=False)]
    wanted = list(there)
    for new in sorted(entries, key=rank, reverse=True):  # from the last to the first, so that places above stay
        at = next((i for i, e in enumerate(there) if rank(e) > rank(new)), len(there))
        lines = entry_lines(new, order)
        if at:
            file.insert(gaps[at - 1], ["", *lines] if spaced else lines)
        else:
            file.insert(starts[0] if starts else len(file.lines), [*lines, ""] if spaced else lines)
        wanted.insert(at, new)
    made = _read(file, name, schema)
    if [dict(e) for e in wanted] != made.data:
        raise RefusedError(f"the entry could not be put into `{name}` without changing another", "put it in by hand")
    file.save()
    keys = [e["id"] for e in made.data]
    return [made.at(keys.index(e["id"]), "id") for e in entries]


def _read(file: Lines, name: str, schema: str) -> Tree:
    found: list[Diagnostic] = []
    tree = load(Source(name, file.text), found.append)
    if tree is not None and tree.data is None:
        tree = Tree([], tree.values, tree.keys)
    if tree is None or not fits(tree, schema, found.append):
        raise RefusedError(f"{found[0].span}: {found[0].message}", found[0].help)
    return tree


def _below(file: Lines, start: int, stop: int) -> int:
    """The line after an entry: what follows it, blank lines and comments at the margin, belongs to the next one."""
    while stop > start + 1 and (not file.lines[stop - 1].strip() or file.lines[stop - 1].startswith("#")):
        stop -= 1
    return stop


def _filled(file: Lines) -> bool:
    return any(line.strip() and not line.startswith(("#", "---")) for line in file.lines)
