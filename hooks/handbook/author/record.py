"""A work from another program as an entry of ours: only fields that we have, only values that can be right."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from handbook.author.text import as_key, shortened, tidy, words
from handbook.read.shape import schema_of

_LIKE = {
    "article-magazine": "article-newspaper",
    "entry-encyclopedia": "chapter",
    "entry-dictionary": "chapter",
    "bill": "legislation",
}
_WORDS = [
    "title",
    "title-short",
    "container-title",
    "container-title-short",
    "collection-title",
    "publisher",
    "publisher-place",
    "event-title",
    "event-place",
    "genre",
    "version",
    "edition",
    "number",
    "volume",
    "issue",
    "status",
    "ISBN",
]
_NAME_PARTS = ("family", "given", "literal", "suffix", "non-dropping-particle", "dropping-particle")
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s<>\"]+")
_PMID = re.compile(r"[0-9]{3,9}")
_PMCID = re.compile(r"PMC[0-9]{3,9}")
_URL = re.compile(r"https?://[^\s<>\"]+")
_REGISTRY = re.compile(r"[A-Za-z0-9-]{4,30}")
_PUBMED = re.compile(r"https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/([0-9]{3,9})/?")
_NOTE = re.compile(r"^\s*(PMID|PMCID|DOI)\s*:\s*(\S+)\s*$", re.MULTILINE | re.IGNORECASE)
_LONGEST = 1000
"""Characters of one value; the longest title known here has a fifth of that."""
_MOST = 300
"""Authors of one work."""


@dataclass
class Record:
    """One work of an imported file, in CSL, cleaned."""

    csl: dict[str, Any] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    """Publication types, as the file states them."""
    registry: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)
    """What was left out, and why."""

    @property
    def name(self) -> str:
        """How the record is spoken of before it has a key."""
        return f"“{shortened(self.csl.get('title', ''))}”" if self.csl.get("title") else "a work without a title"

    @property
    def stem(self) -> str:
        """The key that it should have: first author and year."""
        first: dict[str, str] = next(iter(self.csl.get("author", ())), {})
        name = as_key(first.get("family") or "")
        if not name:
            named = as_key(first.get("literal") or self.csl.get("container-title") or self.csl.get("title", ""))
            name = "-".join(named.split("-")[:2])
        issued = self.csl.get("issued", {}).get("date-parts", [["undated"]])
        return f"{name[:40].strip('-') or 'work'}-{issued[0][0]}"


def record(raw: Mapping[str, Any], kinds: Iterable[str] = (), registry: Iterable[str] = ()) -> Record:
    """Cleans one CSL item; what cannot be right is left out and remarked upon. Total: it takes anything."""
    out = Record(kinds=tuple(k for k in map(words, kinds) if k), registry=tuple(r for r in registry if _REGISTRY.fullmatch(r)))
    kind = _text(raw.get("type"))
    out.csl["type"] = kind if kind in _types() else _LIKE.get(kind, "document" if kind else "article")
    for name in _WORDS:
        value = words(_text(raw.get(name)))
        if len(value) > _LONGEST:
            out.remarks.append(f"`{name}` is left out: it has {len(value)} characters")
        elif value:
            out.csl[name] = value
    if title := out.csl.get("title"):
        out.csl["title"] = title[:-1] if title.endswith(".") and not title.endswith("..") else title
    if page := _pages(_text(raw.get("page"))):
        out.csl["page"] = page
    for name in ("author", "editor"):
        if people := _names(raw.get(name)):
            out.csl[name] = people
    for name in ("issued", "event-date"):
        if parts := _date(raw.get(name)):
            out.csl[name] = {"date-parts": [parts]}
    _identify(out, raw)
    return out


@cache
def _types() -> frozenset[str]:
    return frozenset(schema_of("references")["items"]["properties"]["type"]["enum"])


def _identify(out: Record, raw: Mapping[str, Any]) -> None:
    noted = {m[1].upper(): m[2] for m in _NOTE.finditer(_text(raw.get("note")))}
    url = tidy(_text(raw.get("URL")))
    if (m := _PUBMED.fullmatch(url)) and not raw.get("PMID"):
        noted["PMID"], url = m[1], ""
    for name, pattern in (("DOI", _DOI), ("PMID", _PMID), ("PMCID", _PMCID)):
        value = tidy(_text(raw.get(name)) or noted.get(name, ""))
        value = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*|pmid:\s*|pmcid:\s*)", "", value, flags=re.IGNORECASE)
        value = value.rstrip(".,;") if name == "DOI" else value.upper()
        if pattern.fullmatch(value) and len(value) <= _LONGEST:
            out.csl[name] = value
        elif value:
            out.remarks.append(f"`{name}` is left out: `{shortened(value, 40)}` is none")
    if url and not any(n in out.csl for n in ("DOI", "PMID", "PMCID")):
        if _URL.fullmatch(url) and len(url) <= _LONGEST:
            out.csl["URL"] = url
        else:
            out.remarks.append(f"`URL` is left out: `{shortened(url, 40)}` is no web address")


def _text(value: object) -> str:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _names(value: object) -> list[dict[str, str]]:
    people = []
    for person in value if isinstance(value, list) else ():
        if isinstance(person, Mapping):
            parts = {k: words(_text(person.get(k)))[:200] for k in _NAME_PARTS}
            kept = {k: v for k, v in parts.items() if v}
            if "family" in kept or "literal" in kept:
                people.append(kept)
    return people if len(people) <= _MOST else [*people[:_MOST], {"literal": "others"}]


def _pages(text: str) -> str:
    """``1197-9`` means ``1197-1199``."""
    page = re.sub(r"\s*[-–—]+\s*", "-", words(text))[:100]
    m = re.fullmatch(r"([0-9]+)-([0-9]+)", page)
    return f"{m[1]}-{m[1][: len(m[1]) - len(m[2])]}{m[2]}" if m and len(m[2]) < len(m[1]) else page


def _date(value: object) -> list[int]:
    """Year, month and day as far as they are given and can be true."""
    if not isinstance(value, Mapping):
        return []
    first: object = value.get("date-parts")
    first = (
        first[0]
        if isinstance(first, list) and first
        else re.findall(r"[0-9]+", _text(value.get("raw")) or _text(value.get("literal")))
    )
    out: list[int] = []
    for part, (least, most) in zip(first if isinstance(first, list) else (), ((1500, 2100), (1, 12), (1, 31)), strict=False):
        text = _text(part)
        if not re.fullmatch(r"[0-9]{1,4}", text) or not least <= int(text) <= most:
            break
        out.append(int(text))
    return out
