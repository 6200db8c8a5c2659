"""A draft as plain data, for programs."""

from dataclasses import asdict
from typing import Any

from handbook.author.draft_shapes import Draft, Part, pointer
from handbook.author.draft_write import source_key


def as_data(d: Draft) -> dict[str, Any]:
    """The parts with kind, lines, voice and depth; the works with their keys; the abbreviations with their lines."""
    return {
        "title": d.title,
        "source": {"key": source_key(d), "known": bool(d.source)},
        "authors": list(d.authors),
        "year": d.year,
        "parts": [_part(p) for p in d.parts],
        "references": [{k: v for k, v in asdict(m).items() if v != ""} for m in d.mentions],
        "abbreviations": [{"text": a.text, "lines": list(a.lines), "known": bool(a.term), "term": a.term} for a in d.abbreviations],
    }


def _part(p: Part) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": p.kind, "first": p.first, "last": p.last, "voice": p.voice, "depth": p.depth}
    if p.thread:
        data |= {"thread": p.thread, "sure": p.sure}
    if p.label:
        data["label"] = p.label
    return {**data, "begins": pointer(p.text)}
