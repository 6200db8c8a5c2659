"""The compiler's dataclasses and named tuples as what JSON can hold, and back, by the types of their fields."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import partial
from types import EllipsisType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from handbook.diagnostics import Located, Span

Maker = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """A value in which dataclasses and named tuples are lists of their fields, and places lack their path, which is the file's own."""
    if isinstance(value, str | int | float | NoneType):
        return value
    if isinstance(value, Located):
        span = value.span
        return [value.value, span.line, span.column, span.length]
    if isinstance(value, tuple | list):
        return [plain(x) for x in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if is_dataclass(value):
        return [plain(getattr(value, f.name)) for f in fields(value)]
    return value


def maker(hint: Any, path: str) -> Maker:
    """Makes of plain data again what it was: a value of the type ``hint``, whose places are in the file ``path``."""
    kind, inner = get_origin(hint) or hint, get_args(hint)
    if kind is Located:
        return lambda data: Located(data[0], Span(path, data[1], data[2], data[3]))
    if kind in (Union, UnionType):
        some = maker(next(x for x in inner if x is not NoneType), path)
        return lambda data: None if data is None else some(data)
    if kind is frozenset:
        return frozenset
    if kind is tuple and isinstance(inner[-1], EllipsisType):
        each = maker(inner[0], path)
        return tuple if each is _itself else lambda data: tuple(map(each, data))
    if kind is tuple:
        return partial(_made, _together, [maker(x, path) for x in inner])
    if isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
        return partial(_made, kind, [maker(h, path) for h in get_type_hints(kind).values()])
    return kind if isinstance(kind, type) and issubclass(kind, str) and kind is not str else _itself


def _made(kind: Callable[..., Any], makers: list[Maker], data: list[Any]) -> Any:
    return kind(*[x if make is _itself else make(x) for make, x in zip(makers, data, strict=True)])


def _together(*values: Any) -> tuple[Any, ...]:
    return values


def _itself(data: Any) -> Any:
    return data
