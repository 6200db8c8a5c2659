"""Writing SVG: elements, text in lines, paints, and a sheet that is filled from top to bottom.

A unit of the drawing is about a pixel on a phone, where the drawing is as wide as the column.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handbook.write.html import esc

WIDTH = 360
SIZE = 14
LINE = 19
_SPACE = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text on one line that can stand in XML."""
    return esc(_NOT_XML.sub("", _SPACE.sub(" ", text)).strip())


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """An element; ``class_`` stands for ``class``, and ``_`` for ``-``. The content is markup already."""
    told = "".join(
        f' {k.rstrip("_").replace("_", "-")}="{esc(v) if isinstance(v, str) else short(v)}"' for k, v in attributes.items()
    )
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def short(n: float) -> str:
    """A coordinate with no more digits than the eye can tell."""
    return f"{round(n, 1) + 0:g}" if abs(n) < 1e5 else f"{n:.0f}"


def width(text: str, bold: bool = False) -> float:
    """About how wide the text will be."""
    return sum(_em(c) for c in text) * SIZE * (1.06 if bold else 1)


def _em(c: str) -> float:
    if c in "ijl.,:;'| ":
        return 0.28
    if c in "frtI()[]-/":
        return 0.36
    if c in "mwMW%@—" or ord(c) > 0x2E80:
        return 0.95
    return 0.71 if c.isupper() else 0.58


def wrap(text: str, room: float, bold: bool = False) -> list[str]:
    """The text in lines that fit the room; a word longer than a line is broken."""
    lines: list[str] = []
    for word in _pieces(text, room, bold):
        if lines and width(f"{lines[-1]} {word}", bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def _pieces(text: str, room: float, bold: bool) -> Iterator[str]:
    for word in _SPACE.split(text.strip()):
        piece = ""
        for c in word:
            if piece and width(piece + c, bold) > room:
                yield piece
                piece = ""
            piece += c
        yield piece


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a number stands between two ends of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, n: float) -> float:
        """The place of a number."""
        share = (n - self.low) / ((self.high - self.low) or 1)
        return self.start + (self.end - self.start) * min(max(share, 0), 1)


def ticks(low: float, high: float, step: float = 0) -> list[float]:
    """Round numbers that cover the stretch, in steps of 1, 2 or 5 and their tens where no step is given."""
    span = (high - low) or abs(high) or 1
    if not step or not span / step <= 12:
        tens = 10.0 ** math.floor(math.log10(span))
        step = next(s * tens for s in (0.2, 0.5, 1, 2) if span / (s * tens) <= 6)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(n * step, 12) for n in range(first, max(last, first + 1) + 1)]


@dataclass(slots=True)
class Sheet:
    """A drawing in the making: what is on it, the paints it uses, and how far down it reaches."""

    id: str
    y: float = 0
    parts: list[str] = field(default_factory=list)
    paints: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, content: str = "", /, **attributes: str | float) -> None:
        """Put an element on the sheet."""
        self.parts.append(element(name, content, **attributes))

    def write(self, text: str, x: float = 0, room: float = WIDTH, kind: str = "", y: float | None = None) -> float:
        """Text in lines, at the place reached or at ``y``; gives back where it ends. Moves nothing when told a ``y``."""
        at = self.y if y is None else y
        for line in wrap(text, room, kind == "head"):
            self.line(line, x, at, kind)
            at += LINE
        if y is None:
            self.y = at
        return at

    def line(self, text: str, x: float, y: float, kind: str = "", anchor: str = "start") -> None:
        """A single line of text whose top is at ``y``."""
        attributes: dict[str, str | float] = {"x": x, "y": y + SIZE}
        if kind:
            attributes["class_"] = f"hb-chart-{kind}"
        if anchor != "start":
            attributes["text_anchor"] = anchor
        self.add("text", clean(text), **attributes)

    def paint(self, name: str, content: str, side: float, height: float = 0, **attributes: str | float) -> str:
        """A pattern to fill with, defined the first time it is asked for."""
        key = f"{self.id}-{name}"
        self.paints[key] = element(
            "pattern", content, id=key, width=side, height=height or side, patternUnits="userSpaceOnUse", **attributes
        )
        return f"url(#{key})"

    def hatch(self) -> str:
        """Slanting stripes."""
        return self.paint("hatch", element("path", d="M0 0V6", class_="hb-chart-stripe"), 6, patternTransform="rotate(45)")

    def markup(self) -> str:
        """Everything on the sheet."""
        paints = element("defs", "".join(self.paints.values())) if self.paints else ""
        return paints + "".join(self.parts)
