"""What is kept of former versions below ``seeds/editions/``: a record of each, and the words of the last one."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from handbook.diagnostics import Diagnostic, Source
from handbook.model.edition import Edition, Entry, Release, Told
from handbook.read.shape import fits
from handbook.read.yaml import Tree, load

FOLDER = "seeds/editions"
KEPT = f"{FOLDER}/kept.json"
LARGEST = 20_000_000
"""Bytes; the kept edition holds the words of all seeds together."""
_BY_NUMBER = re.compile(r"(?<!\\)(?:\\\\)*(\\u)")

Report = Callable[[Diagnostic], None]


def read_kept(source: Source, report: Report) -> Edition | None:
    """The last edition, named after its day; None, and a report, where the file does not have its shape."""
    data = _data(source, "kept", report)
    if data is None:
        return None
    entries = {
        kind: {key: Entry(key, e["title"], e["facts"], e["texts"]) for key, e in found.items()}
        for kind, found in data["entries"].items()
    }
    labels = {key: e.title for key, e in entries.get("page", {}).items()}
    return Edition(data["date"], entries, labels=labels)


def read_release(source: Source, report: Report) -> Release | None:
    """The record of one version; None, and a report, where the file does not have its shape."""
    data = _data(source, "release", report)
    return Release(source.path, data["date"], data["holds"], tuple(map(_told, data["changes"]))) if data else None


def _data(source: Source, schema: str, report: Report) -> Any:
    """JSON is YAML: read as the one it is quick, and read again as the other where something wants a line and a column."""
    if "\\u" in source.text and (m := _BY_NUMBER.search(source.text)):
        help = "type the sign itself"
        report(
            Diagnostic(
                "hidden-character", "a sign is given by its number here, so it cannot be seen", source.span(m.start(1)), help
            )
        )
        return None
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError):
        data = None
    if data is not None and fits(Tree(data), schema, lambda _: None):
        return data
    tree = load(source, report)
    return tree.data if tree is not None and fits(tree, schema, report) else None


def _told(c: Any) -> Told:
    facts = tuple((_line(name), _line(before), _line(after)) for name, before, after in c.get("facts", ()))
    texts = tuple((_line(t["name"]), _pieces(t["pieces"])) for t in c.get("texts", ()))
    return Told(c["kind"], c["what"], _line(c["id"]), _line(c["title"]), facts, texts, _line(c.get("old-id", "")))


def _pieces(found: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((mark, _line(words)) for mark, words in found)


def _line(text: str) -> str:
    return " ".join(text.split())
