"""NBIB (PubMed) and RIS: lines of a tag and a value, longer values going on in the next line.

Both are parsed here. For RIS pandoc would do, but it takes ``European Medicines Agency`` for a Mr Agency and drops
PubMed numbers and months, which would have to be put in again from these same lines.
"""

import re
from collections.abc import Iterator
from typing import Any

from handbook.author.record import Record, record

Fields = dict[str, list[str]]

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}- ?(?P<value>.*)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?(10\.[0-9]{4,9}/\S+)")
_SUFFIX = re.compile(r"(.+) (Jr|Sr|2nd|3rd|II|III|IV)\.?")
_RIS_TYPES = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "ABST": "article-journal",
    "MGZN": "article-newspaper",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "CHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "RPRT": "report",
    "THES": "thesis",
    "DATA": "dataset",
    "BLOG": "post-weblog",
    "ELEC": "webpage",
    "STAND": "standard",
    "STAT": "legislation",
    "GOVDOC": "report",
}


def nbib(text: str) -> list[Record]:
    """The works of a PubMed file."""
    return [_from_nbib(f) for f in _records(text, "PMID", "")]


def ris(text: str) -> list[Record]:
    """The works of a RIS file."""
    return [_from_ris(f) for f in _records(text, "TY", "ER")]


def _records(text: str, first: str, last: str) -> Iterator[Fields]:
    fields: Fields = {}
    tag = ""
    for line in text.splitlines():
        m = _LINE.fullmatch(line)
        if m:
            tag = m["tag"]
            if tag in (first, last):
                if fields:
                    yield fields
                fields = {}
            if tag != last and (fields or tag == first):
                fields.setdefault(tag, []).append(m["value"].strip())
        elif line.strip() and tag in fields:
            fields[tag][-1] += " " + line.strip()
    if fields:
        yield fields


def _from_nbib(f: Fields) -> Record:
    ids = [x for tag in ("AID", "LID") for x in f.get(tag, ()) if x.endswith("[doi]")]
    kinds = f.get("PT", [])
    raw = {
        "type": "paper-conference" if "Congress" in kinds else "article-journal",
        "title": _one(f, "TI", "BTI"),
        "author": [_person(a) for a in f.get("FAU") or f.get("AU", [])] + [{"literal": c} for c in f.get("CN", [])],
        "issued": {"date-parts": [_date(_one(f, "DP"))]},
        "container-title": _one(f, "JT").split(" (")[0],
        "container-title-short": _one(f, "TA"),
        "volume": _one(f, "VI"),
        "issue": _one(f, "IP"),
        "page": _one(f, "PG"),
        "DOI": "".join(ids[0].removesuffix("[doi]").split()) if ids else "",  # a long one may go on in the next line
        "PMID": _one(f, "PMID"),
        "PMCID": _one(f, "PMC"),
    }
    return record(raw, kinds, [x.rpartition("/")[2] for x in f.get("SI", [])])


def _from_ris(f: Fields) -> Record:
    start, end = _one(f, "SP"), _one(f, "EP")
    dois = [m[1] for tag in ("DO", "M3", "UR", "L3") for x in f.get(tag, ()) if (m := _DOI.fullmatch(x))]
    number = _one(f, "AN", "C1").removeprefix("PMID:").strip()
    pmc = [x for x in f.get("C2", []) if x.startswith("PMC")]
    raw = {
        "type": _RIS_TYPES.get(_one(f, "TY"), "document"),
        "title": _one(f, "TI", "T1", "CT"),
        "author": [_person(a) for tag in ("AU", "A1") for a in f.get(tag, ())],
        "issued": {"date-parts": [_date(_one(f, "PY", "Y1", "DA")) + _date(_one(f, "DA", "Y1"))[1:]]},
        "container-title": _one(f, "T2", "JF", "JO", "BT"),
        "container-title-short": _one(f, "J2", "JA"),
        "publisher": _one(f, "PB"),
        "publisher-place": _one(f, "CY"),
        "volume": _one(f, "VL"),
        "issue": _one(f, "IS"),
        "page": f"{start}-{end}" if start and end and end != start and "-" not in start else start,
        "DOI": dois[0] if dois else _one(f, "DO"),
        "PMID": number if number.isdigit() else "",
        "PMCID": pmc[0] if pmc else "",
        "URL": _one(f, "UR"),
    }
    return record(raw, [x for x in f.get("M3", []) if not _DOI.fullmatch(x)])


def _one(f: Fields, *tags: str) -> str:
    return next((f[t][0] for t in tags if f.get(t) and f[t][0]), "")


def _person(name: str) -> dict[str, Any]:
    """``Family, Given``, or ``Family GH`` as PubMed shortens it; anything else is a body."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma:
        given, _, suffix = (part.strip() for part in given.partition(","))
        if not suffix and (m := _SUFFIX.fullmatch(given)):
            given, suffix = m[1], m[2]
        return {"family": family, "given": given, "suffix": suffix}
    m = re.fullmatch(r"(.+) ([A-Z]{1,4})", family)
    return {"family": m[1], "given": m[2]} if m else {"literal": family}


def _date(text: str) -> list[int]:
    """``2020 Aug 7``, ``2020/08/07/`` or ``2020 Aug-Sep``: year, month and day as far as they are clear."""
    m = re.match(r"([0-9]{4})(?:[ /-]+([A-Za-z]{3}|[0-9]{1,2})(?![A-Za-z]))?(?:[ /-]+([0-9]{1,2})(?![0-9A-Za-z]))?", text)
    if not m:
        return []
    month = m[2] or ""
    number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else 0
    found = [int(m[1]), number, int(m[3] or 0)]
    return found[: found.index(0)] if 0 in found else found
