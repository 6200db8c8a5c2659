"""Places in files: a span says where, a located value carries its span with it."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
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
        lengths = map(len, self.text.split("\n")[:-1])
        return [n + before for n, before in enumerate(accumulate(lengths, initial=0))]

    def line_of(self, offset: int) -> int:
        """The line, from 1, on which ``offset`` lies."""
        return bisect_right(self.line_starts, offset)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column, from 1, of an offset."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def span(self, start: int, end: int | None = None) -> Span:
        """The span from offset ``start`` to ``end``, cut at the end of its first line."""
        starts = self.line_starts
        line = bisect_right(starts, start)
        stop = starts[line] - 1 if line < len(starts) else len(self.text)
        length = 1 if end is None else (end if end < stop else stop) - start
        return Span(self.path, line, start - starts[line - 1] + 1, length if length > 1 else 1)

    def line(self, number: int) -> str:
        """The text of line ``number`` without its end; empty where there is no such line."""
        if not 1 <= number <= len(self.line_starts):
            return ""
        start = self.line_starts[number - 1]
        stop = self.text.find("\n", start)
        return self.text[start:] if stop < 0 else self.text[start:stop]
