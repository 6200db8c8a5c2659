"""The compiler's dataclasses and named tuples as plain data, and back, by the types of their fields.

Many values of one type are kept column by column: all their first fields, all their second ones, and so on. So what they
have in common is kept once, and they are made again by a loop that is not Python's.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from itertools import chain, islice, repeat, starmap
from operator import attrgetter, itemgetter
from types import EllipsisType, NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
_Part = tuple[Callable[[Any], Any], Any]
"""How a record gives it, and its type."""


@dataclass(frozen=True)
class Plain(Generic[_T]):
    """How values of one type are kept, a whole column at a time."""

    column: Callable[[Sequence[_T]], Any]
    """Makes plain data of many values."""
    values: Callable[[Any], Iterable[_T]]
    """Makes the values again; where all were one, without an end."""

    def written(self, value: _T) -> bytes:
        """One value as JSON."""
        return json.dumps(self.column([value]), ensure_ascii=False, separators=(",", ":")).encode()

    def read(self, data: bytes) -> _T:
        """The value that was written."""
        return next(iter(self.values(json.loads(data))))


def plain(hint: Any) -> Plain[Any]:
    """How values of the type ``hint`` are kept."""
    kind, inner = get_origin(hint) or hint, get_args(hint)
    if kind in (Union, UnionType):
        return _optional(plain(next(x for x in inner if x is not NoneType)))
    if kind is frozenset:
        return Plain(lambda values: list(map(sorted, values)), partial(map, frozenset))
    if kind is tuple and isinstance(inner[-1], EllipsisType):
        return _many(plain(inner[0]))
    if kind is tuple:
        return _record(lambda parts: parts, [(itemgetter(n), hint) for n, hint in enumerate(inner)])
    if names := getattr(kind, "_fields", ()):  # a named tuple, made as it makes itself, without Python's help
        return _record(partial(map, partial(tuple.__new__, kind)), _attributes(kind, names))
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(partial(starmap, kind), _attributes(kind, [f.name for f in fields(kind)]))
    if isinstance(kind, type) and issubclass(kind, str) and kind is not str:
        return Plain(_column, lambda data: map(kind, _values(data)))
    return Plain(_column, _values)


def _attributes(kind: type, names: Iterable[str]) -> list[_Part]:
    hints = get_type_hints(kind)
    return [(attrgetter(name), hints[name]) for name in names]


def _record(made: Callable[[Iterable[Any]], Iterable[Any]], parts: Sequence[_Part]) -> Plain[Any]:
    """Of some parts: how many records there are, and a column a part. ``made`` makes them of tuples."""
    columns = [(get, plain(hint)) for get, hint in parts]

    def column(values: Sequence[Any]) -> Any:
        return [len(values), *(part.column(list(map(get, values))) for get, part in columns)]

    def values(data: Any) -> Iterable[Any]:
        count, *kept = data
        found = zip(*(part.values(one) for (_, part), one in zip(columns, kept, strict=True)), strict=False)
        return made(islice(found, count))

    return Plain(column, values)


def _many(each: Plain[Any]) -> Plain[Any]:
    """Of tuples of any length: the lengths, or the one that all have, and what they hold as one column."""

    def column(values: Sequence[Any]) -> Any:
        lengths = list(map(len, values))
        return [lengths[0] if len(set(lengths)) == 1 else lengths, each.column(list(chain.from_iterable(values)))]

    def values(data: Any) -> Iterable[Any]:
        lengths, found = data[0], iter(each.values(data[1]))
        if isinstance(lengths, int):
            return zip(*[found] * lengths, strict=False) if lengths else repeat(())
        return (tuple(islice(found, n)) for n in lengths)

    return Plain(column, values)


def _optional(some: Plain[Any]) -> Plain[Any]:
    """Of what may be None: where it is not, and a column of the rest."""

    def values(data: Any) -> Iterable[Any]:
        found = iter(some.values(data[1]))
        return (next(found) if there else None for there in data[0])

    return Plain(lambda values: [[int(v is not None) for v in values], some.column([v for v in values if v is not None])], values)


def _column(values: Sequence[Any]) -> Any:
    """Words that are all the same are kept once."""
    first = values[0] if values else None
    return {"all": first} if isinstance(first, str) and values.count(first) == len(values) else list(values)


def _values(data: Any) -> Iterable[Any]:
    return repeat(data["all"]) if isinstance(data, dict) else data
