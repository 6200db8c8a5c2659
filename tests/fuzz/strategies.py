"""Whole folders of seeds at random: right in their structure, with hostile words in them; then, perhaps, with wounds.

What is made without wounds mostly has no error, so that pages are written from it and can be judged.
"""

import json
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from tests.fuzz.spoilt import Folder, spoilt
from tests.fuzz.words import BEARS, IDS, KEYS, NAMES, ODD, RUNS, WORDS
from tests.fuzz.wounds import WOUNDS, wounded

SOMETIMES = st.integers(0, 5).map(lambda n: n == 5)
SIGNS = st.text(st.characters(exclude_categories=["C"]), max_size=8)


@composite
def phrase(draw: DrawFn, hostile: SearchStrategy[bool]) -> str:
    """A few words on one line, among which may stand something odd."""
    words = draw(st.lists(st.sampled_from(WORDS + NAMES), min_size=1, max_size=6))
    if draw(hostile):
        words.insert(draw(st.integers(0, len(words))), draw(st.one_of(st.sampled_from(RUNS), st.sampled_from(ODD), SIGNS)))
    return " ".join(words)


def plainly(text: str) -> str:
    """As an outline may have it: the signs that it forbids left out."""
    return "".join(c for c in " ".join(text.split()) if c not in "<>{}[]`\\" and c.isprintable()) or "Words"


@composite
def prose(draw: DrawFn, hostile: SearchStrategy[bool], cited: str, pages: list[str], sections: list[str]) -> str:
    """Paragraphs, lists and tables with citations, links and terms in them, as a section has them."""
    pieces = [
        phrase(hostile),
        st.sampled_from([f"[@{cited}]", f"@{cited}", f"[see @{cited}, p. 5; -@{cited}]", f"@{cited} [ch. 2]", f"[@{{{cited}}}]"]),
        st.sampled_from([f"[](#{s})" for s in sections] + [f"[words](#{s})" for s in sections]),
        st.sampled_from(
            [f"[]({p})" for p in pages] + ["<https://example.org/a>", "[x](https://example.org/a_(b))", "[m](mailto:a@b.org)"]
        ),
        st.sampled_from(
            ["*em*", "**strong**", "`code`", "CD4<sup>+</sup>", "H<sub>2</sub>O", "a<br>b", "[MS]{.no-term}", "\\*", "\\@x"]
        ),
        st.sampled_from(
            ["\n\n- a\n- b\n    - c\n\n", "\n\n1. a\n2. b\n\n", "\n\n> q\n> r\n\n", "\n\n| a | b |\n|---|---|\n| c | d |\n\n"]
        ),
        st.sampled_from(["\n\n### Below\n\n", "\n", "\n\n", "; ", ". "]),
    ]
    parts = draw(st.lists(st.one_of(pieces), min_size=1, max_size=8))
    return f"Text [@{cited}]. " + " ".join(parts) + ".\n"


@composite
def chart(draw: DrawFn, hostile: SearchStrategy[bool]) -> str:
    """A chart of any kind, whose numbers may be strange."""
    width = draw(st.integers(2, 4))
    odd = st.sampled_from([1e308, 1e-308, -1, 0, 10**30, 0.1 + 0.2])
    cell = st.integers(0, 100) | st.none() | phrase(hostile) | odd | st.floats(0, 100)
    data: dict[str, Any] = {
        "kind": draw(st.sampled_from(["bars", "ranges", "icons", "people", "timeline"])),
        "title": draw(phrase(hostile))[:120],
        "description": draw(phrase(hostile)),
        "columns": [draw(phrase(hostile)) for _ in range(width)],
        "rows": [[draw(phrase(hostile)), *(draw(cell) for _ in range(width - 1))] for _ in range(draw(st.integers(1, 4)))],
    }
    for name, values in {"unit": phrase(hostile), "note": phrase(hostile), "scale": st.sampled_from(["shared", "each"])}.items():
        if draw(st.booleans()):
            data[name] = draw(values)
    return f"/// chart\n{json.dumps(data, allow_nan=False)}\n///\n"


@composite
def references(draw: DrawFn, hostile: SearchStrategy[bool]) -> list[dict[str, Any]]:
    """One work for each basis, and with what a record can have besides."""
    works = []
    for design in sorted(set(BEARS.values())):
        work: dict[str, Any] = {"id": f"on-{design}", "type": "article-journal", "title": "Steroids", "custom": {"design": design}}
        if draw(hostile):
            work["title"] = draw(phrase(hostile))
            work["author"] = [{"family": draw(phrase(hostile)), "given": draw(phrase(hostile))}, {"literal": draw(phrase(hostile))}]
            year = draw(st.sampled_from([2020, 1850, 0, -5, 99999, 10**20]))
            dates = [[[year]], [[year, 5, 7]], [[year, 13, 40]], [[2019], [year]], [[2020, 2, 30]]]
            work["issued"] = {"date-parts": draw(st.sampled_from(dates))}
            work["URL"] = draw(
                st.sampled_from(["https://example.org/a_(b)*c", "http://[x", "https://a/'onclick='x", "https://é.example/#@"])
            )
            work["note"] = draw(phrase(hostile))
            work["DOI"] = draw(st.sampled_from(["10.1000/a_b", "10.1000/(x)[y];z", "10.1000/a'onclick='b"]))
            work["page"] = draw(st.sampled_from([1, "1-2", "e1–e9", "<b>"]))
        works.append(work)
    return works


@composite
def glossary(draw: DrawFn, hostile: SearchStrategy[bool]) -> list[dict[str, Any]]:
    """Terms whose names are not only letters."""
    names = draw(st.lists(st.sampled_from(NAMES), unique_by=str.casefold, max_size=5))
    terms: list[dict[str, Any]] = [{"id": f"t-{n}", "term": name, "plain": draw(phrase(hostile))} for n, name in enumerate(names)]
    for term in terms:
        if draw(st.booleans()):
            term["definition"], term["trap"] = draw(phrase(hostile)), draw(phrase(hostile))
            term["see-also"], term["citations"] = [terms[0]["id"]], ["on-blog"]
            term["search"] = [f"s{draw(phrase(hostile))}"[:100]]
    return terms


@composite
def handbooks(draw: DrawFn, broken: bool = True) -> Folder:
    """A whole folder. With ``broken``, wounds, bytes, links and names that no author would choose may be added."""
    hostile = SOMETIMES
    topics = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1, max_size=3))
    outline = [
        {
            **{name: plainly(draw(phrase(hostile))) for name in ("title", "question", "summary")},
            "key": topic,
            "pages": [
                {**{name: plainly(draw(phrase(hostile))) for name in ("title", "question", "summary")}, "key": key}
                for key in draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=2))
            ],
        }
        for topic in topics
    ]
    pages = [f"{t['key']}/{p['key']}" for t in outline for p in t["pages"]]
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=5)) if pages else []
    files: dict[str, bytes | None] = {
        "seeds/topics.yaml": json.dumps(outline).encode(),
        "seeds/references.yaml": json.dumps(draw(references(hostile)), ensure_ascii=False).encode("utf-8", "replace"),
        "seeds/glossary.yaml": json.dumps(draw(glossary(hostile)), ensure_ascii=False).encode("utf-8", "replace"),
    }
    texts: dict[str, str] = {}
    for n, id_ in enumerate(ids):
        basis = draw(st.sampled_from(sorted(BEARS)))
        cited = f"on-{BEARS[basis]}"
        heading = " ".join(draw(phrase(hostile)).split())
        updates = f" updates={ids[n - 1]} change=confirms" if n and draw(st.booleans()) else ""
        attributes = f"#{id_} page={draw(st.sampled_from(pages))} basis={basis} as-of={2010 + n}{updates}"
        plain = f"/// plain\n{draw(phrase(hostile))}.\n///\n"
        charts = draw(chart(hostile)) if draw(st.integers(0, 3)) == 0 else ""
        name = draw(st.sampled_from(["one", "two", "blog"]))
        front = f"---\ntitle: {json.dumps(draw(phrase(hostile)))}\nsource: {cited}\nreviewed: 2026-11-01\n---\n"
        body = draw(prose(hostile, cited, pages, ids))
        texts[name] = texts.get(name, front) + f"\n## {heading} {{ {attributes} }}\n\n{plain}\n{body}\n{charts}\n"
    if draw(st.booleans()):
        texts["../docs/own"] = f"# {draw(phrase(st.just(False)))}\n\nA page [@on-blog].\n"
    damaged = broken and draw(st.booleans())
    for name, text in texts.items():
        files[f"seeds/{name}.md" if "/" not in name else f"{name[3:]}.md"] = (
            wounded(text, draw(WOUNDS)) if damaged and draw(st.booleans()) else text
        ).encode("utf-8", "replace")
    if not (broken and draw(st.booleans())):
        return Folder(files)
    return spoilt(draw, files)
