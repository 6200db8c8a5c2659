"""Two ways in which a handbook comes to be compared: a folder with seeds, or the ``handbook.json`` of a build."""

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from handbook.author.refused import RefusedError
from handbook.model.basis import BASES, DESIGNS, VOICES

KINDS = ("page", "section", "reference", "term", "seed")
"""What a handbook is made of, in the order in which changes are told."""


@dataclass(frozen=True)
class Entry:
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


def edition(path: Path, today: str) -> Edition:
    """Reads ``path``: a project's folder, its ``seeds`` folder, or a ``handbook.json``; :class:`RefusedError` where it is none."""
    if path.is_file():
        return _from_json(path)
    if (path / "seeds").is_dir():
        return _from_project(path, str(path), today)
    if (path / "topics.yaml").is_file():
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(path, Path(folder) / "seeds", symlinks=True)
            return _from_project(Path(folder), str(path), today)
    raise RefusedError(f"{path}: neither a folder with seeds nor a handbook.json")


def _from_json(path: Path) -> Edition:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return _edition(path.name, data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as e:
        raise RefusedError(f"{path}: this is no handbook.json ({type(e).__name__})") from e


def _from_project(root: Path, name: str, today: str) -> Edition:
    from handbook.diagnostics import Severity
    from handbook.model.site import Settings
    from handbook.pipeline import check
    from handbook.write.book import Book
    from handbook.write.exports import as_data

    checked = check(root, today)
    h = checked.handbook
    made = _edition(name, as_data(Book(h, Settings(), {})))
    charts = {s.id.value: [_words(c.value) for c in s.charts] for s in _sections(h)}
    sections = {
        key: replace(e, texts={**e.texts, "charts": " ".join(charts.get(key, ()))}) for key, e in made.entries["section"].items()
    }
    terms = {
        key: replace(e, texts={**e.texts, "definition": h.terms[key].definition, "trap": h.terms[key].trap})
        for key, e in made.entries["term"].items()
    }
    seeds = {
        s.path: Entry(
            s.path,
            s.title.value,
            {"digests": ", ".join(k.value for k in s.digests), "reviewed": s.reviewed.value},
            {"title": s.title.value},
        )
        for s in h.manuscript.seeds
    }
    faults = sum(d.severity is Severity.ERROR for d in checked.diagnostics)
    return replace(made, entries={**made.entries, "section": sections, "term": terms, "seed": seeds}, faults=faults)


def _words(data: Any) -> str:
    """A chart as it could be read out: its words and numbers in order."""
    if isinstance(data, Mapping):
        return "; ".join(_words(v) for v in data.values())
    return ", ".join(_words(v) for v in data) if isinstance(data, list | tuple) else str(data)


def _sections(h: Any) -> Iterable[Any]:
    return (s for seed in h.manuscript.seeds for s in seed.sections)


def _edition(name: str, data: Mapping[str, Any]) -> Edition:
    pages = [(t, p) for t in data["topics"] for p in t["pages"]]
    made = {
        "page": [
            _entry(p["path"], p["title"], {"topic": t["title"]}, {n: p[n] for n in ("title", "question", "summary")})
            for t, p in pages
        ],
        "section": [_section(s) for s in data["sections"]],
        "reference": [_reference(r) for r in data["references"]],
        "term": [
            _entry(
                t["id"],
                t["term"],
                {"abbreviation": t["abbreviation"], "aliases": ", ".join(t["aliases"])},
                {"name": t["term"], "plain": t["plain"]},
            )
            for t in data["terms"]
        ],
    }
    return Edition(name, {k: {e.id: e for e in v} for k, v in made.items()}, labels={p["path"]: p["title"] for _, p in pages})


def _section(s: Mapping[str, Any]) -> Entry:
    basis = BASES.get(s["basis"])
    facts = {
        "page": s["page"],
        "basis": basis.label if basis else s["basis"],
        "as of": s["as-of"],
        "voice": VOICES.get(s["voice"], s["voice"]),
        "cites": ", ".join(s["cites"]),
        "updates": ", ".join(f"{u['change']} {u['id']}" for u in s["updates"]),
    }
    return _entry(s["id"], s["title"], facts, {"title": s["title"], "plain": s["plain"], "text": s["text"]})


def _reference(r: Mapping[str, Any]) -> Entry:
    custom = r.get("custom", {})
    people = [" ".join(str(p.get(n, "")) for n in ("family", "given", "literal")).strip() for p in r.get("author", ())]
    parts = (r.get("issued") or {}).get("date-parts") or [[]]
    facts = {
        "authors": ", ".join(people),
        "date": "-".join(f"{n:02d}" for n in parts[0]),
        "in": str(r.get("container-title", "")),
        "volume": str(r.get("volume", "")),
        "issue": str(r.get("issue", "")),
        "pages": str(r.get("page", "")),
        **{n: str(r.get(n, "")) for n in ("DOI", "PMID", "PMCID", "URL")},
        "design": DESIGNS.get(custom.get("design", ""), str(custom.get("design", ""))),
        "participants": str(custom.get("participants") or ""),
        "registry": ", ".join(custom.get("registry") or ()),
        "open access": str(custom.get("open-access") or ""),
    }
    return _entry(r["id"], str(r.get("title", "")), facts, {"title": str(r.get("title", ""))})


def _entry(id: str, title: str, facts: Mapping[str, str], texts: Mapping[str, str]) -> Entry:
    return Entry(
        str(id), str(title), {k: str(v) for k, v in facts.items()}, {k: " ".join(str(v).split()) for k, v in texts.items()}
    )
