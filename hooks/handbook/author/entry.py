"""One entry of a YAML file as its lines, in the manner of the files that are there."""

import json
import re
from collections.abc import Mapping
from typing import Any

REFERENCE_FIELDS = [
    "id",
    "type",
    "title",
    "title-short",
    "author",
    "editor",
    "issued",
    "container-title",
    "container-title-short",
    "collection-title",
    "publisher",
    "publisher-place",
    "event-title",
    "event-place",
    "event-date",
    "genre",
    "version",
    "edition",
    "number",
    "volume",
    "issue",
    "page",
    "ISBN",
    "DOI",
    "PMID",
    "PMCID",
    "URL",
    "accessed",
    "language",
    "status",
    "note",
    "custom",
]
"""The order of a reference's fields."""
TERM_FIELDS = [
    "id",
    "term",
    "abbreviation",
    "expansion",
    "aliases",
    "search",
    "plain",
    "definition",
    "trap",
    "see-also",
    "citations",
    "match",
    "not",
]
"""The order of a term's fields."""

_PLAIN = re.compile(r"[^\W_](?:[^\n\t:#]|:(?! |$)|(?<! )#)*")
_SIMPLE = re.compile(r"[\w '’()/.+–-]*")
_NUMBER = re.compile(r"[0-9][0-9_.,:xXoOeE+T-]*")
_PAGES = re.compile(r"[0-9]{1,6}-[0-9]{1,6}")
_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def entry_lines(data: Mapping[str, Any], order: list[str]) -> list[str]:
    """The lines of ``- id: …``; fields without a value are left out."""
    kept = {k: data[k] for k in order if data.get(k) not in (None, "", [], {})}
    return ["- " + line if n == 0 else "  " + line for n, line in enumerate(_mapping(kept))]


def scalar(value: Any, flow: bool = False) -> str:
    """A value on one line; in quotes wherever it could be taken for anything but this text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    plain = (
        _PLAIN.fullmatch(text)
        and not text.endswith(" ")
        and text.lower() not in _WORDS
        and (not _NUMBER.fullmatch(text) or (_PAGES.fullmatch(text) and not flow))
        and (not flow or _SIMPLE.fullmatch(text))
    )
    return text if plain else json.dumps(text, ensure_ascii=False)


def _mapping(data: Mapping[str, Any]) -> list[str]:
    out: list[str] = []
    for key, value in data.items():
        if isinstance(value, Mapping):
            out += [f"{key}:", *("  " + line for line in _mapping(value))]
        elif isinstance(value, list) and any(isinstance(x, Mapping) for x in value):
            out.append(f"{key}:")
            for item in value:
                out += [f"  {'- ' if n == 0 else '  '}{line}" for n, line in enumerate(_mapping(item))]
        elif isinstance(value, list) and any(isinstance(x, list) for x in value):
            out += [f"{key}:", *(f"  - {_flow(x)}" for x in value)]
        elif isinstance(value, list):
            out.append(f"{key}: {_flow(value)}")
        else:
            out.append(f"{key}: {scalar(value)}")
    return out


def _flow(values: list[Any]) -> str:
    return "[" + ", ".join(scalar(v, flow=True) for v in values) + "]"
