"""A ``/// chart`` block: its data, and what of it will be printed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from handbook.diagnostics import Diagnostic, Located, Source
from handbook.diagnostics.suggest import Near, meant
from handbook.model.prose import Block
from handbook.read.shape import fits
from handbook.read.yaml import Tree, load

Report = Callable[[Diagnostic], None]

_PRINTED = ("title", "description", "unit", "note", "columns", "rows")


def read_chart(source: Source, block: Block, report: Report) -> tuple[Mapping[str, Any], tuple[Located[str], ...]] | None:
    """The data of a chart, and each text and number in it that is printed; None, and reported, where it has no shape."""
    tree = load(source, report, block.content_start, block.content_end)
    if tree is None or not fits(tree, "chart", report):
        return None
    faults = [*_uneven(tree), *_unknown(tree)]
    for d in faults:
        report(d)
    return None if faults else (tree.data, tuple(_printed(source, tree)))


def _uneven(tree: Tree) -> Iterator[Diagnostic]:
    """Rows that do not have a cell for each column; the drawing would fill them up, or print cells below no heading."""
    columns = len(tree.data["columns"])
    for i, row in enumerate(tree.data["rows"]):
        if len(row) != columns:
            message = f"this row has {len(row)} cells, and the chart {columns} columns"
            yield Diagnostic("mistyped-field", message, tree.at("rows", i), "write `null` where nothing is stated")


def _unknown(tree: Tree) -> Iterator[Diagnostic]:
    """Rows that are to be hatched and are not there."""
    rows = dict.fromkeys(str(row[0]) for row in tree.data["rows"])
    near = Near(rows)
    for i, name in enumerate(tree.data.get("hatched", ())):
        if name not in rows:
            help = meant(near.to(name)) or "write the first cell of a row"
            yield Diagnostic("mistyped-field", f"no row of this chart is called `{name}`", tree.at("hatched", i), help)


def _printed(source: Source, tree: Tree) -> Iterator[Located[str]]:
    for path, span in tree.values.items():
        value = _at(tree.data, path)
        if path and path[0] in _PRINTED and isinstance(value, str | int | float):
            start = span.column - 1
            # A number as it was typed: 3.0 stays 3.0.
            yield Located(value if isinstance(value, str) else source.line(span.line)[start : start + span.length], span)


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        data = data[key]
    return data
