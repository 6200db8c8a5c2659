"""Places in files: a span says where, a located value carries its span with it."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Span(NamedTuple):
    """A stretch of one line: path, line and column (both from 1, in characters) and length."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Located(NamedTuple, Generic[T_co]):
    """A value and the place where a person wrote it."""

    value: T_co
    span: Span


@dataclass(frozen=True)
class Source:
    """The text of one file, with line ends made one (``\\n``) so that offsets and lines agree.

    Tabs and every other character count as one column, as editors count them.
    """

    path: str
    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def line_of(self, offset: int) -> int:
        """The line, from 1, on which ``offset`` lies."""
        return bisect_right(self.line_starts, offset)

    def span(self, start: int, end: int | None = None) -> Span:
        """The span from offset ``start`` to ``end``, cut at the end of its first line."""
        line = self.line_of(start)
        begin = self.line_starts[line - 1]
        stop = self.line_starts[line] - 1 if line < len(self.line_starts) else len(self.text)
        length = min(end if end is not None else start + 1, max(stop, start + 1)) - start
        return Span(self.path, line, start - begin + 1, max(length, 1))

    def line(self, number: int) -> str:
        """The text of line ``number`` without its end; empty where there is no such line."""
        if not 1 <= number <= len(self.line_starts):
            return ""
        start = self.line_starts[number - 1]
        stop = self.text.find("\n", start)
        return self.text[start:] if stop < 0 else self.text[start:stop]
