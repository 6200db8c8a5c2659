"""Which reference of the handbook a mention means: by identifier, by title, by author and year."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from handbook.author.draft_shapes import Mention
from handbook.model.manuscript import Reference

_CLOSE = 90
"""Of 100: titles are misspelt, cut and hard-wrapped, and still the same."""
_BARE = 35
"""Characters; a shorter title may be said by chance."""


class Shelf:
    """The references of the handbook, ready to be asked."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self.references = {r.key.value: r for r in references}
        self._doi = {r.text("DOI").casefold(): k for k, r in self.references.items() if r.text("DOI")}
        self._pmid = {r.text("PMID"): k for k, r in self.references.items() if r.text("PMID")}
        self._titles = {k: fold(r.text("title")) for k, r in self.references.items()}
        self._families = {k: _first_family(r) for k, r in self.references.items()}

    def known(self, m: Mention, text: str) -> Mention:
        """The mention with the reference it means, or with a key to give to a new one."""
        key, how = self._find(m, text)
        return replace(m, key=key, how=how, suggested="" if key else _suggest(m))

    def titled(self, text: str, exact: int = 93) -> str:
        """The reference whose title stands in ``text``; empty where none does."""
        flat = fold(text)
        found = [
            (score, len(title), key)
            for key, title in self._titles.items()
            if _BARE <= len(title) <= len(flat) + 5 and (score := fuzz.partial_ratio(title, flat, score_cutoff=exact)) >= exact
        ]
        return max(found)[2] if found else ""

    def post(self, title: str) -> str:
        """The reference that is a post of this title."""
        flat = fold(title)
        posts = (k for k, r in self.references.items() if r.text("type") in ("post-weblog", "webpage", "post"))
        found = [(fuzz.ratio(flat, self._titles[k]), k) for k in posts]
        score, key = max(found, default=(0, ""))
        return key if flat and score >= _CLOSE else ""

    def _find(self, m: Mention, text: str) -> tuple[str, str]:
        if key := self._doi.get(m.doi.casefold()):
            return key, "doi"
        if key := self._pmid.get(m.pmid):
            return key, "pmid"
        if m.form != "inline" and (key := self._by_title(m, text)):
            return key, "title"
        return self._by_author(m)

    def _by_title(self, m: Mention, text: str) -> str:
        flat, own = fold(text), fold(m.title)
        best: tuple[float, str] = (0, "")
        for key, title in self._titles.items():
            if len(title) < 12:
                continue
            score = fuzz.partial_ratio(title, flat) if len(flat) >= len(title) else 0
            if len(own) > 0.7 * len(title):
                score = max(score, fuzz.ratio(title, own))
            year = self.references[key].year
            same = _near(m.year, year) + (fold(m.author) == self._families[key] if m.author else 0)
            if score >= _CLOSE and (same or not (m.year and m.author)) and (score + same, key) > best:
                best = (score + same, key)
        return best[1]

    def _by_author(self, m: Mention) -> tuple[str, str]:
        """The one work of that author and year; with a title of its own, a mention must not contradict it."""
        if not m.author:
            return "", ""
        family = fold(m.author)
        found = [k for k, f in self._families.items() if f == family and (not m.year or self.references[k].date[:4] == m.year)]
        if m.form == "full":
            found = [k for k in found if fuzz.token_set_ratio(self._titles[k], fold(m.title)) >= 75]
        return (found[0], "author-year") if len(found) == 1 else ("", "")


def fold(text: str) -> str:
    """Words alone, in small letters, without accents."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def key_of(name: str, year: str) -> str:
    """A citation key: ``boffa-2020``."""
    ascii_name = fold(name).encode("ascii", "ignore").decode().replace(" ", "-").strip("-")
    return f"{ascii_name or 'anonymous'}-{year or 'YYYY'}"


def _suggest(m: Mention) -> str:
    return key_of(m.author, m.year) if m.author else ""


def _near(a: str, b: str) -> int:
    """Printed a year after it came online is the same."""
    return 1 if a.isdigit() and b.isdigit() and abs(int(a) - int(b)) <= 1 else 0


def _first_family(r: Reference) -> str:
    people = r.csl.get("author") or ()
    first = people[0] if people else {}
    return fold(str(first.get("family") or first.get("literal") or ""))
