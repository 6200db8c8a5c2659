"""``handbook release``: records what a new version changes, keeps its words, and writes its number wherever it stands."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from handbook.author.files import put
from handbook.author.refused import RefusedError
from handbook.diagnostics.words import plural
from handbook.model.edition import KINDS, Edition, Release, Told, version_of
from handbook.model.handbook import Handbook
from handbook.model.site import Settings
from handbook.read.editions import FOLDER, KEPT
from handbook.write.book import Book
from handbook.write.compare import compare
from handbook.write.edition import edition_of
from handbook.write.exports import as_data
from handbook.write.told import told
from handbook.write.versions import kinds_of

_HEADING = re.compile(r"^## ", re.MULTILINE)


@dataclass(frozen=True)
class _Place:
    """Where else the version stands: a file, what to look for, and how the version is written there."""

    path: str
    at: re.Pattern[str]
    written: Callable[[str], str]


PLACES = (
    _Place("mkdocs.yml", re.compile(r'(?<=HANDBOOK_VERSION, ")[^"\n]+'), version_of),
    _Place("pyproject.toml", re.compile(r'(?<=^version = ")[^"\n]+', re.MULTILINE), version_of),
    _Place("CITATION.cff", re.compile(r"(?<=^version: )\S+", re.MULTILINE), version_of),
    _Place("CITATION.cff", re.compile(r'(?<=^date-released: ")[^"\n]+', re.MULTILINE), str),
)
"""Every place but ``CHANGELOG.md``, which has a heading for each version and words of its own."""


def release(root: Path, handbook: Handbook, day: str) -> tuple[list[str], Release]:
    """Records the version of ``day`` and gives the paths that were written. Raises :class:`RefusedError`, nothing written.

    The first version has nothing to be compared with and changes nothing; until there is a second one it can be made anew.
    """
    recorded = handbook.manuscript.releases
    newest = max((r.date for r in recorded), default="")
    anew = len(recorded) == 1 and recorded[0].date == day and not recorded[0].told
    if not _is_day(day):
        raise RefusedError(f"`{day}` is no day", "write YYYY-MM-DD")
    if day <= newest and not anew:
        raise RefusedError(f"the version of {newest} is recorded already", "a new one is of a later day: --version YYYY-MM-DD")
    book = Book(handbook, Settings(), dict)
    now = edition_of(book, as_data(book), day)
    kept = None if anew else handbook.manuscript.kept
    if recorded and not anew and kept is None:
        raise RefusedError(f"`{KEPT}` is not there", "take it from the history of the repository")
    found = told(compare(kept, now)) if kept else ()
    if kept and not found:
        raise RefusedError(f"nothing that readers see has changed since {newest}", "there is nothing to record")
    made = Release(f"{FOLDER}/{day}.json", day, {k: len(now.entries.get(k, ())) for k in KINDS}, found)
    files = {made.path: record(made), KEPT: kept_words(now)}
    for path in dict.fromkeys(p.path for p in PLACES):
        if (root / path).exists():
            files[path] = _numbered(path, (root / path).read_text("utf-8"), day)
    log = root / "CHANGELOG.md"
    if log.exists() and f"\n## {day}\n" not in (text := log.read_text("utf-8")):
        files["CHANGELOG.md"] = _logged(text, made)
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    changed = {p: t.encode() for p, t in files.items() if not (root / p).exists() or (root / p).read_bytes() != t.encode()}
    for path, content in changed.items():
        put(root / path, content)
    return list(changed), made


def record(r: Release) -> str:
    """A version's record as it is kept: JSON, a fact or a text a line, so that its own changes read well."""
    changes = [_change(t) for t in r.told]
    lines = ",\n".join(f"  {{\n{_fields(c, '   ')}\n  }}" for c in changes)
    holds = json.dumps({k: n for k, n in r.holds.items() if n})
    listed = f"[\n{lines}\n ]" if changes else "[]"
    return f'{{\n "date": "{r.date}",\n "holds": {holds},\n "changes": {listed}\n}}\n'


def kept_words(e: Edition) -> str:
    """An edition as it is kept to be compared with, a line for each fact and text."""
    entries = {
        kind: {key: {"title": x.title, "facts": x.facts, "texts": x.texts} for key, x in found.items()}
        for kind, found in e.entries.items()
    }
    return json.dumps({"date": e.name, "entries": entries}, ensure_ascii=False, indent=1) + "\n"


def _change(t: Told) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": t.kind, "what": t.what, "id": t.id, "title": t.title, "old-id": t.old_id, "facts": t.facts}
    data["texts"] = [{"name": name, "pieces": pieces} for name, pieces in t.texts]
    return {k: v for k, v in data.items() if v not in ("", (), [])}


def _fields(data: Mapping[str, Any], indent: str) -> str:
    return ",\n".join(f"{indent}{json.dumps(k)}: {_value(v, indent)}" for k, v in data.items())


def _value(value: Any, indent: str) -> str:
    """A list of lists stands an item a line, everything else on one."""
    if not isinstance(value, list | tuple):
        return json.dumps(value, ensure_ascii=False)
    items = ",\n".join(f"{indent} {json.dumps(x, ensure_ascii=False)}" for x in value)
    return f"[\n{items}\n{indent}]"


def _numbered(path: str, text: str, day: str) -> str:
    for place in PLACES:
        if place.path == path:
            text, count = place.at.subn(lambda _, p=place: p.written(day), text)  # type: ignore[misc]
            if count != 1:
                raise RefusedError(f"`{path}` does not say the version where it should", f"look for {place.at.pattern}")
    return text


def _logged(text: str, r: Release) -> str:
    """The change log with a heading for the version and a line for each kind of change, to be put into better words."""
    first = _HEADING.search(text)
    at = first.start() if first else len(text)
    lines = [f"- {line}" for line in kinds_of(r.told)] or [f"- {plural(r.holds['section'], 'section')}."]
    return f"{text[:at]}## {r.date}\n\n" + "\n".join(lines) + f"\n\n{text[at:]}"


def _is_day(text: str) -> bool:
    try:
        return f"{date.fromisoformat(text)}" == text
    except ValueError:
        return False
