"""The compiler's dataclasses and named tuples as JSON, and back, by the types of their fields."""

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from functools import partial
from types import EllipsisType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Maker = Callable[[Any], Any]


def written(value: Any) -> bytes:
    """A value as JSON: tuples, dataclasses and named tuples are lists of what they hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_held).encode()


def _held(value: Any) -> list[Any]:
    if isinstance(value, frozenset):
        return sorted(value)
    return [getattr(value, f.name) for f in fields(value)]


def maker(hint: Any) -> Maker:
    """Makes of what JSON held, and uses up, what it was: a value of the type ``hint``."""
    kind, inner = get_origin(hint) or hint, get_args(hint)
    if kind in (Union, UnionType):
        some = maker(next(x for x in inner if x is not NoneType))
        return lambda data: None if data is None else some(data)
    if kind is frozenset:
        return frozenset
    if kind is tuple and isinstance(inner[-1], EllipsisType):
        each = maker(inner[0])
        return tuple if each is _itself else lambda data: tuple(map(each, data))
    if kind is tuple:
        return partial(_made, _together, _numbered(inner))
    if isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
        return partial(_made, kind, _numbered(get_type_hints(kind).values()))
    return kind if isinstance(kind, type) and issubclass(kind, str) and kind is not str else _itself


def _numbered(hints: Iterable[Any]) -> list[tuple[int, Maker]]:
    """The fields that are something else than what JSON holds."""
    return [(n, make) for n, make in enumerate(map(maker, hints)) if make is not _itself]


def _made(kind: Callable[..., Any], makers: list[tuple[int, Maker]], data: list[Any]) -> Any:
    for n, make in makers:
        data[n] = make(data[n])
    return kind(*data)


def _together(*values: Any) -> tuple[Any, ...]:
    return values


def _itself(data: Any) -> Any:
    return data
