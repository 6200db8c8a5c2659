"""Is a paragraph a reference, and what does it tell about the work? What is mentioned within a sentence?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.author.draft_names import (
    AHEAD,
    AUTHORS,
    DATE,
    DOI,
    FULL_NAMES,
    JOURNAL,
    LONE,
    NAMED,
    NO_NAME,
    PMID,
    POSTER,
    SURNAME,
    VOLUME,
    YEAR,
)
from handbook.author.draft_shapes import Mention

_ENOUGH = 4
_RESIDUE = 48
"""Words besides names, volume and identifiers: a title and a journal have no more, a paragraph that only cites has."""
_TALK = re.compile(
    r"^(?:see (?:also )?(?=https?:|the\b|our\b|my\b)|you (?:may|might|can)|for (?:more|details)|read (?:more|about))|^[A-Z]\w+(?: \w+)? (?:comments|adds|writes):"
    r"|\b(?:I|I['’]\w+|my|me|you|your|we['’]\w+|don['’]t|can['’]t|isn['’]t|won['’]t|didn['’]t|thanks?|please|(?:says?|said|suggests?|argues?|thinks?) that|have a read)\b|!|\.\.\s|…",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:(?<=[a-z)\]\d?’”\"])|(?<=[A-Z]{2}))[.?!]+ ?(?=[A-Z“\"])|(?<=\? )")
_AFTER = re.compile(r"\b[a-z]{2,}\b")
_ADDRESS = re.compile(r"https?://\S+[.)\]]*$")
_LISTED = 20
"""Words beside the address of a numbered entry that names a page of the web."""
_NUMBER = re.compile(r"^(?:[\[(]?\d{1,3}[\])]|\d{1,3}\.)\s+")


@dataclass(frozen=True)
class Signs:
    """What in a text speaks for a reference."""

    score: int
    authors: tuple[int, int] | None
    names: int
    volume: re.Match[str] | None
    year: str
    doi: str
    pmid: str
    poster: str
    residue: int
    """Words that belong to none of these."""

    @property
    def only_authors(self) -> bool:
        """True for a line of names, before or after its title."""
        return bool(self.authors) and self.names > 1 and self.residue <= 2 and not self.volume

    @property
    def only_place(self) -> bool:
        """True for a line that says where something was published, and not what."""
        return not self.authors and bool(self.volume or self.doi or self.pmid or self.score >= 2) and self.residue <= 9


def signs(text: str) -> Signs:
    """Weighs a text of at most a few lines."""
    text = _NUMBER.sub("", text.replace("\u00a0", " "))
    text = " ".join(text.split())[:2500]
    poster = POSTER.match(text)
    at = poster.end() if poster else 0
    found = _authors(text, at)
    volume = next((m for p in VOLUME if (m := p.search(text))), None)
    ahead = AHEAD.search(text)
    doi = m.group().rstrip(".,;:)") if (m := DOI.search(text)) else ""
    pmid = next((g for g in m.groups() if g), "") if (m := PMID.search(text)) else ""
    date = DATE.search(text)
    names = len(re.findall(r"[,;]|\band\b|&|·|•", text[slice(*found[0])])) + 1 if found else 0
    score = 3 * bool(doi) + 3 * bool(pmid) + 3 * bool(volume) + 2 * bool(ahead and not volume)
    score += (found[1] + (names >= 3)) if found else 0
    score += 2 if poster and found else 1 if poster else 0
    score += 1 if date else 0
    score += 1 if not date and not volume and YEAR.search(text) else 0
    score += 1 if JOURNAL.search(_without(text, found[0] if found else None)) else 0
    if len(_TALK.findall(_without(text, found[0] if found else None))) and score < 7:
        score -= 2
    if doi and score < 7 and len(_AFTER.findall(text[text.find(doi) + len(doi) :])) >= 5:
        score -= 2  # an identifier in the middle of a sentence
    rest = _without(text, found[0] if found else None)
    for p in (*VOLUME, AHEAD, DATE, DOI, PMID, POSTER, re.compile(r"https?://\S+|\b(?:doi|pmid)\b:?", re.IGNORECASE)):
        rest = p.sub(" ", rest)
    dated = [m.groupdict().get("year") for m in (volume, ahead) if m]
    year = next((y for y in [*dated, *YEAR.findall(date[0] if date else ""), *reversed(YEAR.findall(text))] if y), "")
    return Signs(
        score,
        found[0] if found else None,
        names,
        volume,
        year,
        doi,
        pmid,
        (poster.group("a") or poster.group("b")).upper() if poster and found else "",
        len(re.findall(r"\w[\w’'-]*", rest)),
    )


def is_reference(text: str) -> bool:
    """True for a paragraph that gives a work and does nothing else."""
    s = signs(text)
    listed = bool(_NUMBER.match(text) and _ADDRESS.search(text)) and s.residue <= _LISTED
    return (s.score >= _ENOUGH and s.residue <= _RESIDUE) or (bool(s.doi or s.pmid) and s.residue <= 3) or listed


def mention(text: str, first: int, last: int) -> Mention:
    """What a reference tells about its work; ``text`` was found to be one."""
    s = signs(text)
    flat = " ".join(_NUMBER.sub("", text.replace("\u00a0", " ")).split())
    volume = s.volume.group().strip(" .") if s.volume else ""
    return Mention(first, last, "full", _title(flat, s), _family(flat, s), s.year, volume, s.doi, s.pmid, s.poster)


def inline(text: str, first: int, last: int) -> Iterator[Mention]:
    """Works that a sentence names by an identifier, or by an author and a year."""
    for m in DOI.finditer(text):
        yield Mention(first, last, "inline", doi=m.group().rstrip(".,;:)"))
    for m in PMID.finditer(text):
        yield Mention(first, last, "inline", pmid=next(g for g in m.groups() if g))
    for m in NAMED.finditer(text):
        author = m.group("a") or m.group("b") or m.group("c")
        if author.split()[-1].lower() not in NO_NAME and not author.isupper():
            yield Mention(first, last, "inline", author=author, year=m.group("y") or m.group("z") or m.group("w") or "")


def _authors(text: str, at: int) -> tuple[tuple[int, int], int] | None:
    """The longest list of names and its weight; ``et al.`` counts little in the middle of a sentence."""
    best: tuple[tuple[int, int], int] | None = None
    for p in AUTHORS:
        lists = (m for m in p.finditer(text, at) if not (p is FULL_NAMES and re.match(r" [a-z]", text[m.end() :])))
        m = max(lists, key=lambda m: m.end() - m.start(), default=None)
        if m and (best is None or m.end() - m.start() > best[0][1] - best[0][0]):
            whole = m.start() - at <= 3 or "et al" not in m.group() or text[: m.start()].rstrip()[-1:] in ".?!:"
            best = (m.span(), 2 if whole else 1)
    if best is None and (m := LONE.match(text, at)):
        best = ((m.start(), m.end()), 2)
    return best


def _without(text: str, span: tuple[int, int] | None) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}" if span else text


def _family(text: str, s: Signs) -> str:
    if not s.authors:
        return ""
    first = re.split(r",|;| and | & | et al", text[slice(*s.authors)])[0].strip(" .")
    if first.rpartition(" ")[2].replace(".", "").replace("-", "").isupper() and (m := re.match(SURNAME, first)):
        return m.group()
    words = [w.strip(".0123456789*†‡§") for w in first.split()]
    long = [w for w in words if len(w) > 2]
    return (long or words or [""])[-1]


def _title(text: str, s: Signs) -> str:
    """The title as far as it can be told from names and journal: what stands before the names, or the sentence after them."""
    poster = POSTER.match(text)
    start = poster.end() if poster and s.poster else 0
    if s.authors and s.authors[0] - start > 12:
        return text[start : s.authors[0]].strip(" .,:;-–")
    if s.authors:
        start = s.authors[1]
    rest = re.sub(r"^[\s.,:;)-]*(?:\(?(?:19|20)\d\d[a-z]?\)?[.,:]?\s*)?", "", text[start:])
    m = _SENTENCE.search(rest)
    title = rest[: m.end()] if m else rest
    return "" if any(p.search(title) for p in (*VOLUME, DOI, PMID, AHEAD)) and not m else title.strip(" .,:;-–")
