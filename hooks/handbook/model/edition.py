"""The handbook at one time, in readers' words; what lies between two such times; and what was told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

KINDS = ("page", "section", "reference", "term", "seed")
"""What a handbook is made of, in the order in which changes are told."""
WHAT = ("added", "changed", "removed")
"""What can become of an entry, in the order in which it is told."""


class Entry(NamedTuple):
    """One page, section, reference, term or seed in readers' words."""

    id: str
    title: str
    facts: Mapping[str, str]
    """Short things that are one value or another, by name."""
    texts: Mapping[str, str]
    """What is read as text, by name."""


@dataclass(frozen=True)
class Edition:
    """A handbook at one time."""

    name: str
    entries: Mapping[str, Mapping[str, Entry]]
    """By kind and by id, in reading order."""
    faults: int = 0
    """Errors; where there are any, something may be missing."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The title of each page by its path."""


@dataclass(frozen=True)
class Change:
    """One entry and what became of it."""

    kind: str
    """One of :data:`KINDS`."""
    what: str
    """One of :data:`WHAT`."""
    id: str
    title: str
    facts: tuple[tuple[str, str, str], ...] = ()
    """Name, before and after of each fact that changed; all of them where the entry is new."""
    texts: tuple[tuple[str, str, str], ...] = ()
    old_id: str = ""
    """The former id, where the same text got a new one."""


@dataclass(frozen=True)
class Changes:
    """All that lies between two editions."""

    old: Edition
    new: Edition
    found: tuple[Change, ...]

    def of(self, kind: str, what: str) -> tuple[Change, ...]:
        """The changes of one kind, in reading order."""
        return tuple(c for c in self.found if c.kind == kind and c.what == what)


@dataclass(frozen=True)
class Told:
    """A change as it is kept for readers: short, its texts cut to the words around what changed."""

    kind: str
    what: str
    id: str
    title: str
    facts: tuple[tuple[str, str, str], ...] = ()
    texts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """Name of a text, and its pieces: ``("", stayed)``, ``("-", went)`` or ``("+", came)``."""
    old_id: str = ""


@dataclass(frozen=True)
class Release:
    """A recorded version: its day, how much it held, and what it changed. The first one changed nothing."""

    path: str
    """The file that it was read from."""
    date: str
    """``YYYY-MM-DD``; empty for what is not recorded yet."""
    holds: Mapping[str, int]
    """How many entries of each kind."""
    told: tuple[Told, ...] = ()


def version_of(date: str) -> str:
    """``2026-11-22`` as a version: ``2026.11.22``."""
    return date.replace("-", ".")
