"""An axis with round numbers and thin lines through the drawing."""

from handbook.write.charts.data import shown
from handbook.write.charts.svg import LINE, WIDTH, Scale, Sheet, element, width


def axis(marks: list[float], scale: Scale, top: float, sheet: Sheet) -> None:
    """Lines from ``top`` to the place reached, behind what is drawn, and the numbers below them."""
    lines = "".join(element("line", x1=scale(n), x2=scale(n), y1=top, y2=sheet.y, class_="hb-chart-grid") for n in marks)
    sheet.parts.insert(0, lines)
    reached = -1.0
    for n in marks:
        words = shown(int(n) if n == int(n) else n)
        half = width(words) / 2
        x = min(max(scale(n), half), WIDTH - half)
        if x - half > reached + 4:
            sheet.line(words, x, sheet.y + 2, "tick", "middle")
            reached = x + half
    sheet.y += LINE + 4
