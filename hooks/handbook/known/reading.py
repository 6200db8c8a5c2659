"""Reads what is new, and takes over what is known.

A file is kept only where nothing at all was found wrong with it, and under a key that holds its own text and the compiler
itself; a seed's key holds those of the references and the glossary too, which say what its mentions mean.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from handbook.diagnostics import Diagnostic, Source
from handbook.known.plain import Plain, plain
from handbook.known.seeds import kept, recalled
from handbook.model.handbook import Mentions
from handbook.model.manuscript import Reference, Term, Topic
from handbook.pipeline import Checked
from handbook.read.memory import Memory, Reader, Report
from handbook.read.seeds import read_seed
from handbook.read.tables import read_glossary, read_references, read_topics
from handbook.resolve.meanings import Meanings
from handbook.write.store import Store

_T = TypeVar("_T")
_TABLES: dict[Reader[Any], Plain[Any]] = {
    read_topics: plain(tuple[Topic, ...]),
    read_references: plain(tuple[Reference, ...]),
    read_glossary: plain(tuple[Term, ...]),
}


class KnownFiles:
    """The tables and seeds of one folder."""

    def __init__(self, store: Store, memory: Memory | None = None) -> None:
        """``memory`` has files that were read before by this process; without it, what is not known is read."""
        self._store = store
        self._memory = memory or Memory()
        self._tables: dict[Reader[Any], tuple[bytes, Any]] = dict.fromkeys(_TABLES, (b"", ()))
        """The key of each that was read, and what was made of it."""
        self._keys: dict[str, bytes] = {}
        """Those of seeds, by their paths."""
        self.mentions: dict[str, Mentions] = {}
        """What is known of seeds, by their paths."""

    def read(self, reader: Reader[_T], source: Source, report: Report) -> _T:
        """As it is asked for; tables are read before seeds."""
        made: Any
        if table := _TABLES.get(reader):
            key = self._store.key("table", source.path, source.text)
            made = self._table(key, reader, source, report, table)
            self._tables[reader] = key, made
        elif reader is read_seed:
            made = self._seed(source, report)
        else:
            made = self._memory.read(reader, source, report)
        return made  # type: ignore[no-any-return]

    def keep(self, checked: Checked) -> None:
        """Puts the seeds into the store that are new and in order."""
        manuscript = checked.handbook.manuscript
        faulty = {d.span.path for d in checked.diagnostics}
        for seed in manuscript.seeds if not manuscript.left_out else ():
            if seed.path not in faulty | checked.handbook.in_order:
                self._store.put(self._keys[seed.path], kept(seed, checked.handbook.mentions[seed.path]))
                self._memory.forget(seed.path)  # it may show another title than before

    def _table(self, key: bytes, reader: Reader[Any], source: Source, report: Report, table: Plain[Any]) -> Any:
        if (known := self._known(source, key, table.read)) is not None:
            return known
        faults: list[Diagnostic] = []
        made = self._memory.read(reader, source, faults.append)
        for d in faults:
            report(d)
        if not faults:
            self._store.put(key, table.written(made))
        return made

    def _seed(self, source: Source, report: Report) -> Any:
        outline, *meant = (key for key, _ in self._tables.values())
        key = self._keys[source.path] = self._store.key("seed", *meant, source.path, source.text)
        if known := self._known(source, key, lambda found: recalled(found, source, self._meanings), outline):
            seed, self.mentions[source.path] = known
            return seed
        return self._memory.read(read_seed, source, report)

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(*(made for _, made in self._tables.values()))

    def _known(self, source: Source, key: bytes, make: Callable[[bytes], _T], shown: bytes = b"") -> _T | None:
        """What is made of that which is kept under this key, and of what else it shows: once in a process, for that takes long."""

        def again() -> _T | None:
            found = self._store.get(key)
            return make(found) if found else None

        return self._memory.made(source.path, key + shown, again) if self._store.has(key) else None
