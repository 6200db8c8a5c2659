"""The handbook as an edition that another can be compared with: everything in it in readers' words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handbook.model.basis import BASES, DESIGNS, VOICES
from handbook.model.edition import Edition, Entry
from handbook.write.book import Book


def edition_of(book: Book, data: Mapping[str, Any], name: str = "", same: Mapping[str, Entry] | None = None) -> Edition:
    """The edition that a handbook is; ``data`` is what ``handbook.json`` holds, but for sections that are the ``same``."""
    h = book.handbook
    charts = {s.id.value: " ".join([_words(c.value) for c in s.charts]) for seed in h.manuscript.seeds for s in seed.sections}
    more = {
        "section": {s["id"]: {"charts": charts[s["id"]]} for s in data["sections"]},
        "term": {key: {"definition": t.definition, "trap": t.trap} for key, t in h.terms.items()},
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
    made = edition_of_data(name, data, more)
    sections = {**(same or {}), **made.entries["section"]}
    return replace(made, entries={**made.entries, "section": sections, "seed": seeds})


def _words(data: Any) -> str:
    """A chart as it could be read out: its words and numbers in order."""
    if isinstance(data, Mapping):
        return "; ".join(_words(v) for v in data.values())
    return ", ".join(_words(v) for v in data) if isinstance(data, list | tuple) else str(data)


def edition_of_data(name: str, data: Mapping[str, Any], more: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Edition:
    """An edition out of what ``handbook.json`` holds. Raises KeyError, TypeError or AttributeError where it is no such data.

    ``more`` has texts that are not among these data, by kind and id.
    """
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
    for kind, texts in more.items():
        made[kind] = [e._replace(texts={**e.texts, **texts[e.id]}) for e in made[kind]]
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
    texts = {n: str(s[n]) for n in ("title", "plain", "text")}  # one line each
    return Entry(str(s["id"]), texts["title"], {k: str(v) for k, v in facts.items()}, texts)


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
