"""Dots on a line: from the lowest to the highest, or from before to after."""

from handbook.write.charts.axis import axis
from handbook.write.charts.data import Cell, Chart, is_number
from handbook.write.charts.svg import LINE, WIDTH, Scale, Sheet, element, ticks, width

_SHAPES = 7
_EDGE = 16


def ranges(chart: Chart, sheet: Sheet) -> None:
    """A line for each row with a mark for each of its numbers: hollow first, filled last."""
    numbers = chart.numbers or (0,)
    marks = ticks(min((0, *numbers)), max((0, *numbers)))
    scale = Scale(marks[0], marks[-1], _EDGE, WIDTH - _EDGE)
    top = sheet.y
    tracks: list[str] = []
    for row in chart.rows:
        sheet.write(row.label, kind="head")
        _names(chart, row.cells, sheet)
        y = sheet.y + 11
        drawn = [(c, n) for c in chart.drawn if is_number(n := row.cells[c])]
        ends = [scale(n) for _, n in drawn]
        sheet.add("line", x1=_EDGE, x2=WIDTH - _EDGE, y1=y, y2=y, class_="hb-chart-grid")
        if ends:
            tracks.append(element("line", x1=min(ends), x2=max(ends), y1=y, y2=y, class_="hb-chart-span"))
        tracks += [mark(_look(c, chart), scale(n), y) for c, n in drawn]
        sheet.y += 30
    sheet.parts += tracks
    axis(marks, scale, top, sheet)


def _look(column: int, chart: Chart) -> str:
    if column == chart.drawn[-1]:
        return "filled"
    return ("hollow", "diamond", "square")[chart.drawn.index(column) % 3]


def _names(chart: Chart, cells: tuple[Cell, ...], sheet: Sheet) -> None:
    """What each mark stands for and its number, side by side where there is room."""
    x = 0.0
    for c in chart.drawn:
        cell = cells[c]
        words = f"{chart.columns[c]} {chart.words(cell)}".strip()
        if x and x + 20 + width(words) > WIDTH:
            x, sheet.y = 0, sheet.y + LINE
        if is_number(cell):
            sheet.parts.append(mark(_look(c, chart), x + _SHAPES, sheet.y + 9.5, 0.8))
        end = sheet.write(words, x + 19, WIDTH - 19, "", sheet.y)
        if end - sheet.y > LINE:
            x, sheet.y = 0, end
        else:
            x += 19 + width(words) + 20
    if x:
        sheet.y += LINE


def mark(look: str, x: float, y: float, size: float = 1) -> str:
    """A mark of one of four shapes."""
    if look == "diamond":
        r = 7 * size
        return element("path", d=f"M{x - r:.1f} {y:.1f}l{r:.1f} {-r:.1f} {r:.1f} {r:.1f} {-r:.1f} {r:.1f}z", class_="hb-chart-open")
    if look == "square":
        r = 5 * size
        return element("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, class_="hb-chart-open")
    return element("circle", cx=x, cy=y, r=6 * size, class_="hb-chart-solid" if look == "filled" else "hb-chart-open")
