"""What Pandoc finds in a Markdown text, in a form that can be compared with what the handbook finds."""

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from typing import Any

import pypandoc

from handbook.diagnostics import Source
from handbook.read.markdown import scan

Cited = tuple[str, str, str, str]
"""Key, mode, prefix, suffix."""
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": ".", "\u00a0": " "})
_MARKS = re.compile(r"[*_`~^\\]+|\.{3}|-{2,3}")
_KEY = re.compile(r"-?@(?:\{([^{}\s]*)\})?")
_SPACE = re.compile(r"\s+")


@cache
def pandoc_finds(text: str) -> list[list[Cited]]:
    """The groups of citations in Pandoc's reading of ``text``, in order; what stands in links is left out."""
    command = [
        pypandoc.get_pandoc_path(),
        "--from",
        "markdown-example_lists-tex_math_dollars-inline_notes-implicit_figures",
        "--to",
        "json",
    ]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return [
        [
            (c["citationId"], c["citationMode"]["t"], plain(words(c["citationPrefix"])), plain(words(c["citationSuffix"])))
            for c in cite["c"][0]
        ]
        for cite in _cites(json.loads(done.stdout)["blocks"])
    ]


def handbook_finds(text: str) -> list[list[Cited]]:
    """The same in the handbook's own reading."""
    return [
        [(c.key.value, str(c.mode), plain(c.prefix), plain(c.suffix)) for c in g.citations]
        for g in scan(Source("x.md", text)).citations
    ]


def _cites(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for child in node:
            yield from _cites(child)
    elif isinstance(node, dict):
        if node.get("t") == "Cite":
            yield node
        elif node.get("t") not in ("Link", "Image"):
            yield from _cites(node.get("c"))


def words(inlines: list[dict[str, Any]]) -> str:
    """Pandoc's inlines as plain text."""
    out = []
    for x in inlines:
        kind, c = x["t"], x.get("c")
        if kind == "Str":
            out.append(c)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif kind in ("Code", "Math", "RawInline"):
            out.append(c[1])
        elif kind == "Quoted":
            mark = "'" if c[0]["t"] == "SingleQuote" else '"'
            out.append(f"{mark}{words(c[1])}{mark}")
        elif kind in ("Span", "Link", "Cite"):
            out.append(words(c[1]))
        elif isinstance(c, list):
            out.append(words(c))
    return "".join(out)


def plain(text: str) -> str:
    """Without marks of emphasis, with simple quotes and dashes and single spaces."""
    text = _KEY.sub(r"@\1", text)
    return _SPACE.sub(" ", _MARKS.sub(lambda m: m.group()[:1] if m.group()[:1] in ".-" else "", text).translate(_QUOTES)).strip()
