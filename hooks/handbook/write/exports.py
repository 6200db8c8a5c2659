"""The bibliography for other programs: BibTeX, RIS, CSL-JSON; and the whole handbook as data."""

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from itertools import chain, repeat
from typing import Any

from handbook.model.manuscript import Reference, Section, Seed
from handbook.model.site import Asset
from handbook.write.book import Book
from handbook.write.formatting import csl_items
from handbook.write.known import KnownPages

_BIBTEX = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "book": "book",
    "thesis": "phdthesis",
}
_RIS = {
    "article-journal": "JOUR",
    "paper-conference": "CPAPER",
    "report": "RPRT",
    "book": "BOOK",
    "webpage": "ELEC",
    "post-weblog": "BLOG",
}
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "$": r"\$",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_Table = Callable[[Book], list[dict[str, Any]]]
_PARTED = re.compile(r",|\band\b", re.IGNORECASE)
_TEX_SIGN = re.compile("|".join(re.escape(c) for c in _TEX))


def exports(book: Book, known: KnownPages) -> tuple[Asset, ...]:
    """The files that the bibliography page offers, and ``handbook.json``."""
    references = list(book.handbook.references.values())
    files = {"references.bib": _all_bibtex, "references.ris": _all_ris, "references.json": _all_csl}
    made = (Asset(f"assets/{name}", partial(known.part, partial(make, references), name)) for name, make in files.items())
    return (Asset("assets/handbook.json", partial(_handbook, book, known)), *made)


def _handbook(book: Book, known: KnownPages) -> bytes:
    def table(make: _Table) -> bytes:
        return known.part(lambda: b"".join(lines(make(book))), make.__name__)

    return _file(_data(book, _sections(book, known), table) | {"term-uses": _term_uses(book)})


def _all_bibtex(references: list[Reference]) -> bytes:
    return ("\n\n".join(map(bibtex, references)) + "\n").encode()


def _all_ris(references: list[Reference]) -> bytes:
    return "\r\n".join(map(ris, references)).encode()


def _all_csl(references: list[Reference]) -> bytes:
    return _file(csl_items(references))


def bibtex(r: Reference) -> str:
    """One work as BibTeX for biblatex and biber: UTF-8, with DOI and PMID."""
    fields = {
        "author": " and ".join(_bibtex_names(r.csl.get("author", ()))),
        "title": f"{{{_tex(r.text('title'))}}}",
        "journal": _tex(r.text("container-title")),
        "publisher": _tex(r.text("publisher")),
        "year": r.date[:4],
        "month": str(int(r.date[5:7])) if len(r.date) >= 7 else "",
        "volume": _tex(r.text("volume")),
        "number": _tex(r.text("issue") or r.text("number")),
        "pages": _tex(r.text("page")).replace("-", "--"),
        "doi": r.text("DOI"),
        "pmid": r.text("PMID"),
        "pmcid": r.text("PMCID"),
        "url": r.text("URL"),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{_BIBTEX.get(r.text('type'), 'misc')}{{{r.key.value},\n{lines}\n}}"


def ris(r: Reference) -> str:
    """One work as RIS; each line is a tag of two letters and a value."""
    pages = r.text("page").split("-")
    tags: list[tuple[str, str]] = [("TY", _RIS.get(r.text("type"), "GEN")), ("ID", r.key.value)]
    tags += [("AU", _ris_name(p)) for p in r.csl.get("author", ()) if p.get("literal") != "others"]
    tags += [
        ("TI", r.text("title")),
        ("T2", r.text("container-title")),
        ("PY", r.date[:4]),
        ("DA", r.date.replace("-", "/")),
        ("VL", r.text("volume")),
        ("IS", r.text("issue")),
        ("SP", pages[0]),
        ("EP", pages[1] if len(pages) > 1 else ""),
        ("DO", r.text("DOI")),
        ("AN", r.text("PMID")),
        ("UR", r.text("URL")),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def as_data(book: Book, without: Container[str] = ()) -> dict[str, Any]:
    """Topics, sections, references and terms as plain data; ``without`` are ids of sections that nobody asks for."""
    sections = [_section(s, book) for page in book.handbook.sections_on.values() for s in page if s.id.value not in without]
    return _data(book, sections, lambda make: make(book))


def _data(book: Book, sections: object, table: Callable[[_Table], object]) -> dict[str, Any]:
    """The whole; ``table`` gives what there is besides sections, which an edit of prose leaves as it was."""
    return {
        "title": "MS Therapy Handbook",
        "version": book.settings.version,
        "topics": table(_topics),
        "sections": sections,
        "references": table(_references),
        "terms": table(_terms),
    }


def _topics(book: Book) -> list[dict[str, Any]]:
    return [
        {
            "key": t.key.value,
            "title": t.title,
            "question": t.question,
            "summary": t.summary,
            "pages": [_page(p) for p in t.pages],
        }
        for t in book.handbook.topics
    ]


def _references(book: Book) -> list[dict[str, Any]]:
    works = list(book.handbook.references.values())
    return [
        {
            **item,
            "custom": {
                "design": r.design,
                "participants": r.participants,
                "registry": list(r.registry),
                "open-access": r.open_access,
            },
        }
        for item, r in zip(csl_items(works), works, strict=True)
    ]


def _terms(book: Book) -> list[dict[str, Any]]:
    return [
        {
            "id": t.key.value,
            "term": t.name,
            "abbreviation": t.abbreviation,
            "aliases": [a.value for a in t.aliases],
            "plain": t.plain,
        }
        for t in book.handbook.terms.values()
    ]


def _sections(book: Book, known: KnownPages) -> list[bytes]:
    """All sections in the order of the pages, each as it is written."""
    written: dict[str, bytes] = {}
    for seed in book.handbook.manuscript.seeds:
        part = known.part(partial(_sections_of, seed, book), "sections", seed.path)
        written |= zip((s.id.value for s in seed.sections), part.split(b"\n"), strict=False)
    return [written[s.id.value] for page in book.handbook.sections_on.values() for s in page]


def _sections_of(seed: Seed, book: Book) -> bytes:
    return b"\n".join([_line(_section(s, book)) for s in seed.sections])


def _section(s: Section, book: Book) -> dict[str, Any]:
    id, page = s.id.value, s.page.value
    path, line = book.source_line(s)
    return {
        "id": id,
        "title": s.title.value,
        "page": page,
        "url": f"{page}.html#{id}",
        "basis": s.basis.value,
        "as-of": s.as_of.value,
        "voice": s.voice,
        "plain": book.handbook.plain_words(s),
        "text": book.handbook.body_words(s).text,
        "cites": [r.key.value for r in book.handbook.cited_by.get(id, ())],
        "updates": [{"id": u.of.id.value, "change": u.change} for u in book.updated_by.get(id, ())],
        "seed": {"path": path, "line": line},
    }


def _term_uses(book: Book) -> list[tuple[str, str]]:
    """Each term with each section that uses it."""
    found = ((key, {u.home.anchor for u in uses if u.home.section}) for key, uses in sorted(book.uses_of.items()))
    return [(key, id) for key, ids in found for id in sorted(ids)]


def _page(outline: Any) -> dict[str, str]:
    return {
        "path": outline.path,
        "title": outline.title,
        "question": outline.question,
        "summary": outline.summary,
        "url": f"{outline.path}.html",
    }


def _bibtex_names(people: Iterable[dict[str, str]]) -> Iterable[str]:
    for p in people:
        literal = p.get("literal", "")
        if literal:
            yield "others" if literal == "others" else f"{{{_tex(literal)}}}"
        else:
            yield ", ".join(_whole(_tex(x)) for x in (p.get("family", ""), p.get("given", "")) if x.strip())


def _whole(part: str) -> str:
    """Part of a name, in braces where BibTeX would take it apart."""
    return f"{{{part}}}" if _PARTED.search(part) else part


def _ris_name(p: dict[str, str]) -> str:
    return p.get("literal") or ", ".join(x for x in (p.get("family", ""), p.get("given", "")) if x)


def _tex(text: str) -> str:
    return _TEX_SIGN.sub(lambda m: _TEX[m.group()], " ".join(text.split()))


def _file(data: object) -> bytes:
    return b"".join(chain(lines(data), (b"\n",)))


def lines(data: object) -> Iterator[bytes]:
    """An entry a line, down to the entries of lists in a dictionary: made at once, and read well in a comparison of versions."""
    if isinstance(data, dict) and data:
        for before, key in zip(chain("{", repeat(",")), data, strict=False):
            yield f"{before}\n{_encoded(key)}: ".encode()
            yield from lines(data[key])
        yield b"\n}"
    elif isinstance(data, list) and data and isinstance(data[0], tuple):
        # pairs of words, all at once: in a word, a quotation mark has a backslash before it, so each of these stands between two
        yield f"[\n{_encoded(data)[1:-1]}\n]".replace('], ["', '],\n["').encode()
    elif isinstance(data, list) and data:
        yield b"[\n" + b",\n".join(map(_line, data)) + b"\n]"
    else:
        yield _line(data)


def _line(entry: object) -> bytes:
    """An entry as JSON, unless it is that already."""
    return entry if isinstance(entry, bytes) else _encoded(entry).encode()
