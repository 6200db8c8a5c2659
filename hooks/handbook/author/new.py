"""``handbook new``: a seed, a section, a reference or a term, checked before it is written, never over another."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from handbook.author.entry import scalar
from handbook.author.files import Lines, put
from handbook.author.insert import add_references, add_term, faults_of
from handbook.author.record import record
from handbook.author.refused import RefusedError, must_be_known, must_be_readable
from handbook.author.same import Shelf
from handbook.author.text import tidy
from handbook.diagnostics import Diagnostic, Located, Source, Span
from handbook.model.handbook import Handbook
from handbook.read.attributes import read_attributes
from handbook.read.seeds import read_seed

_SLUG = re.compile(r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"(?:[12][0-9]{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?)?")
_INITIALS = re.compile(r"(?P<family>.+) (?P<given>(?:[A-Z]\.?-?){1,4})")
SCHEMA = "# yaml-language-server: $schema=../hooks/handbook/read/schemas/seed.schema.json"
"""Tells editors that know it what may stand in the head of a seed."""
TO_DO = "TODO: say it in plain words, how sure it is too."
"""What stands in a plain reading until somebody writes it; ``unfinished`` reports it."""


def seed(root: Path, handbook: Handbook, slug: str, title: str, sources: Sequence[str], today: str) -> Span:
    """A seed without sections yet."""
    must_be_readable(handbook, "seeds/references.yaml")
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        raise RefusedError(
            f"`{tidy(slug)}` cannot be the name of a seed", "small letters, digits and hyphens, as in `after-alemtuzumab`"
        )
    path = root / "seeds" / f"{slug}.md"
    if path.exists() or path.is_symlink():
        raise RefusedError(f"`seeds/{slug}.md` is there already", f"add to it: handbook new section {slug} …")
    for key in sources:
        must_be_known(key, handbook.references, "no reference has the key", "add it first: handbook new reference …")
    listed = scalar(sources[0]) if len(sources) == 1 else "[" + ", ".join(scalar(s, flow=True) for s in sources) + "]"
    text = f"---\n{SCHEMA}\ntitle: {scalar(tidy(title))}\nsource: {listed}\nreviewed: {today}\n---\n"
    _read_back(Source(f"seeds/{slug}.md", text))
    put(path, text.encode())
    return Span(f"seeds/{slug}.md")


def section(
    root: Path, handbook: Handbook, name: str, title: str, id: str, values: Mapping[str, str], plain: str, cites: Sequence[str] = ()
) -> Span:
    """A section at the end of a seed, with what is still to be written marked so. ``values`` are its attributes.

    ``cites`` are keys of works; where there are none, it is the first that the seed digests.
    """
    must_be_readable(handbook, "seeds/topics.yaml")
    slugs = {Path(s.path).relative_to("seeds").with_suffix("").as_posix(): s for s in handbook.manuscript.seeds}
    slug = name.removeprefix("seeds/").removesuffix(".md")
    must_be_known(slug, slugs, "there is no seed", "make it first: handbook new seed …")
    must_be_known(values["page"], handbook.pages, "the handbook has no page", "the pages stand in `seeds/topics.yaml`")
    for earlier in values.get("updates", "").split():
        must_be_known(earlier, handbook.seed_of, "no section has the id", "write the id of a section, without `#`")
    if id in handbook.homes:
        raise RefusedError(f"a section with the id `{id}` is there already", "ids are unique in the handbook")
    given = " ".join(f'{k}="{v}"' if " " in v else f"{k}={v}" for k, v in values.items() if v)
    found: list[Diagnostic] = []
    read_attributes(Located(f" #{id} {given} ", Span(slugs[slug].path)), Span(slugs[slug].path), found.append)
    _refuse(found)
    lines = Lines.of(root / slugs[slug].path)
    lines.close()
    before = len(lines.lines)
    for key in cites:
        must_be_known(key, handbook.references, "no reference has the key", "add it first: handbook import …, or new reference …")
    cited = "; ".join(f"@{key}" for key in cites or [slugs[slug].digests[0].value])
    new = [f"## {tidy(title)} {{ #{id} {given} }}", "", "/// plain", tidy(plain) or TO_DO, "///", ""]
    new.append(f"TODO: write it in your own words, with who, when, on what and in how many [{cited}].")
    blank = [] if before >= 2 and not lines.lines[before - 2].strip() else [""]
    lines.insert(before - 1, [*blank, *new])
    at = before + len(blank)
    made = _read_back(Source(slugs[slug].path, lines.text), at)
    if not made.sections or made.sections[-1].id.value != id or made.sections[-1].title.value != tidy(title):
        raise RefusedError("this cannot stand as a section at the end of the seed", "mend the seed, or choose a plainer title")
    lines.save()
    return Span(slugs[slug].path, at)


def reference(
    root: Path, handbook: Handbook, key: str, fields: Mapping[str, Any], custom: Mapping[str, Any], note: str = ""
) -> Span:
    """A work among the references."""
    must_be_readable(handbook, "seeds/references.yaml")
    if key in handbook.references:
        raise RefusedError(f"the key `{key}` is taken: {handbook.references[key].key.span}", "a key leads to one work")
    if not _DATE.fullmatch(fields["issued"]["raw"]):
        raise RefusedError(f"`{tidy(fields['issued']['raw'])}` is no date", "write YYYY, YYYY-MM or YYYY-MM-DD")
    work = record(fields)
    if work.remarks:
        raise RefusedError(work.remarks[0].replace(" is left out:", " cannot be used:"))
    same = Shelf((k, r.csl) for k, r in handbook.references.items()).find(work.csl)
    if same:
        raise RefusedError(f"this work is there already as `{same[0][0]}`: {same[0][1]}", f"cite it as [@{same[0][0]}]")
    kept = {k: v for k, v in custom.items() if v not in (None, [], "")}
    entry = {"id": key, **work.csl, "type": fields["type"], **({"note": tidy(note)} if note else {}), "custom": kept}
    _refuse(faults_of(entry, "references"))
    return add_references(root, [entry])[0]


def term(root: Path, handbook: Handbook, id: str, fields: Mapping[str, Any]) -> Span:
    """A term in the glossary."""
    must_be_readable(handbook, "seeds/glossary.yaml", "seeds/references.yaml")
    if id in handbook.terms:
        raise RefusedError(f"the term `{id}` is there already: {handbook.terms[id].key.span}", "change it there")
    taken = {n.casefold(): t for t in handbook.terms.values() for n in (t.name, t.abbreviation, *(a.value for a in t.aliases)) if n}
    clean = {k: [tidy(x) for x in v] if isinstance(v, list) else tidy(v) for k, v in fields.items() if v}
    for name in (clean.get("term", ""), clean.get("abbreviation", ""), *clean.get("aliases", ())):
        if name.casefold() in taken:
            other = taken[name.casefold()]
            raise RefusedError(
                f"`{name}` is a name of the term `{other.key.value}` already: {other.key.span}", "put it under --search"
            )
    for other_id in clean.get("see-also", ()):
        must_be_known(other_id, handbook.terms, "the glossary has no entry", "add it first, or leave it out")
    for key in clean.get("citations", ()):
        must_be_known(key, handbook.references, "no reference has the key", "add it first: handbook new reference …")
    entry = {"id": id, **clean}
    _refuse(faults_of(entry, "glossary"))
    return add_term(root, entry)


def person(name: str) -> dict[str, str]:
    """``Coles AJ`` and ``Coles, Alasdair`` are people; everything else is a body, or ``others``."""
    name = tidy(name)
    family, comma, given = (p.strip() for p in name.partition(","))
    if comma:
        return {"family": family, "given": given}
    m = _INITIALS.fullmatch(name)
    return {"family": m["family"], "given": m["given"]} if m else {"literal": name}


def _read_back(source: Source, line: int = 1) -> Any:
    """The seed as the compiler will read it; refused where the new lines have faults."""
    found: list[Diagnostic] = []
    made = read_seed(source, found.append)
    _refuse([d for d in found if d.span.line >= line])
    return made


def _refuse(found: Sequence[Diagnostic]) -> None:
    if found:
        raise RefusedError("; ".join(tidy(d.message) for d in found), found[0].help)
