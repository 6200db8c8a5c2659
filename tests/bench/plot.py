"""Times by size as a drawing: both scales logarithmic, so that a straight line is growth in step."""

import math
from collections.abc import Mapping
from html import escape

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 420, 64, 250, 20, 48
_COLOURS = ("#8a4b08", "#5b6470", "#2f6f4f", "#0b5c8a", "#0b5c8a")
_DASHES = ("", "2 4", "8 4", "", "2 4")


def plot(times: Mapping[int, Mapping[str, float]], names: Mapping[str, str]) -> str:
    """Seconds by pages, a line for each build, as SVG; readable on a light and on a dark ground."""
    sizes = sorted(times)
    series = {
        name: [(n, times[n][name]) for n in sizes if name in times[n]] for name in dict.fromkeys(x for n in sizes for x in times[n])
    }
    seconds = [s for points in series.values() for _, s in points]
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    first, last = math.log10(sizes[0]), math.log10(sizes[-1]) if len(sizes) > 1 else math.log10(sizes[0]) + 1

    def x(pages: float) -> float:
        return _LEFT + (math.log10(pages) - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT)

    def y(second: float) -> float:
        return _TOP + (high - math.log10(second)) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="system-ui, sans-serif" font-size="13">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(f'<path d="M{_LEFT} {at:.1f}H{_WIDTH - _RIGHT}" stroke="#d8d8d8"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    for n in sizes:
        parts.append(f'<text x="{x(n):.1f}" y="{_HEIGHT - _BOTTOM + 22}" text-anchor="middle">{n:,}</text>')
    parts.append(f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2:.0f}" y="{_HEIGHT - 6}" text-anchor="middle">pages</text>')
    labels = _apart({name: y(points[-1][1]) for name, points in series.items()})
    for (name, points), colour, dash in zip(series.items(), _COLOURS, _DASHES, strict=False):
        way = "L".join(f"{x(n):.1f} {y(s):.1f}" for n, s in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2.5"{dashed}/>')
        parts += [f'<circle cx="{x(n):.1f}" cy="{y(s):.1f}" r="3.5" fill="{colour}"/>' for n, s in points]
        parts.append(f'<text x="{_WIDTH - _RIGHT + 12}" y="{labels[name] + 4:.1f}" fill="{colour}">{escape(names[name])}</text>')
    return "\n".join((*parts, "</svg>\n"))


def _apart(heights: Mapping[str, float], gap: float = 17) -> dict[str, float]:
    """The heights of labels, moved down where two would touch."""
    out: dict[str, float] = {}
    last = -gap
    for name, height in sorted(heights.items(), key=lambda h: h[1]):
        last = out[name] = max(height, last + gap)
    return out
