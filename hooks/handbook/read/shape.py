"""Holds what was read against its JSON Schema; the same schemas serve editors.

A quick validator says whether all is well, which it mostly is; only where it is not does the thorough one, which is
costly to load, say everything that is wrong.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from handbook import PACKAGE
from handbook.diagnostics import Diagnostic, did_you_mean
from handbook.diagnostics.suggest import nearest
from handbook.diagnostics.words import plural
from handbook.read.days import is_written_day
from handbook.read.yaml import Tree

SCHEMAS = PACKAGE / "read" / "schemas"
_TOLD = 200
"""Faults of shape that are told of one file; after so many it is the wrong file."""


def fits(tree: Tree, schema: str, report: Callable[[Diagnostic], None]) -> bool:
    """True where the data has the shape of ``<schema>.schema.json``; everything that does not is reported."""
    if tree.data is not None and _quick(schema)(tree.data):
        return True
    found = [d for e in islice(_validator(schema).iter_errors(tree.data), _TOLD) for d in islice(_said(e, tree), _TOLD)]
    for d in found:
        report(d)
    return not found


def schema_of(name: str) -> Any:
    """A schema as plain data."""
    return json.loads(Path(SCHEMAS, f"{name}.schema.json").read_text("utf-8"))


@cache
def _quick(name: str) -> Callable[[object], bool]:
    import fastjsonschema

    fault = fastjsonschema.JsonSchemaException
    schema = schema_of(name)
    inlined = _inlined(schema, schema.get("$defs", {}))  # a call for each definition costs more than to look at what it judges
    validate = fastjsonschema.compile(inlined, formats={"day": is_written_day}, detailed_exceptions=False)

    def all_is_well(data: object) -> bool:
        try:
            validate(data)
        except fault:
            return False
        return True

    return all_is_well


def _inlined(schema: Any, definitions: Any) -> Any:
    """The schema with each definition in the place of the reference to it; none of ours holds itself."""
    if isinstance(schema, list):
        return [_inlined(x, definitions) for x in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {k: _inlined(v, definitions) for k, v in schema.items() if k != "$defs"}


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(formats=())
    checker.checks("day")(is_written_day)
    return Draft202012Validator(_whole(schema_of(name)), format_checker=checker)


def _whole(schema: Any) -> Any:
    """The schema with each ``$`` at the end of a pattern as what it means there: Python's lets one line end follow."""
    if isinstance(schema, list):
        return [_whole(x) for x in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        k: re.sub(r"\$$", r"(?![\\s\\S])", v) if k == "pattern" and isinstance(v, str) else _whole(v) for k, v in schema.items()
    }


def _said(error: Any, tree: Tree) -> Iterator[Diagnostic]:
    path = tuple(error.absolute_path)
    where = tree.at(*path)
    name = f"`{path[-1]}`" if path and isinstance(path[-1], str) else "this"
    if error.validator == "additionalProperties":
        known = sorted(error.schema.get("properties", {}))
        for key in error.instance:
            if key not in known:
                span = tree.keys.get((*path, key), where)
                fix = nearest(key, known)
                yield Diagnostic(
                    "unknown-field", f"`{key}` is not a field here", span, did_you_mean(key, known) or _list(known), fix=fix
                )
    elif error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                span = tree.keys.get((*path, next(iter(error.instance), "")), where)
                yield Diagnostic("missing-field", f"the field `{key}` is missing", span, f"add a line `{key}: …`")
    elif error.validator == "enum":
        known = [str(x) for x in error.validator_value]
        help = did_you_mean(str(error.instance), known) or _list(known)
        yield Diagnostic(
            "mistyped-field", f"{name} cannot be `{error.instance}`", where, help, fix=nearest(str(error.instance), known)
        )
    elif error.validator == "type":
        types = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
        wanted = " or ".join(_TYPES[t] for t in types)
        help = "put quotes around it" if "string" in types and isinstance(error.instance, int | float | bool) else ""
        if error.instance is None:
            help = "write something here, or take the line out"
        yield Diagnostic("mistyped-field", f"{name} must be {wanted}, not {_kind(error.instance)}", where, help)
    elif error.validator == "oneOf":
        yield Diagnostic("mistyped-field", f"{name} must be a text, or a list of texts, not {_kind(error.instance)}", where)
    elif error.validator in _LIMITS:
        said = _beyond(error)
        help = error.schema.get("description") or ("write something here" if said == _EMPTY else "")
        yield Diagnostic("mistyped-field", f"{name} {said}", where, help)
    elif error.instance != "" or "minLength" not in error.schema:  # which says it better
        help = str(error.schema.get("description", ""))
        shown = str(error.instance)
        shown = shown if len(shown) < 80 else shown[:77] + "…"
        yield Diagnostic("mistyped-field", f"{name} has a form that is not allowed: `{shown}`", where, help)


_LIMITS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "minimum", "maximum")
_EMPTY = "is empty"
_TYPES = {
    "object": "a set of fields",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "null": "nothing",
}


def _beyond(error: Any) -> str:
    """What is said of a value that is too small or too large, as that may be."""
    limit, value = error.validator_value, error.instance
    end = f"{limit} {'is' if limit == 1 else 'are'} the {'least' if error.validator.startswith('min') else 'most'}"
    if isinstance(value, int | float):
        return f"is {value}; {end}"
    if not value:
        return _EMPTY
    many = plural(len(value), "character") if isinstance(value, str) else plural(len(value), "entry", "entries")
    return f"has {many}; {end}"


def _kind(value: object) -> str:
    kinds = {dict: "a set of fields", list: "a list", str: "a text", bool: "`true` or `false`", int: "a number", float: "a number"}
    return kinds.get(type(value), "nothing")


def _list(known: list[str]) -> str:
    return "possible are " + ", ".join(f"`{k}`" for k in known)
