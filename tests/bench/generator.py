"""Handbooks of any size, the same for the same seed: about 600 words, 6 links, 5 citations and 10 terms a page.

The words are invented. References (500) and terms (200) are as many at every size, so that only pages grow.
"""

import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

REFERENCES = 500
TERMS = 200
SECTIONS = 5
"""Sections a page; each cites one work."""
_PLAIN, _BODY = 30, 80
"""Words of a section's two readings."""
_SYLLABLES = [
    "ba",
    "be",
    "di",
    "do",
    "fa",
    "ge",
    "ka",
    "ke",
    "la",
    "li",
    "ma",
    "mi",
    "na",
    "no",
    "pe",
    "ra",
    "re",
    "sa",
    "se",
    "ta",
    "te",
    "to",
    "va",
    "ve",
]
_ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Section:
    """A section in parts, so that another generator's syntax can be written from the same words."""

    id: str
    title: str
    plain: tuple[str, ...]
    body: tuple[str, ...]
    """Words; ``@key`` is a citation, ``#id`` a link to a section, ``%id`` a use of a term."""


@dataclass(frozen=True)
class Page:
    """A page by its path without suffix."""

    path: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Sample:
    """A generated handbook before it has a form."""

    topics: tuple[tuple[str, tuple[Page, ...]], ...]
    references: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    """Key and name."""


def sample(pages: int, seed: int = 1) -> Sample:
    """A handbook of ``pages`` pages, in about as many topics as each topic has pages."""
    rng = random.Random(seed)
    words = sorted({"".join(rng.choices(_SYLLABLES, k=rng.choice((1, 1, 2, 2, 3)))) for _ in range(4000)})
    names = [f"{''.join(rng.choices(_SYLLABLES, k=4))}x{n}" for n in range(TERMS)]
    terms = tuple((f"term-{n}", name) for n, name in enumerate(names))
    references = tuple(f"work-{n}" for n in range(REFERENCES))
    many = max(4, math.isqrt(pages))
    paths = [f"topic-{n % many}/page-{n}" for n in range(pages)]
    ids = [f"s-{n}-{k}" for n in range(pages) for k in range(SECTIONS)]

    short = [w for w in words if len(w) == 2] * 20 + [w for w in words if len(w) == 4]

    def text(count: int, among: list[str] = words) -> list[str]:
        return rng.choices(among, k=count)

    def section(n: int, k: int) -> Section:
        body = text(_BODY)
        links = rng.sample(ids, 2 if k == 0 else 1)
        mentions = [f"%{t}" for t, _ in rng.sample(terms, 2)]
        for mark in (*(f"#{i}" for i in links), *mentions, f"@{rng.choice(references)}"):
            body.insert(rng.randrange(1, len(body)), mark)
        return Section(f"s-{n}-{k}", " ".join(text(5)).capitalize(), tuple(text(_PLAIN, short)), tuple(body))

    made = [
        Page(p, f"{' '.join(text(3)).capitalize()} {n}", tuple(section(n, k) for k in range(SECTIONS))) for n, p in enumerate(paths)
    ]
    topics = tuple((f"topic-{t}", tuple(p for p in made if p.path.startswith(f"topic-{t}/"))) for t in range(many))
    return Sample(topics, references, terms)


def sentences(words: tuple[str, ...], per: int = 10) -> str:
    """Words as sentences of ``per`` words each, the first letter a capital."""
    parts = [" ".join(words[at : at + per]) for at in range(0, len(words), per)]
    return " ".join(f"{p[:1].upper()}{p[1:]}." for p in parts)


def reference(key: str) -> dict[str, object]:
    """A work as CSL-JSON; authors spread over the alphabet."""
    n = int(key.rpartition("-")[2])
    family = chr(ord("A") + n % 26) + "".join(_SYLLABLES[(n // k) % len(_SYLLABLES)] for k in (1, 7, 31))
    return {
        "id": key,
        "type": "article-journal",
        "title": f"A study of {family.lower()} in the {n}th place",
        "author": [{"family": family, "given": "Ann"}, {"family": "Other", "given": "Bo"}],
        "issued": {"date-parts": [[2000 + n % 20, 1 + n % 12]]},
        "container-title": "Journal of Invented Studies",
        "volume": str(1 + n % 40),
        "page": f"{n}-{n + 9}",
    }


def write_project(sample: Sample, to: Path) -> None:
    """Our own form: the project's settings, theme and hook, the sample's seeds."""
    seeds = to / "seeds"
    seeds.mkdir(parents=True)
    copytree(_ROOT / "docs" / "assets", to / "docs" / "assets")
    copytree(_ROOT / "overrides", to / "overrides")
    text = (_ROOT / "mkdocs.yml").read_text("utf-8").replace("hooks/mkdocs_events.py", f"{_ROOT}/hooks/mkdocs_events.py")
    (to / "mkdocs.yml").write_text(text, "utf-8")
    (to / "docs" / "index.md").write_text("# Home\n\nA sample.\n", "utf-8")
    for name in ("disclaimer", "method", "evidence-scale"):
        (to / "docs" / "about").mkdir(exist_ok=True)
        (to / "docs" / "about" / f"{name}.md").write_text(f"# {name.capitalize()}\n\nA sample.\n", "utf-8")
    _yaml(seeds / "references.yaml", [{**reference(k), "custom": {"design": "cohort"}} for k in sample.references])
    _yaml(
        seeds / "glossary.yaml",
        [{"id": key, "term": name, "aliases": [f"{name} alias"], "plain": f"What {name} is."} for key, name in sample.terms],
    )
    _yaml(
        seeds / "topics.yaml",
        [
            {
                "key": key,
                "title": key.capitalize(),
                "question": "What is known?",
                "summary": "A topic.",
                "pages": [
                    {"key": p.path.partition("/")[2], "title": p.title, "question": "What is known?", "summary": "A page."}
                    for p in pages
                ],
            }
            for key, pages in sample.topics
        ],
    )
    for key, pages in sample.topics:
        front = f"---\ntitle: {key}\nsource: work-0\nreviewed: 2026-11-01\n---\n"
        (seeds / f"{key}.md").write_text(
            "\n".join((front, *(_seed_section(p, s, sample) for p in pages for s in p.sections))), "utf-8"
        )


def _seed_section(page: Page, s: Section, sample: Sample) -> str:
    body = sentences(tuple(_ours(s.body, dict(sample.terms))))
    head = f"## {s.title} {{ #{s.id} page={page.path} basis=cohort as-of=2020 }}"
    return f"{head}\n\n/// plain\n{sentences(s.plain, 5)}\n///\n\n{body}\n"


def _ours(words: tuple[str, ...], terms: dict[str, str]) -> Iterator[str]:
    for w in words:
        if w[0] == "@":
            yield f"[{w}]"
        elif w[0] == "#":
            yield f"[]({w})"
        else:
            yield terms[w[1:]] if w[0] == "%" else w


def _yaml(path: Path, data: list[dict[str, object]]) -> None:
    """One entry a line: JSON is YAML."""
    path.write_text("".join(f"- {json.dumps(entry)}\n" for entry in data), "utf-8")
