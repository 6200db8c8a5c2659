"""A figure that no cited source prints, as far as the references say what they print."""

import re
from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import NamedTuple

from handbook.diagnostics import Diagnostic, Source, Span
from handbook.model.handbook import Handbook
from handbook.model.manuscript import Reference, Section

_FIGURE = re.compile(r"\d(?<![\w.,]\d)\d*+(?:[.,]\d++)*+(?!\w|[.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEW = re.compile(r"0?\d|1[0-2]")
_ROUNDED = 0.5
_DIGITS = 15
"""That a computer's number holds exactly."""


class Printed(NamedTuple):
    """What one work prints, by its values."""

    exactly: frozenset[str]
    rounded: frozenset[str]
    """The whole numbers that are near to what is printed with decimals."""


def figure_without_source(handbook: Handbook) -> Iterator[Diagnostic]:
    """The numbers of a section and of its charts stand in what it cites, or in the source of its seed.

    Checked where every work that the section cites carries ``figures``; years and whole numbers up to twelve pass.
    """
    printed: dict[str, Printed] = {}
    for seed in handbook.new:
        for s in seed.sections:
            works = handbook.rests_on[s]
            if works and all(w.figures for w in works):
                printed.update((w.key.value, _printed(w)) for w in works if w.key.value not in printed)
                yield from _unprinted(s, [printed[w.key.value] for w in works], seed.source)


def _unprinted(section: Section, printed: Sequence[Printed], source: Source) -> Iterator[Diagnostic]:
    for figure, span in _placed(section, source):
        if not _known(figure, printed):
            help = "cite the work that prints it, or add it to the `figures` of one that is cited"
            yield Diagnostic("figure-without-source", f"no work cited here is known to print `{figure}`", span, help)


def _placed(section: Section, source: Source) -> Iterator[tuple[str, Span]]:
    """Each figure of a section that wants a source, and where it stands."""
    for prose in section.prose:
        for m in figures(prose.masked):
            yield m.group(), source.span(prose.start + m.start(), prose.start + m.end())
    for words in section.charted:
        start = source.line_starts[words.span.line - 1] + words.span.column - 1
        written = _FIGURE.finditer(source.text, start, section.end)  # what YAML folded stands on several lines
        for m in figures(words.value):
            place = next((w for w in written if w.group() == m.group()), None)
            yield m.group(), source.span(*place.span()) if place else words.span


def figures(text: str) -> Iterator[re.Match[str]]:
    """Each figure in a text that wants a source."""
    for m in _FIGURE.finditer(text):
        if not (_YEAR.fullmatch(m.group()) or _FEW.fullmatch(m.group())):
            yield m


def _printed(work: Reference) -> Printed:
    values = frozenset(_value(m.group()) for f in work.figures for m in _FIGURE.finditer(f))
    decimals = [float(v) for v in values if v.count(".") == 1 and len(v) <= _DIGITS]
    near = (n for v in decimals for n in (floor(v), ceil(v)) if abs(v - n) <= _ROUNDED)
    return Printed(values, frozenset(map(str, near)))


def _known(figure: str, printed: Sequence[Printed]) -> bool:
    """True for a figure that is printed, for one that was rounded as plain readings do (27 for 27.4), and for the hundred it is of."""
    value = _value(figure)
    if value == "100" or any(value in work.exactly for work in printed):
        return True
    whole = value.lstrip("0") or "0"
    return "." not in figure and any(whole in work.rounded for work in printed)


def _value(figure: str) -> str:
    """A figure as it is compared: without commas, and ``3.50`` is ``3.5``."""
    plain = figure.replace(",", "")
    return plain.rstrip("0").rstrip(".") if plain.count(".") == 1 else plain
