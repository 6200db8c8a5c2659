"""A draft as the skeleton of a seed: where to write what, and nothing of the source but a few words to find it by."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from handbook.author.draft_match import key_of
from handbook.author.draft_shapes import Draft, Mention, Part, pointer
from handbook.author.new import SCHEMA
from handbook.model.basis import BASES

_SHORT = 12
"""Words; a paragraph with fewer goes with the one above it."""
_SPEAKER = {"author": "Author", "reply": "Reply by the author", "reader": "Reader"}


@dataclass
class _Stub:
    """One section to be written."""

    first: int
    last: int
    what: str
    basis: str = "expert-opinion"
    voice: str = "author"
    as_of: str = ""
    items: list[str] = field(default_factory=list)


def skeleton(d: Draft, name: str, today: str) -> str:
    """The seed to be; ``name`` is that of the file, ``today`` the day of its first review."""
    key = source_key(d)
    known = "" if d.source else "  # TODO: the key of this post; describe it in seeds/references.yaml"
    title = json.dumps(" ".join("".join(c if c.isprintable() else " " for c in d.title).split()) or "TODO", ensure_ascii=False)
    head = f"---\n{SCHEMA}\ntitle: {title}\nsource: {key}{known}\nreviewed: {today}\n---\n"
    cite = f"[@{key}{{}}]" if d.source else f"`{key}`{{}}"
    sections = [_section(s, d, cite) for s in (*_article(d), *_threads(d))]
    return "\n".join([head, *sections, _notes(d, name)])


def source_key(d: Draft) -> str:
    """The reference that the post is, or a key to give to it."""
    return d.source or key_of(d.authors[0] if d.authors else "", d.year)


def _section(s: _Stub, d: Draft, cite: str) -> str:
    voice = f" voice={s.voice}" if s.voice != "author" else ""
    attributes = f"#todo-{s.first} page=TODO basis={s.basis} as-of={s.as_of or d.year or 'YYYY'}{voice}"
    source = cite.format(", comments" if s.voice != "author" else "")
    lines = "\n".join(s.items)
    return f"## TODO: {s.what}, {_lines(s.first, s.last)} {{ {attributes} }}\n\n/// plain\nTODO: the point, in plain words.\n///\n\n{lines}\n\nTODO: the text, in our own words {source}.\n"


def _article(d: Draft) -> Iterator[_Stub]:
    """A stub a paragraph, and one for each work whose abstract is given."""
    stub: _Stub | None = None
    heading: Part | None = None
    parts = [p for p in d.parts if p.kind in ("heading", "paragraph", "reference", "abstract")]
    for n, p in enumerate(parts):
        if p.kind == "heading":
            heading = p
            continue
        after = parts[n + 1].kind if n + 1 < len(parts) else ""
        opens = stub is None or (p.kind == "reference" and after == "abstract")
        opens = opens or (p.kind == "paragraph" and (len(p.text.split()) >= _SHORT or _of_study(stub)))
        opens = opens or (p.kind == "abstract" and not _of_study(stub)) or (p.kind == "reference" and _of_study(stub))
        if opens or stub is None:
            if stub:
                yield stub
            stub = _study(p, d) if p.kind in ("reference", "abstract") else _Stub(p.first, p.last, "what the article says")
        stub.last = p.last
        if heading:
            stub.items.append(f"- Under the heading on {_lines(heading.first, heading.last)}: “{pointer(heading.text)}”")
            heading = None
        if p.kind != "reference":
            what = (
                f"What the abstract says ({p.label})"
                if p.label
                else "What the abstract says"
                if p.kind == "abstract"
                else "What the source says"
            )
            stub.items.append(f"- {what}, {_lines(p.first, p.last)}, from “{pointer(p.text)}”: TODO")
        stub.items += [f"- Cites {_work(m)}, {_lines(m.first, m.last)}" for m in _in(d.mentions, p)]
    if stub:
        yield stub


def _study(p: Part, d: Draft) -> _Stub:
    found = _in(d.mentions, p)
    key = next((m.key for m in found if m.key), "")
    design = d.designs.get(key, "")
    basis = next((b.key for b in BASES.values() if design in b.borne_by), "expert-opinion")
    return _Stub(p.first, p.last, "a study", basis, as_of=next((m.year for m in found if m.year), ""))


def _of_study(stub: _Stub | None) -> bool:
    return stub is not None and stub.what == "a study"


def _threads(d: Draft) -> Iterator[_Stub]:
    """A stub a thread, with a list that is nested as the comments are."""
    said = [p for p in d.parts if p.kind == "comment"]
    for number in sorted({p.thread for p in said}):
        thread = [p for p in said if p.thread == number]
        replied = any(p.voice == "reply" for p in thread)
        basis = "expert-opinion" if replied else "question" if "?" in thread[0].text else "reader-report"
        stub = _Stub(thread[0].first, thread[-1].last, "what the comments say", basis, "reply" if replied else "reader")
        top = min(p.depth for p in thread)
        if thread[0].depth > 1:
            stub.items.append("- The comment that is answered here does not stand in the text")
        below = top
        for p in thread:
            level = min(p.depth, below + 1)
            below = level
            inset = "    " * (level - top)
            who = _SPEAKER[p.voice] + ("" if p.sure else " (not certain)")
            stub.items.append(f"{inset}- {who}, {_lines(p.first, p.last)}, from “{pointer(p.text)}”: TODO")
            stub.items += [f"{inset}    - Cites {_work(m)}, {_lines(m.first, m.last)}" for m in _in(d.mentions, p)]
        yield stub


def _notes(d: Draft, name: str) -> str:
    """What else was found, to be deleted when it is used up."""
    new = [m for m in d.mentions if not m.key]
    unknown = [a for a in d.abbreviations if not a.term]
    known = [a for a in d.abbreviations if a.term]
    conflicts = [p for p in d.parts if p.kind == "conflict"]
    left = [p for p in d.parts if p.kind in ("frame", "caption")]
    year = max((m.year for m in d.mentions if m.form == "full"), default="")
    out = [
        f"## TODO: delete these notes on {pointer(name)} {{ #todo-notes page=TODO basis=expert-opinion as-of={d.year or 'YYYY'} }}",
        "",
        "/// plain\nTODO: the point, in plain words.\n///",
        "",
    ]
    out += _listed("Works that are not in the references", [f"- {_lines(m.first, m.last)}: {_work(m)}" for m in new])
    out += _listed("Abbreviations that the glossary does not know", [f"- {a.text}: {_all_lines(a.lines)}" for a in unknown])
    out += _listed("Abbreviations that the glossary knows", [f"- {a.text} (`{a.term}`): {_all_lines(a.lines)}" for a in known])
    out += _listed("Conflict of interest", [f"- {_lines(p.first, p.last)}: “{pointer(p.text)}”" for p in conflicts])
    out += _listed("Left out", [f"- {_lines(p.first, p.last)}: “{pointer(p.text)}”" for p in left])
    dated = f"dated {d.year}" if d.year else f"without a date; it cites works up to {year}" if year else "without a date"
    out += _listed("The post", [f"- {dated}", *(f"- by {pointer(a)}" for a in d.authors)])
    return "\n".join(out).rstrip() + "\n"


def _listed(title: str, items: Sequence[str]) -> list[str]:
    return [f"### {title}", "", *items, ""] if items else []


def _work(m: Mention) -> str:
    """A work in a few words: its key, or what is known of one that has none yet."""
    if m.key:
        return f"[@{m.key}]"
    facts = (
        f"“{pointer(m.title)}”" if m.title else "",
        pointer(m.author),
        m.year,
        f"poster {m.poster}" if m.poster else "",
        f"doi `{_code(m.doi)}`" if m.doi else "",
        f"PMID {m.pmid}" if m.pmid else "",
        f"`{_code(m.volume)}`" if m.volume else "",
    )
    new = f"a new work, perhaps `{m.suggested}`" if m.suggested else "a new work"
    return f"{new}: " + ", ".join(f for f in facts if f)


def _code(text: str) -> str:
    return "".join(c for c in text if c not in "`<>" and c.isprintable())


def _in(mentions: Iterable[Mention], p: Part) -> list[Mention]:
    return [m for m in mentions if p.first <= m.first and m.last <= p.last]


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"line {first}–{last}"


def _all_lines(lines: Sequence[int]) -> str:
    return ("line " if len(lines) == 1 else "lines ") + ", ".join(map(str, lines))
