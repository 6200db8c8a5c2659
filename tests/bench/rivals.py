"""The same handbook for other programs: the written tree without our hook, the stock theme, the usual plugins."""

import json
from pathlib import Path
from shutil import copytree, rmtree

from tests.bench.generator import Page, Sample, Section, reference, sentences

_ROOT = Path(__file__).parent.parent.parent
_STOCK = """\
site_name: A sample
site_url: https://example.org/
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.prune]
"""
"""Material as it comes, with its search; its navigation is pruned, as it grows with the square otherwise."""


def write_stock(tree: Path, to: Path) -> None:
    """The tree that ``handbook write`` wrote, with the stock theme in the place of ours."""
    copytree(tree / "docs", to / "docs")
    kept = (tree / "mkdocs.yml").read_text("utf-8")
    extensions = kept[kept.index("markdown_extensions:") : kept.index("not_in_nav:")]
    nav = kept[kept.rindex("\nnav: ") :]
    (to / "mkdocs.yml").write_text(f"{_STOCK}{extensions}{nav}", "utf-8")


def write_plugins(sample: Sample, to: Path) -> None:
    """The same text with ``mkdocs-bibtex`` for its citations and ``mkdocs-ezglossary-plugin`` for its terms."""
    docs = to / "docs"
    docs.mkdir(parents=True)
    homes = {s.id: (p, s) for _, pages in sample.topics for p in pages for s in p.sections}
    names = dict(sample.terms)
    for topic, pages in sample.topics:
        (docs / topic).mkdir()
        for p in pages:
            parts = [f"# {p.title}", *(_section(s, homes, names) for s in p.sections), "## References", r"\bibliography"]
            (docs / f"{p.path}.md").write_text("\n\n".join(parts) + "\n", "utf-8")
    (docs / "index.md").write_text("# Home\n\nA sample.\n", "utf-8")
    entries = "".join(f"terms:{name}\n:   What {name} is.\n\n" for _, name in sample.terms)
    (docs / "glossary.md").write_text(f"# Glossary\n\n{entries}", "utf-8")
    (to / "works.bib").write_text("".join(map(_bibtex, sample.references)), "utf-8")
    nav = ["index.md", *({t: [f"{p.path}.md" for p in pages]} for t, pages in sample.topics), "glossary.md"]
    plugins = [
        "search",
        {"bibtex": {"bib_file": "works.bib", "bib_by_default": False}},
        {"ezglossary": {"sections": ["terms"], "tooltip": "short", "list_references": True}},
    ]
    extensions = ["attr_list", "def_list", "footnotes", "tables"]
    said = {"plugins": plugins, "markdown_extensions": extensions, "nav": nav}
    (to / "mkdocs.yml").write_text(_STOCK + "".join(f"{key}: {json.dumps(value)}\n" for key, value in said.items()), "utf-8")


def fresh(*folders: Path) -> None:
    """Takes away what an earlier run left."""
    for folder in folders:
        rmtree(folder, ignore_errors=True)


def _section(s: Section, homes: dict[str, tuple[Page, Section]], names: dict[str, str]) -> str:
    words = []
    for w in s.body:
        if w[0] == "#":
            page, target = homes[w[1:]]
            w = f"[{target.title}](../{page.path}.md#{target.id})"
        elif w[0] == "%":
            w = f"<terms:{names[w[1:]]}>"
        words.append(f"[{w}]" if w[0] == "@" else w)
    return f"## {s.title} {{ #{s.id} }}\n\n{sentences(s.plain, 5)}\n\n{sentences(tuple(words))}"


def _bibtex(key: str) -> str:
    item = reference(key)
    authors = " and ".join(f"{a['family']}, {a['given']}" for a in item["author"])  # type: ignore[attr-defined]
    year = item["issued"]["date-parts"][0][0]  # type: ignore[index]
    journal, volume, pages = item["container-title"], item["volume"], item["page"]
    return (
        f"@article{{{key},\n  author = {{{authors}}},\n  title = {{{item['title']}}},\n  year = {{{year}}},\n"
        f"  journal = {{{journal}}},\n  volume = {{{volume}}},\n  pages = {{{pages}}}\n}}\n"
    )
