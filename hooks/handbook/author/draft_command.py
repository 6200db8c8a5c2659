"""``handbook draft``: what it takes and what it prints."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # every command asks what there is, and few want this
    from handbook.diagnostics import Diagnostic, Source
    from handbook.model.manuscript import Reference, Term


def add_draft(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """``handbook draft FILE.txt [--to seeds/x.md] [--json]``."""
    p = commands.add_parser("draft", parents=[shared], help="turn a blog post, exported as text, into the skeleton of a seed")
    p.add_argument("file", metavar="FILE", help="the text, in UTF-8; `-` for standard input")
    p.add_argument("--to", type=Path, metavar="SEED", help="the file to write (default: standard output); it must not exist yet")
    p.add_argument("--json", action="store_true", help="print what was made out, as JSON, and no skeleton")
    p.add_argument("--as-of", default="", metavar="YEAR", help="the year of the post, where its text does not say it")
    return p


def run_draft(a: argparse.Namespace, today: str) -> int:
    """Prints or writes the skeleton: 0 for done, 1 where the text cannot be read or the file is there already."""
    import json
    from dataclasses import replace

    from handbook.author.draft import draft
    from handbook.author.draft_data import as_data
    from handbook.author.draft_write import skeleton

    try:
        data = sys.stdin.buffer.read() if a.file == "-" else Path(a.file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as e:
        return _refused(f"{a.file}: it cannot be read: {e.strerror}")
    except UnicodeDecodeError as e:
        line = data[: e.start].count(b"\n") + 1
        return _refused(f"{a.file}:{line}: byte 0x{data[e.start]:02x} is not UTF-8; save the text in the encoding UTF-8")
    made = draft(text, *_tables(a.root))
    if a.as_of:
        made = replace(made, year=a.as_of)
    written = json.dumps(as_data(made), ensure_ascii=False, indent=1) + "\n" if a.json else skeleton(made, Path(a.file).name, today)
    if a.to is None:
        sys.stdout.write(written)
        return 0
    try:
        with a.to.open("x", encoding="utf-8", newline="\n") as file:
            file.write(written)
    except FileExistsError:
        return _refused(f"{a.to}: this file is there already; choose another name, or take it away first")
    except OSError as e:
        return _refused(f"{a.to}: it cannot be written: {e.strerror}")
    print(f"{a.to}: {written.count(chr(10))} lines", file=sys.stderr)
    return 0


def _tables(root: Path) -> tuple[tuple[Reference, ...], tuple[Term, ...]]:
    """The references and the glossary; empty where there are none, and faults are said."""
    from handbook.diagnostics.render import concise
    from handbook.read.files import read_text
    from handbook.read.tables import read_glossary, read_references

    faults: list[Diagnostic] = []
    sources: dict[str, Source] = {}

    def opened(name: str) -> Source | None:
        path = root / "seeds" / name
        source = read_text(root, path, faults.append) if path.exists() else None
        if source:
            sources[source.path] = source
        return source

    references, glossary = opened("references.yaml"), opened("glossary.yaml")
    found = (
        read_references(references, faults.append) if references else (),
        read_glossary(glossary, faults.append) if glossary else (),
    )
    if faults:
        print(concise(faults, sources), file=sys.stderr)
    return found


def _refused(message: str) -> int:
    print(message, file=sys.stderr)
    return 1
