"""A figure that no cited source prints, as far as the references say what they print."""

import re
from collections.abc import Iterator

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook
from handbook.model.manuscript import Section
from handbook.model.prose import Prose

_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w]|[.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL = 12


def figure_without_source(handbook: Handbook) -> Iterator[Diagnostic]:
    """The numbers of a section stand in what it cites, or in the source of its seed.

    Checked where every work that the section cites carries ``figures``; years and whole numbers up to twelve pass.
    """
    for seed in handbook.manuscript.seeds:
        for s in seed.sections:
            works = handbook.rests_on(s, seed)
            if works and all(w.figures for w in works):
                printed = frozenset().union(*(w.figures for w in works))
                yield from _unprinted(s, printed)


def _unprinted(section: Section, printed: frozenset[str]) -> Iterator[Diagnostic]:
    for prose in section.prose:
        for at, figure in figures(prose):
            if figure not in printed and not _rounded(figure, printed):
                span = prose.source.span(at, at + len(figure))
                help = "cite the work that prints it, or add it to the `figures` of one that is cited"
                yield Diagnostic("figure-without-source", f"no work cited here is known to print `{figure}`", span, help)


def _rounded(figure: str, printed: frozenset[str]) -> bool:
    """True for a printed figure that was rounded, as plain readings do: 27 for 27.4, and for the hundred it is of."""
    return figure == "100" or any("." in p and f"{float(p):.0f}" == figure for p in printed if p.count(".") == 1)


def figures(prose: Prose) -> Iterator[tuple[int, str]]:
    """The offset and value of each figure in running text that wants a source."""
    for m in _FIGURE.finditer(prose.masked):
        figure = m.group().replace(",", "")
        if not (_YEAR.fullmatch(figure) or (figure.isdigit() and int(figure) <= _SMALL)):
            yield prose.start + m.start(), figure
