"""Stretches of time and single moments, on one axis."""

from handbook.write.charts.axis import axis
from handbook.write.charts.data import Chart, Row, is_number, shown
from handbook.write.charts.ranges import mark
from handbook.write.charts.svg import LINE, WIDTH, Scale, Sheet, element, ticks, width

_EDGE = 10
_TALL = 11


def timeline(chart: Chart, sheet: Sheet) -> None:
    """A bar from the first number of a row to its last, hatched where the chart says so; twice the same is a moment."""
    numbers = chart.numbers or (0,)
    marks = ticks(min((0, *numbers)), max((0, *numbers)), 12 if "month" in chart.unit else 0)
    scale = Scale(marks[0], marks[-1], _EDGE, WIDTH - _EDGE)
    if chart.unit:
        sheet.line(chart.unit, WIDTH, sheet.y, "soft", "end")
        sheet.y += LINE + 6
    top = sheet.y
    drawn: list[str] = []
    for row in chart.rows:
        words = _when(chart, row)
        if width(row.label) + width(words) + 16 <= WIDTH:
            sheet.line(words, WIDTH, sheet.y, "value", "end")
            sheet.write(row.label)
        else:
            sheet.write(row.label)
            sheet.write(words, kind="value")
        times = [float(n) for c in chart.drawn if is_number(n := row.cells[c])]
        drawn += _shape(times, scale, sheet.y + 3, sheet.hatch() if row.label in chart.hatched else "")
        sheet.y += _TALL + 14
    sheet.parts += drawn
    axis(marks, scale, top, sheet)


def _shape(numbers: list[float], scale: Scale, y: float, fill: str) -> list[str]:
    if not numbers:
        return []
    start, end = scale(min(numbers)), scale(max(numbers))
    if start == end:
        return [mark("diamond", start, y + _TALL / 2, 0.9)]
    look = {"class_": "hb-chart-edge", "fill": fill} if fill else {"class_": "hb-chart-solid"}
    return [element("rect", x=start, y=y, width=max(end - start, 2), height=_TALL, rx=2, **look)]


def _when(chart: Chart, row: Row) -> str:
    """The row's times in words: ``1 to 3``, or ``12`` for a moment."""
    return " to ".join(dict.fromkeys(shown(row.cells[c]) for c in chart.drawn))
