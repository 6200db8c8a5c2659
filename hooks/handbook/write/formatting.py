"""References as HTML in the style of the National Library of Medicine, by pandoc, once a build.

What was formatted before is taken from the cache, which knows each work by its content.
"""

import hashlib
import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import Path
from typing import Any

from handbook import PACKAGE
from handbook.model.manuscript import Reference
from handbook.write.html import esc
from handbook.write.keep import keep

STYLE = PACKAGE / "write" / "nlm.csl"
_ENTRY = re.compile(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>(.*?)\n</div>', re.DOTALL)
_INLINE = re.compile(r'<div class="csl-right-inline">(.*?)</div>', re.DOTALL)
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_HREF = re.compile(r'href="(https?://[^"<>\s]+)"')
_sorted = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
Works = Callable[[], dict[str, str]]
"""Gives each reference's HTML by its key, safe to put into a page; waits until it is there."""
_KEPT = {"a", "em", "strong", "sub", "sup", "i", "b"}


def formatting(references: Sequence[Reference], cache: Path | None) -> Works:
    """Begins, and returns what waits for the end.

    Pandoc works beside us meanwhile, on a processor of its own if there is one.
    """
    style = hashlib.sha256(STYLE.read_bytes())
    marks = {item["id"]: _mark(item, style) for item in csl_items(references)}
    store = cache / "bibliography.json" if cache else None
    known = _stored(store)
    missing = [r for r in references if marks[r.key.value] not in known]
    found = _pandoc(missing) if missing else dict

    def ended() -> dict[str, str]:
        whole = known | {marks[key]: html for key, html in found().items() if key in marks}
        if store and missing:
            current = {mark: whole[mark] for mark in sorted(marks.values()) if mark in whole}
            keep(store, [json.dumps(current, ensure_ascii=False, indent=0).encode()])
        return {r.key.value: whole.get(marks[r.key.value], esc(r.text("title"))) for r in references}

    return ended


def csl_items(references: Sequence[Reference]) -> list[dict[str, Any]]:
    """The references as CSL-JSON, without notes, which are for the handbook's own pages."""
    return [{"id": r.key.value, **{k: v for k, v in r.csl.items() if k not in ("id", "note", "abstract")}} for r in references]


def _pandoc(references: Sequence[Reference]) -> Callable[[], dict[str, str]]:
    import pypandoc

    command = [
        pypandoc.get_pandoc_path(),
        "--from=csljson",
        "--to=html",
        "--citeproc",
        f"--csl={STYLE}",
        "--wrap=none",
        "--sandbox",
    ]
    asked = tempfile.TemporaryFile()  # noqa: SIM115 — pandoc reads it while we go on
    asked.write(json.dumps(csl_items(references)).encode())
    asked.seek(0)
    process = subprocess.Popen(command, stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")

    def ended() -> dict[str, str]:
        with asked, process:
            said, faults = process.communicate()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command, said, faults)
        return {unescape(m.group(1)): _clean(m.group(2)) for m in _ENTRY.finditer(said)}

    return ended


def _clean(entry: str) -> str:
    """The entry without its number; of its tags only those that a citation needs, of their attributes only addresses."""
    inline = _INLINE.search(entry)

    def tag(m: re.Match[str]) -> str:
        closing, name, attributes = m.groups()
        if name not in _KEPT:
            return ""
        found = _HREF.search(attributes) if name == "a" and not closing else None
        return f'<a href="{found.group(1)}">' if found else f"<{closing}{name}>"

    return _TAG.sub(tag, inline.group(1) if inline else entry).replace("\n", " ").strip()


def _mark(item: dict[str, Any], style: "hashlib._Hash") -> str:
    found = style.copy()
    found.update(_sorted(item).encode())
    return found.hexdigest()[:24]


def _stored(path: Path | None) -> dict[str, str]:
    try:
        found = json.loads(path.read_text("utf-8")) if path else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and all(isinstance(v, str) for v in found.values()) else {}
