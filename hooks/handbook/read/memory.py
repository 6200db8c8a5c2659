"""What was read before, for whoever compiles again and again: a file that is the same need not be read twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from handbook.diagnostics import Diagnostic, Source

_T = TypeVar("_T")
Report = Callable[[Diagnostic], None]
Reader = Callable[[Source, Report], _T]


class Reading(Protocol):
    """Whoever has files read, or knows already what stands in them."""

    def read(self, reader: Reader[_T], source: Source, report: Report) -> _T:
        """What ``reader`` makes of the source; its faults are reported."""


@dataclass(frozen=True)
class Memory:
    """By path: the text of a file, what was made of it, and what was wrong with it. It belongs to one process and one root."""

    _read: dict[str, tuple[str, Any, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    _made: dict[str, tuple[bytes, Any]] = field(default_factory=dict)

    def made(self, path: str, key: bytes, make: Callable[[], _T | None]) -> _T | None:
        """What ``make`` makes of a file, now or the last time that it had the same key; nothing, if it makes nothing now."""
        before, known = self._made.get(path, (b"", None))
        result: _T | None = known if before == key else make()
        if result is not None:
            self._made[path] = key, result
        return result

    def forget(self, path: str) -> None:
        """What was made of this file is made anew when it is asked for."""
        self._made.pop(path, None)

    def read(self, reader: Reader[_T], source: Source, report: Report) -> _T:
        """What ``reader`` makes of the source, now or the last time that the file was the same; faults are reported each time."""
        text, made, faults = self._read.get(source.path, ("", None, ()))
        if source.path not in self._read or text != source.text:
            found: list[Diagnostic] = []
            made, faults = reader(source, found.append), tuple(found)
            self._read[source.path] = source.text, made, faults
        for fault in faults:
            report(fault)
        result: _T = made
        return result
