"""Bars from a common zero, each with its name and its number beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.write.charts.data import Cell, Chart, is_number
from handbook.write.charts.svg import LINE, WIDTH, Scale, Sheet, element, width

_TALL = 18
_GAP = 8
_NAMES = 124
_NARROWEST = 60


@dataclass(frozen=True, slots=True)
class _Group:
    """Bars that stand together below a heading, on a scale of their own or a common one."""

    heading: str
    bars: tuple[tuple[str, Cell, str], ...]
    numbers: tuple[float, ...]


def bars(chart: Chart, sheet: Sheet) -> None:
    """A group of bars for each row; or, on scales of their own, for each column."""
    groups = tuple(_by_column(chart) if chart.each or len(chart.drawn) == 1 else _by_row(chart))
    widest = max(width(name) for g in groups for name, _, _ in g.bars)
    for n, group in enumerate(groups):
        sheet.y += 14 if n else 0
        sheet.write(group.heading, kind="head")
        sheet.y += 4
        _draw(group, chart, sheet, widest + 12 if widest <= _NAMES else 0)


def _by_column(chart: Chart) -> Iterator[_Group]:
    for c in chart.drawn:
        cells = tuple((r.label, r.cells[c], "solid") for r in chart.rows)
        yield _Group(chart.columns[c], cells, tuple(n for _, n, _ in cells if is_number(n)))


def _by_row(chart: Chart) -> Iterator[_Group]:
    looks = dict(zip(reversed(chart.drawn), ("solid", "hatched", "open", "dotted"), strict=False))
    for r in chart.rows:
        yield _Group(r.label, tuple((chart.columns[c], r.cells[c], looks.get(c, "dotted")) for c in chart.drawn), chart.numbers)


def _draw(group: _Group, chart: Chart, sheet: Sheet, names: float) -> None:
    low, high = min((0, *group.numbers)), max((0, *group.numbers))
    before = max((width(chart.words(n)) + _GAP for n in group.numbers if n < 0), default=0)
    after = max((width(chart.words(n)) + _GAP for n in group.numbers if n >= 0), default=0)
    start = (names or 1) + before
    scale = Scale(low, high, start, max(WIDTH - after - 2, start + _NARROWEST))
    top = sheet.y
    for name, cell, look in group.bars:
        if names:
            sheet.line(name, 0, sheet.y + 1)
        else:
            sheet.write(name)
            sheet.y += 3
        if is_number(cell):
            _bar(cell, chart.words(cell), look, scale, sheet)
            sheet.y += _TALL
            if not names:
                sheet.add("line", x1=scale(0), x2=scale(0), y1=sheet.y - _TALL - 2, y2=sheet.y + 2, class_="hb-chart-axis")
            sheet.y += _GAP
        else:
            x = names + 6 if low == 0 else names
            sheet.y = sheet.write(chart.words(cell), x, WIDTH - x, "soft", sheet.y + 1) + _GAP - 2
    if group.numbers and names:
        sheet.add("line", x1=scale(0), x2=scale(0), y1=top - 3, y2=sheet.y - _GAP + 3, class_="hb-chart-axis")


def _bar(n: float, words: str, look: str, scale: Scale, sheet: Sheet) -> None:
    zero, end = scale(0), scale(n)
    long = max(abs(end - zero), 1.5)
    shape = {"x": min(zero, end) if n < 0 else zero, "y": sheet.y, "width": long, "height": _TALL}
    sheet.add("rect", **shape, **_look(look, sheet))
    x, anchor = (end - 6, "end") if n < 0 else (zero + long + 6, "start")
    sheet.line(words, x, sheet.y + (_TALL - LINE) / 2 + 0.5, "value", anchor)


def _look(look: str, sheet: Sheet) -> dict[str, str]:
    if look == "hatched":
        return {"class_": "hb-chart-edge", "fill": sheet.hatch()}
    if look == "dotted":
        dot = element("circle", cx=2.5, cy=2.5, r=1.2, class_="hb-chart-solid")
        return {"class_": "hb-chart-edge", "fill": sheet.paint("dots", dot, 5)}
    return {"class_": f"hb-chart-{look}"}
