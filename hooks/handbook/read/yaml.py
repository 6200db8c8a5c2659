"""YAML with places: plain values beside a map from each path of keys to where it was written.

Built on the parser's events, not on its objects: a place is needed for every value, an alias may not explode, and
``012`` or ``no`` in a stranger's file must stay what they look like.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.error import YAMLError

from handbook.diagnostics import Diagnostic, Label, Source, Span
from handbook.read.files import hidden, hides

Path = tuple[str | int, ...]

_DEEPEST = 12
"""Levels of nesting; the deepest file of the handbook needs six."""
_MOST = 50_000
"""Values and keys in one file; the largest of ours has a tenth of that."""
_TOLD = 100
"""Fields that stand twice; who has read of so many looks for the cause."""
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Tree:
    """Plain data and, for each path of keys in it, the span of the value and of its key."""

    data: Any
    values: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)

    def at(self, *path: str | int) -> Span:
        """The span of the value on a path, or of the nearest thing around it."""
        for n in range(len(path), -1, -1):
            if path[:n] in self.values:
                return self.values[path[:n]]
        return Span("")


def load(source: Source, report: Callable[[Diagnostic], None], start: int = 0, end: int | None = None) -> Tree | None:
    """The one document between two offsets of a source; None, and a report, where it cannot be read."""
    text = source.text[start:end]
    first = source.line_of(start) - 1
    try:
        return _Builder(source, first, report).build(_events(text))
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
    except _RefusedError as e:
        report(Diagnostic("bad-yaml", str(e), e.span, e.help))
    return None


def _events(text: str) -> Iterator[Any]:
    """The parser's events; from libyaml where it is installed, sixteen times as fast."""
    try:
        from ruamel.yaml import cyaml

        parser = cyaml.CParser(text)  # type: ignore[attr-defined]  # there, though not declared
        while parser.check_event():
            yield parser.get_event()
    except (ImportError, AttributeError):
        from ruamel.yaml import YAML

        yield from YAML(typ="safe", pure=True).parse(text)


def _hint(source: Source, line: int) -> str:
    text = source.line(line)
    if "\t" in text[: len(text) - len(text.lstrip())]:
        return "indent with spaces; YAML knows no tabs"
    if re.search(r":\s.*:\s", text):
        return "put quotes around a text that holds a colon"
    return "look at the indentation, and at quotes and brackets that are not closed"


class _RefusedError(Exception):
    def __init__(self, message: str, span: Span, help: str) -> None:
        super().__init__(message)
        self.span, self.help = span, help


class _Builder:
    def __init__(self, source: Source, first: int, report: Callable[[Diagnostic], None]) -> None:
        self.source, self.first, self.report = source, first, report
        self.typed = frozenset(source.text if "\\" in source.text else "")
        """The signs that stand in the file, where some can be hidden by their numbers."""
        self.tree = Tree(None)
        self.count = 0
        self.twice = 0

    def build(self, events: Iterator[Any]) -> Tree:
        data, documents = None, 0
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise _RefusedError("a second document begins here", self._span(event), "remove the line `---`")
            elif kind in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent", "AliasEvent"):
                data = self._value(event, events, ())
        self.tree.values.setdefault((), Span(self.source.path, min(self.first + 1, len(self.source.line_starts))))
        return Tree(data, self.tree.values, self.tree.keys)

    def _value(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        kind = type(event).__name__
        span = self._span(event)
        self._refuse(event)
        self.count += 1
        if self.count > _MOST:
            raise _RefusedError("more values stand here than can be read", span, f"{_MOST} are the most in one file")
        if len(path) > _DEEPEST:
            raise _RefusedError("this is nested too deeply", span, f"{_DEEPEST} levels are the most")
        self.tree.values[path] = span
        if kind == "ScalarEvent":
            self._seen(event, span)
            return _scalar(event)
        return self._mapping(events, path) if kind == "MappingStartEvent" else self._sequence(events, path)

    def _seen(self, event: Any, span: Span) -> None:
        """What ``"\\u202e"`` hides; where the sign itself stands in the file, that has been said."""
        if event.style == '"' and self.typed:
            for sign in sorted(hidden(str(event.value)).keys() - self.typed):
                self.report(Diagnostic("hidden-character", hides(sign), span, "take it out of the quotes"))

    def _refuse(self, event: Any) -> None:
        """Whatever makes YAML more than data."""
        if type(event).__name__ == "AliasEvent" or getattr(event, "anchor", None):
            help = "write the value out, or put it in quotes"
            raise _RefusedError("anchors and aliases (`&`, `*`) are not used here", self._span(event), help)
        if getattr(event, "tag", None) and str(event.tag).startswith(("!", "tag:")):
            raise _RefusedError("tags (`!`) are not used here", self._span(event), "put the text in quotes")

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                break
            span = self._span(event)
            self._refuse(event)
            if type(event).__name__ != "ScalarEvent":
                raise _RefusedError("a key must be a plain word", span, "write `key: value`")
            key = str(event.value)
            self._seen(event, span)
            here = (*path, key)
            self.twice += key in out
            if key in out and self.twice <= _TOLD:
                first = self.tree.keys[here]
                self.report(
                    Diagnostic(
                        "duplicate-field", f"`{key}` stands here twice", span, "keep one of them", (Label(first, "first here"),)
                    )
                )
            self.tree.keys[here] = span
            out[key] = self._value(next(events), events, here)
        return out

    def _sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        out: list[Any] = []
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            out.append(self._value(event, events, (*path, len(out))))
        return out

    def _span(self, event: Any) -> Span:
        a, b = event.start_mark, event.end_mark
        line = self.first + a.line + 1
        if line > len(self.source.line_starts):  # something empty after the last line
            return Span(self.source.path, line - 1, len(self.source.line(line - 1)) + 1)
        one_line = type(event).__name__ == "ScalarEvent" and a.line == b.line
        return Span(self.source.path, line, a.column + 1, max(b.column - a.column, 1) if one_line else 1)


def _scalar(event: Any) -> Any:
    text = str(event.value)
    if event.style in ("'", '"', "|", ">"):
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
