"""Charts as accessible inline SVG, drawn at build time from data in the seed."""

from collections.abc import Callable, Mapping
from typing import Any

from handbook.write.charts.bars import bars
from handbook.write.charts.data import Chart, read_chart
from handbook.write.charts.people import icons, people
from handbook.write.charts.ranges import ranges
from handbook.write.charts.svg import SIZE, WIDTH, Sheet, clean, element, short
from handbook.write.charts.table import table
from handbook.write.charts.timeline import timeline

KINDS: dict[str, Callable[[Chart, Sheet], None]] = {
    "bars": bars,
    "ranges": ranges,
    "icons": icons,
    "people": people,
    "timeline": timeline,
}
"""How each kind of chart is drawn; a new kind is one function, one line here and one word in the schema."""


def chart(data: Mapping[str, Any], id: str) -> str:
    """A figure: the drawing, its words for people who cannot see it, and the table behind a disclosure."""
    read = read_chart(data)
    sheet = Sheet(clean(id))
    KINDS[data["kind"]](read, sheet)
    note = f'<p class="hb-chart-note">{clean(read.note)}</p>' if read.note else ""
    return (
        f'<figure class="hb-chart" id="{sheet.id}" data-kind="{clean(data["kind"])}">'
        f'<figcaption class="hb-chart-title">{clean(read.title)}</figcaption>{_drawing(read, sheet)}{note}{table(read)}</figure>'
    )


def _drawing(read: Chart, sheet: Sheet) -> str:
    words = element("title", clean(read.title) or "Chart", id=f"{sheet.id}-title")
    words += element("desc", clean(read.description) or "See the table.", id=f"{sheet.id}-desc")
    return element(
        "svg",
        words + sheet.markup(),
        viewBox=f"0 0 {WIDTH} {short(sheet.y + 4)}",
        role="img",
        aria_labelledby=f"{sheet.id}-title {sheet.id}-desc",
        font_size=SIZE,
    )
