"""The data of a chart, as its block in a seed gives it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

Cell = str | int | float | None
NOT_STATED = "not stated"
_LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Row:
    """What a line of the table is about, and its values: one for each further column."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart block. ``columns`` and the cells of each row leave out the first column, which holds the labels."""

    title: str
    description: str
    unit: str
    note: str
    each: bool
    hatched: frozenset[str]
    corner: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def drawn(self) -> tuple[int, ...]:
        """The columns that are drawn: those with a number in them. A column of words alone stands in the table only."""
        everything = tuple(range(len(self.columns)))
        return tuple(c for c in everything if any(is_number(r.cells[c]) for r in self.rows)) or everything

    @property
    def numbers(self) -> tuple[int | float, ...]:
        """Every number that is drawn."""
        return tuple(n for r in self.rows for n in r.cells if is_number(n))

    def words(self, cell: Cell) -> str:
        """A cell in words, a number with its unit."""
        if self.unit == "people" and cell == 1:
            return "1 person"
        return f"{shown(cell)} {self.unit}".rstrip() if is_number(cell) else shown(cell)


def read_chart(data: Mapping[str, Any]) -> Chart:
    """The chart of data that fits the schema; rows that are too short are filled up with nothing."""
    columns = [str(c) for c in data["columns"]]
    width = max(len(columns), *(len(r) for r in data["rows"]))
    columns += [""] * (width - len(columns))
    return Chart(
        data["title"],
        data["description"],
        data.get("unit", ""),
        data.get("note", ""),
        data.get("scale") == "each",
        frozenset(data.get("hatched", ())),
        columns[0],
        tuple(columns[1:]),
        tuple(_row(r, width) for r in data["rows"]),
    )


def _row(cells: Sequence[Cell], width: int) -> Row:
    label = cells[0]
    return Row(NOT_STATED if label is None else str(label), tuple(cells[1:]) + (None,) * (width - len(cells)))


def is_number(cell: Cell) -> TypeGuard[int | float]:
    """True for a number that can be drawn to scale: neither endless nor not a number at all."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and -_LARGEST <= cell <= _LARGEST


def shown(cell: Cell) -> str:
    """A cell as it is printed, alike in the drawing and in the table."""
    if cell is None:
        return NOT_STATED
    return f"{cell:,}".replace("-", "−") if is_number(cell) else str(cell)
