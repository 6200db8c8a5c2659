"""Whole folders of seeds at random: right in their structure, with odd words in them; then, perhaps, with wounds.

What is made without wounds mostly has no error, so that pages are written from it and can be judged.
"""

import json
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from tests.fuzz.spoilt import Folder, spoilt
from tests.fuzz.words import BEARS, IDS, KEYS, NAMES, ODD, RUNS, WORDS
from tests.fuzz.wounds import WOUNDS, wounded

SIGNS = st.text(st.characters(exclude_categories=["C"]), max_size=8)
PIECE = st.one_of(st.sampled_from(RUNS), st.sampled_from(ODD), SIGNS)
NOTHING = st.just("")
Odd = SearchStrategy[str]
"""What stands in a text although nobody would write it; mostly nothing."""


@composite
def phrase(draw: DrawFn, odd: Odd) -> str:
    """A few words on one line, among which may stand something odd."""
    words = draw(st.lists(st.sampled_from(WORDS + NAMES), min_size=1, max_size=6))
    if piece := draw(odd):
        words.insert(draw(st.integers(0, len(words))), piece)
    return " ".join(words)


def plainly(text: str) -> str:
    """As an outline may have it: the signs that it forbids left out."""
    return "".join(c for c in " ".join(text.split()) if c not in "<>{}[]`\\" and c.isprintable()) or "Words"


@composite
def prose(draw: DrawFn, odd: Odd, cited: str, pages: list[str], sections: list[str]) -> str:
    """Paragraphs, lists and tables with citations, links and terms in them, as a section has them."""
    pieces = [
        phrase(odd),
        odd,
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
    parts = draw(st.lists(st.one_of(pieces), min_size=3, max_size=8))
    return f"Text [@{cited}]. " + " ".join(parts) + ".\n"


@composite
def chart(draw: DrawFn, odd: Odd) -> str:
    """A chart of any kind, whose numbers may be strange."""
    width = draw(st.integers(2, 4))
    strange = st.sampled_from([1e308, 1e-308, -1, 0, 10**30, 0.1 + 0.2])
    cell = st.integers(0, 100) | st.none() | phrase(odd) | strange | st.floats(0, 100)
    data: dict[str, Any] = {
        "kind": draw(st.sampled_from(["bars", "ranges", "icons", "people", "timeline"])),
        "title": draw(phrase(odd))[:120],
        "description": draw(phrase(odd)),
        "columns": [draw(phrase(odd)) for _ in range(width)],
        "rows": [[draw(phrase(odd)), *(draw(cell) for _ in range(width - 1))] for _ in range(draw(st.integers(1, 4)))],
    }
    for name, values in {"unit": phrase(odd), "note": phrase(odd), "scale": st.sampled_from(["shared", "each"])}.items():
        if draw(st.booleans()):
            data[name] = draw(values)
    return f"/// chart\n{json.dumps(data, allow_nan=False)}\n///\n"


@composite
def references(draw: DrawFn, odd: Odd) -> list[dict[str, Any]]:
    """One work for each basis, and with what a record can have besides."""
    works = []
    for design in sorted(set(BEARS.values())):
        work: dict[str, Any] = {"id": f"on-{design}", "type": "article-journal", "title": "Steroids", "custom": {"design": design}}
        if draw(odd):
            work["title"] = draw(phrase(odd))
            work["author"] = [{"family": draw(phrase(odd)), "given": draw(phrase(odd))}, {"literal": draw(phrase(odd))}]
            good, wrong = ([[2020]], [[1999, 5, 7]], [[2019], [2020, 12]]), ([[10**20]], [[2020, 13]], [[0]], [[2021, 2, 29]])
            dates = st.sampled_from(wrong if draw(st.integers(0, 9)) == 9 else good)
            work["issued"] = {"date-parts": draw(dates)}
            work["URL"] = draw(
                st.sampled_from(["https://example.org/a_(b)*c", "http://[x", "https://a/'onclick='x", "https://é.example/#@"])
            )
            work["note"] = draw(phrase(odd))
            work["DOI"] = draw(st.sampled_from(["10.1000/a_b", "10.1000/(x)[y];z", "10.1000/a'onclick='b"]))
            work["page"] = draw(st.sampled_from([1, "1-2", "e1–e9", "<b>"]))
        works.append(work)
    return works


@composite
def glossary(draw: DrawFn, odd: Odd) -> list[dict[str, Any]]:
    """Terms whose names are not only letters."""
    names = draw(st.lists(st.sampled_from(NAMES), unique_by=str.casefold, max_size=5))
    terms: list[dict[str, Any]] = [{"id": f"t-{n}", "term": name, "plain": draw(phrase(odd))} for n, name in enumerate(names)]
    for term in terms:
        if draw(st.booleans()):
            term["definition"], term["trap"] = draw(phrase(odd)), draw(phrase(odd))
            term["see-also"], term["citations"] = [terms[0]["id"]], ["on-blog"]
            term["search"] = [f"s{draw(phrase(odd))}"[:100]]
    return terms


@composite
def handbooks(draw: DrawFn, broken: bool = True) -> Folder:
    """A whole folder. With ``broken``, wounds, bytes, links and names that no author would choose may be added."""
    only = draw(
        st.one_of(st.none(), st.sampled_from(RUNS), PIECE)
    )  # one piece here and there: what is refused must not hide what gets through
    odd = st.integers(0, 3).flatmap(lambda n: NOTHING if n < 3 else PIECE if only is None else st.just(only))
    topics = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1, max_size=3))
    outline = [
        {
            **{name: plainly(draw(phrase(odd))) for name in ("title", "question", "summary")},
            "key": topic,
            "pages": [
                {**{name: plainly(draw(phrase(odd))) for name in ("title", "question", "summary")}, "key": key}
                for key in draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=topic == topics[0], max_size=2))
            ],
        }
        for topic in topics
    ]
    pages = [f"{t['key']}/{p['key']}" for t in outline for p in t["pages"]]
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=draw(st.integers(0, 3)), max_size=5))
    files: dict[str, bytes | None] = {
        "seeds/topics.yaml": json.dumps(outline, ensure_ascii=False).encode("utf-8", "replace"),
        "seeds/references.yaml": json.dumps(draw(references(odd)), ensure_ascii=False).encode("utf-8", "replace"),
        "seeds/glossary.yaml": json.dumps(draw(glossary(odd)), ensure_ascii=False).encode("utf-8", "replace"),
    }
    texts: dict[str, str] = {}
    for n, id_ in enumerate(ids):
        basis = draw(st.sampled_from(sorted(BEARS)))
        cited = f"on-{BEARS[basis]}"
        heading = " ".join(draw(phrase(odd if draw(st.integers(0, 3)) == 3 else NOTHING)).split())
        updates = f" updates={ids[n - 1]} change=confirms" if n and draw(st.booleans()) else ""
        attributes = f"#{id_} page={draw(st.sampled_from(pages))} basis={basis} as-of={2010 + n}{updates}"
        plain = f"/// plain\nIt can help. It may not. {draw(phrase(odd))}. We do not know why.\n///\n"
        charts = draw(chart(odd)) if draw(st.integers(0, 3)) == 3 else ""
        name = draw(st.sampled_from(["one", "two", "blog"]))
        front = f"---\ntitle: {json.dumps(draw(phrase(odd)), ensure_ascii=False)}\nsource: {cited}\nreviewed: 2026-11-01\n---\n"
        body = draw(prose(odd, cited, pages, ids))
        texts[name] = texts.get(name, front) + f"\n## {heading} {{ {attributes} }}\n\n{plain}\n{body}\n{charts}\n"
    if draw(st.booleans()):
        texts["../docs/own"] = f"# {draw(phrase(NOTHING))}\n\nA page [@on-blog].\n"
    damaged = broken and draw(st.booleans())
    for name, text in texts.items():
        files[f"seeds/{name}.md" if "/" not in name else f"{name[3:]}.md"] = (
            wounded(text, draw(WOUNDS)) if damaged and draw(st.booleans()) else text
        ).encode("utf-8", "replace")
    if not (broken and draw(st.booleans())):
        return Folder(files)
    return spoilt(draw, files)
