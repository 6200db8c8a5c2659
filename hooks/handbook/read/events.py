"""The events of the parser of YAML to plain data and its places.

Not its objects: a place is needed for every value, an alias may not explode, and ``012`` or ``no`` in a stranger's file
must stay what they look like.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NoReturn

from ruamel.yaml.events import DocumentStartEvent, MappingEndEvent, MappingStartEvent, NodeEvent, ScalarEvent, SequenceEndEvent

from handbook.diagnostics import Diagnostic, Label, Source, Span
from handbook.read.files import hidden, hides

Path = tuple[str | int, ...]

_DEEPEST = 12
"""Levels of nesting; the deepest file of the handbook needs six."""
_MOST = 50_000
"""Values and keys in one file; the largest of ours has a tenth of that."""
_TOLD = 100
"""Fields that stand twice, and signs that are hidden; who has read of so many looks for the cause."""
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


class RefusedError(Exception):
    """What is YAML, and not data."""

    def __init__(self, message: str, span: Span, help: str) -> None:
        super().__init__(message)
        self.span, self.help = span, help


@dataclass(frozen=True)
class _Places(Mapping[Path, Span]):
    """The places of values or of keys: few of them are ever asked for, so that spans are made only then."""

    source: Source
    first: int
    """Lines of the source above the document."""
    events: dict[Path, Any] = field(default_factory=dict)

    def __getitem__(self, path: Path) -> Span:
        return _span(self.events[path], self.source, self.first)

    def __iter__(self) -> Iterator[Path]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)


def _span(event: Any, source: Source, first: int) -> Span:
    a, b = event.start_mark, event.end_mark
    line = first + a.line + 1
    if line > len(source.line_starts):  # something empty after the last line
        return Span(source.path, line - 1, len(source.line(line - 1)) + 1)
    one_line = isinstance(event, ScalarEvent) and a.line == b.line
    return Span(source.path, line, a.column + 1, max(b.column - a.column, 1) if one_line else 1)


class Builder:
    """Reads one document once."""

    def __init__(self, source: Source, first: int, text: str, report: Callable[[Diagnostic], None]) -> None:
        self.source, self.first, self.report = source, first, report
        self.events = _events(text)
        self.escapes = "\\" in text
        self.values, self.keys = _Places(source, first), _Places(source, first)
        self.count, self.told = 0, 0

    def build(self) -> tuple[Any, Mapping[Path, Span], Mapping[Path, Span]]:
        """The data, and the places of values and of keys."""
        data, documents = None, 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise RefusedError("a second document begins here", self._span(event), "remove the line `---`")
            elif isinstance(event, NodeEvent):
                data = self._value(event, ())
        if not self.values:
            return data, {(): Span(self.source.path, min(self.first + 1, len(self.source.line_starts)))}, {}
        return data, self.values, self.keys

    def _value(self, event: Any, path: Path) -> Any:
        if event.anchor or event.tag:
            self._refuse(event)
        self.count += 1
        if self.count > _MOST:
            raise RefusedError("more values stand here than can be read", self._span(event), f"{_MOST} are the most in one file")
        if len(path) > _DEEPEST:
            raise RefusedError("this is nested too deeply", self._span(event), f"{_DEEPEST} levels are the most")
        self.values.events[path] = event
        if isinstance(event, ScalarEvent):
            if self.escapes:
                self._seen(event)
            return event.value if event.style else _plain(event.value)
        return self._mapping(path) if isinstance(event, MappingStartEvent) else self._sequence(path)

    def _refuse(self, event: Any) -> NoReturn:
        """Whatever makes YAML more than data."""
        if event.anchor:
            help = "write the value out, or put it in quotes"
            raise RefusedError("anchors and aliases (`&`, `*`) are not used here", self._span(event), help)
        raise RefusedError("tags (`!`) are not used here", self._span(event), "put the text in quotes")

    def _seen(self, event: Any) -> None:
        """What ``"\\u202e"`` hides; where the sign itself stands in the file, that has been said."""
        if event.style == '"':
            for sign in sorted(hidden(event.value).keys() - self._signs):
                self._tell(Diagnostic("hidden-character", hides(sign), self._span(event), "take it out of the quotes"))

    def _tell(self, fault: Diagnostic) -> None:
        self.told += 1
        if self.told <= _TOLD:
            self.report(fault)

    @cached_property
    def _signs(self) -> frozenset[str]:
        return frozenset(self.source.text)

    def _mapping(self, path: Path) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            if event.anchor or event.tag:
                self._refuse(event)
            if not isinstance(event, ScalarEvent):
                raise RefusedError("a key must be a plain word", self._span(event), "write `key: value`")
            key = event.value
            if self.escapes:
                self._seen(event)
            here = (*path, key)
            if key in out and self.told < _TOLD:
                first = (Label(self.keys[here], "first here"),)
                self._tell(
                    Diagnostic("duplicate-field", f"`{key}` stands here twice", self._span(event), "keep one of them", first)
                )
            self.keys.events[here] = event
            out[key] = self._value(next(self.events), here)
        return out

    def _sequence(self, path: Path) -> list[Any]:
        out: list[Any] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            out.append(self._value(event, (*path, len(out))))
        return out

    def _span(self, event: Any) -> Span:
        return _span(event, self.source, self.first)


def _plain(text: str) -> Any:
    """What stands without quotes: few words and plain numbers are more than a text."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _events(text: str) -> Iterator[Any]:
    """The parser's events; from libyaml where it is installed, sixteen times as fast."""
    try:
        from ruamel.yaml import cyaml

        return iter(cyaml.CParser(text).get_event, None)  # type: ignore[attr-defined]  # there, though not declared
    except (ImportError, AttributeError):
        from ruamel.yaml import YAML

        return iter(YAML(typ="safe", pure=True).parse(text))
