"""The numbers behind a drawing, as a table."""

from handbook.write.charts.data import Cell, Chart, is_number, shown
from handbook.write.charts.svg import clean


def table(chart: Chart) -> str:
    """The table of a chart behind a disclosure."""
    caption = clean(chart.title) + (f" ({clean(chart.unit)})" if chart.unit else "")
    head = f'<th scope="col">{clean(chart.corner)}</th>' + "".join(_head(chart, n) for n in range(len(chart.columns)))
    rows = "".join(f'<tr><th scope="row">{clean(r.label)}</th>{"".join(map(_cell, r.cells))}</tr>' for r in chart.rows)
    inside = f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<details class="hb-data"><summary>The numbers as a table</summary><div class="hb-table">{inside}</div></details>'


def _head(chart: Chart, column: int) -> str:
    number = ' class="hb-number"' if any(is_number(r.cells[column]) for r in chart.rows) else ""
    return f'<th scope="col"{number}>{clean(chart.columns[column])}</th>'


def _cell(cell: Cell) -> str:
    return f'<td class="hb-number">{shown(cell)}</td>' if is_number(cell) else f"<td>{clean(shown(cell))}</td>"
