"""Figures of people: so many of a hundred, or one for each person."""

import math
from collections.abc import Iterator

from handbook.write.charts.data import Chart, Row, is_number
from handbook.write.charts.svg import LINE, WIDTH, Sheet, element, short, width, wrap

_WIDE, _HIGH = 15.0, 16.0
_BETWEEN = 360 - 2 * 150 - 20
_MOST = 200
_LINE = 20


def icons(chart: Chart, sheet: Sheet) -> None:
    """For each row a hundred people: filled up to its lowest number, hollow up to its highest, pale beyond."""
    _legend(chart, sheet)
    column = (WIDTH - _BETWEEN) / 2
    for pair in zip(chart.rows[::2], [*chart.rows[1::2], None], strict=False):
        heads = [wrap(r.label, column, True) if r else [] for r in pair]
        below = max(len(h) for h in heads) * LINE
        ends = []
        for n, (row, head) in enumerate(zip(pair, heads, strict=True)):
            if row:
                x = n * (column + _BETWEEN)
                for k, line in enumerate(head):
                    sheet.line(line, x, sheet.y + k * LINE, "head")
                ends.append(_hundred(chart, row, x, sheet.y + below, column, sheet))
        sheet.y = max(ends) + 18
    sheet.y -= 18


def _hundred(chart: Chart, row: Row, x: float, y: float, room: float, sheet: Sheet) -> float:
    """The numbers in words and the array below them; gives back where it ends."""
    for c in chart.drawn:
        prefix = f"{chart.columns[c]}: " if len(chart.drawn) > 1 else ""
        y = sheet.write(prefix + chart.words(row.cells[c]), x, room, "", y)
    numbers = sorted(min(max(float(n), 0), 100) for c in chart.drawn if is_number(n := row.cells[c]))
    low, high = (numbers[0], numbers[-1]) if numbers else (0.0, 0.0)
    parts = "".join(_some(look, a, b, 10, sheet) for look, a, b in (("solid", 0, low), ("open", low, high), ("pale", high, 100)))
    sheet.add("g", parts, transform=f"translate({short(x)} {short(y + 6)})")
    return y + 6 + 10 * _HIGH


def _legend(chart: Chart, sheet: Sheet) -> None:
    names = [chart.columns[c] for c in chart.drawn]
    first, last = names[0], names[-1]
    told = [("solid", first), ("open", f"more, up to: {last}"), ("pale", "the rest")]
    x = 0.0
    for look, words in told if len(names) > 1 else [told[0], told[2]]:
        if x and x + 20 + width(words) > WIDTH:
            x, sheet.y = 0, sheet.y + LINE
        sheet.add("g", _some(look, 0, 1, 1, sheet), transform=f"translate({short(x)} {short(sheet.y + 1)})")
        sheet.line(words, x + 20, sheet.y, "soft")
        x += 20 + width(words) + 18
    sheet.y += LINE + 12


def people(chart: Chart, sheet: Sheet) -> None:
    """For each row one figure a person; where there are very many, one for every ten, hundred or more."""
    most = max((abs(n) for n in chart.numbers), default=0)
    each = 10 ** max(0, math.ceil(math.log10(most / _MOST))) if most > _MOST else 1
    if each > 1:
        sheet.write(f"One figure stands for {each:,} people.", kind="soft")
        sheet.y += 8
    for row in chart.rows:
        words = chart.words(row.cells[chart.drawn[0]])
        alone = len(chart.drawn) == 1 and width(row.label, True) + width(words) + 16 <= WIDTH
        if alone:
            sheet.line(words, WIDTH, sheet.y, "value", "end")
        sheet.write(row.label, kind="head")
        for c in chart.drawn:
            cell = row.cells[c]
            if not alone:
                sheet.write((f"{chart.columns[c]}: " if len(chart.drawn) > 1 else "") + chart.words(cell), kind="value")
            if is_number(cell) and cell > 0:
                per = _LINE
                parts = _some("solid", 0, cell / each, per, sheet)
                sheet.add("g", parts, transform=f"translate(0 {short(sheet.y + 4)})")
                sheet.y += 4 + math.ceil(cell / each / per) * _HIGH
        sheet.y += 12
    sheet.y -= 12


def _some(look: str, first: float, last: float, per: int, sheet: Sheet) -> str:
    """The figures from one number to another, so many in a line; part of a person is part of a figure."""
    if last <= first:
        return ""
    d = "".join(_strips(first, last, per))
    return element("path", d=d, fill=sheet.paint(look, _person(look), _WIDE, _HIGH))


def _strips(first: float, last: float, per: int) -> Iterator[str]:
    for line in range(int(first // per), math.ceil(last / per)):
        a, b = max(first - line * per, 0), min(last - line * per, per)
        if b > a:
            yield f"M{short(a * _WIDE)} {short(line * _HIGH)}h{short((b - a) * _WIDE)}v{short(_HIGH)}h{short((a - b) * _WIDE)}z"


def _person(look: str) -> str:
    head = element("circle", cx=7.5, cy=4.1, r=2.5, class_=f"hb-chart-{look}")
    return head + element("path", d="M3.5 14.2v-3a3.5 3.5 0 0 1 3.5-3.5h1a3.5 3.5 0 0 1 3.5 3.5v3z", class_=f"hb-chart-{look}")
