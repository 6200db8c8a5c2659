"""Is a work there already? By DOI, PubMed numbers, then title; identifiers outweigh titles."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handbook.author.text import folded, shortened, words

_IDENTIFIERS = ("DOI", "PMID", "PMCID")
_COMPARED = ("title", "issued", "container-title", "volume", "issue", "page", *_IDENTIFIERS)


class Shelf:
    """The works that are there, found by what identifies them."""

    def __init__(self, works: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        self.works: dict[str, Mapping[str, Any]] = {}
        self._by: dict[tuple[str, str], str] = {}
        self._titled: dict[str, list[str]] = {}
        for key, csl in works:
            self.put(key, csl)

    def put(self, key: str, csl: Mapping[str, Any]) -> None:
        """One more work."""
        self.works[key] = csl
        for name in _IDENTIFIERS:
            if csl.get(name):
                self._by.setdefault((name, str(csl[name]).casefold()), key)
        if title := folded(str(csl.get("title", ""))):
            self._titled.setdefault(title, []).append(key)

    def find(self, csl: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The works that this may be, each with the reason; more than one means that its identifiers disagree."""
        found: dict[str, str] = {}
        for name in _IDENTIFIERS:
            key = self._by.get((name, str(csl[name]).casefold())) if csl.get(name) else None
            if key:
                found.setdefault(key, f"the same {name}, {csl[name]}")
        if not found:
            same = [k for k in self._titled.get(folded(str(csl.get("title", ""))), ()) if not self._disagree(k, csl)]
            found |= dict.fromkeys(same[:1], "the same title")
        return list(found.items())

    def namesakes(self, csl: Mapping[str, Any]) -> list[str]:
        """Works with the same title that have another identifier, and so are others."""
        return [k for k in self._titled.get(folded(str(csl.get("title", ""))), ()) if self._disagree(k, csl)]

    def _disagree(self, key: str, csl: Mapping[str, Any]) -> bool:
        other = self.works[key]
        return any(str(other[n]).casefold() != str(csl[n]).casefold() for n in ("DOI", "PMID") if other.get(n) and csl.get(n))

    def free(self, stem: str) -> str:
        """A key that no work has: the stem, or with ``-b``, ``-c`` … behind it."""
        ends = ["", *(f"-{c}" for c in "bcdefghijklmnopqrstuvwxyz")]
        return next((stem + e for e in ends if stem + e not in self.works), f"{stem}-{len(self.works)}")


def differences(there: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Each field that two descriptions of one work state differently; what only the new one has is said as well."""
    for name in _COMPARED:
        a, b = _shown(name, there.get(name)), _shown(name, new.get(name))
        if b and _bare(name, a) != _bare(name, b) and not (name == "issued" and a.startswith(b)):
            yield f"{name}: {shortened(a)} here, {shortened(b)} in the file" if a else f"{name}: {shortened(b)} in the file alone"
    a, b = _first(there), _first(new)
    if a and b and folded(a) != folded(b):
        yield f"first author: {a} here, {b} in the file"


def _shown(name: str, value: Any) -> str:
    if name == "issued":
        parts = value.get("date-parts") if isinstance(value, Mapping) else None
        return "-".join(f"{n:02d}" for n in parts[0]) if parts and parts[0] else ""
    return words(str(value)) if value not in (None, "") else ""


def _bare(name: str, text: str) -> str:
    return text.replace("–", "-").casefold() if name in ("page", "issued", *_IDENTIFIERS) else folded(text)


def _first(csl: Mapping[str, Any]) -> str:
    people = csl.get("author") or [{}]
    return str(people[0].get("family") or people[0].get("literal") or "")
