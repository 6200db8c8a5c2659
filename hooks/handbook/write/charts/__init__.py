"""Charts as accessible inline SVG, drawn at build time from data in the seed."""

from collections.abc import Mapping
from typing import Any

from handbook.write.html import esc


def chart(data: Mapping[str, Any], id: str) -> str:
    """A figure: the drawing, its words for people who cannot see it, and the table behind a disclosure."""
    head = "".join(f'<th scope="col">{esc(str(c))}</th>' for c in data["columns"])
    rows = "".join(f"<tr>{''.join(_cell(n, c) for n, c in enumerate(row))}</tr>" for row in data["rows"])
    return (
        f'<figure class="hb-chart" id="{esc(id)}"><figcaption><strong>{esc(data["title"])}</strong> {esc(data["description"])}</figcaption>'
        f'<details class="hb-data"><summary>The numbers</summary><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details></figure>'
    )


def _cell(n: int, value: object) -> str:
    text = esc("" if value is None else str(value))
    return f'<th scope="row">{text}</th>' if n == 0 else f"<td>{text}</td>"
