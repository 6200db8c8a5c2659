"""YAML with places: plain values beside a map from each path of keys to where it was written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.error import YAMLError

from handbook.diagnostics import Diagnostic, Label, Source, Span
from handbook.read.events import Builder, Path, RefusedError
from handbook.read.files import hidden


@dataclass(frozen=True)
class Tree:
    """Plain data and, for each path of keys in it, the span of the value and of its key."""

    data: Any
    values: Mapping[Path, Span] = field(default_factory=dict)
    keys: Mapping[Path, Span] = field(default_factory=dict)

    def at(self, *path: str | int) -> Span:
        """The span of the value on a path, or of the nearest thing around it."""
        for n in range(len(path), -1, -1):
            if span := self.values.get(path[:n]):
                return span
        return Span("")


def load(source: Source, report: Callable[[Diagnostic], None], start: int = 0, end: int | None = None) -> Tree | None:
    """The one document between two offsets of a source; None, and a report, where it cannot be read."""
    text = source.text[start:end]
    first = source.line_of(start) - 1
    try:
        return Tree(*Builder(source, first, text, report).build())
    except YAMLError as e:
        mark = getattr(e, "problem_mark", None) or getattr(e, "context_mark", None)
        if "end of stream" in str(getattr(e, "problem", "")):  # what was opened is the fault, not the end of the file
            mark = getattr(e, "context_mark", None) or mark
        line = min((mark.line if mark else 0) + first + 1, len(source.line_starts))
        problem = getattr(e, "problem", None) or "it has a character that YAML does not allow"
        span = Span(source.path, line, (mark.column if mark else 0) + 1)
        if mark is None and (signs := hidden(text)):  # it is the sign that YAML does not know
            span = source.span(start + min(signs.values()))
        opened = getattr(e, "context_mark", None)
        labels: tuple[Label, ...] = ()
        if mark and opened and opened.line != mark.line:
            labels = (Label(Span(source.path, first + opened.line + 1, opened.column + 1), str(getattr(e, "context", ""))),)
        report(Diagnostic("bad-yaml", f"this is not YAML: {problem}", span, _hint(source, line), labels))
    except RefusedError as e:
        report(Diagnostic("bad-yaml", str(e), e.span, e.help))
    return None


def _hint(source: Source, line: int) -> str:
    text = source.line(line)
    if "\t" in text[: len(text) - len(text.lstrip())]:
        return "indent with spaces; YAML knows no tabs"
    if re.search(r":\s.*:\s", text):
        return "put quotes around a text that holds a colon"
    return "look at the indentation, and at quotes and brackets that are not closed"
