"""The handbook as a host wants it: the site, or one error that says all that is wrong.

A site that was compiled before from the same files, by the same code, with the same settings, is taken from the cache.
The cache knows it by a hash of all of these; it may be deleted at any time.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from handbook import PACKAGE
from handbook.model.site import Asset, Page, Settings, Site
from handbook.read.memory import Memory
from handbook.write.keep import keep


class FaultError(Exception):
    """The handbook has errors; the message is the diagnostics, ready to print."""


def compiled(root: Path, today: str, settings: Settings, memory: Memory | None = None) -> tuple[Site, str]:
    """The site and a word on warnings, which may be empty. Raises :class:`FaultError` where there are errors.

    Who compiles again and again gives a memory; then the site itself is not written to the cache.
    """
    key = _fingerprint(root, today, settings)
    store = settings.cache / "site.jsonl" if settings.cache else None
    return _remembered(store, key) or _made(root, today, settings, None if memory else store, key, memory)


def _made(root: Path, today: str, settings: Settings, store: Path | None, key: str, memory: Memory | None) -> tuple[Site, str]:
    from handbook.diagnostics import Severity
    from handbook.diagnostics.render import full, tally
    from handbook.pipeline import build, check

    checked = check(root, today, memory)
    if not checked.ok:
        errors = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
        raise FaultError(f"{full(errors, checked.sources)}\n\n{tally(errors)}")
    site = build(checked, settings)
    said = tally(checked.diagnostics) if checked.diagnostics else ""
    if store:
        _remember(store, key, site, said)
    return site, said


def _fingerprint(root: Path, today: str, settings: Settings) -> str:
    """A hash of every file that the compiler reads, of its own code, and of what it is told."""
    told = (today, settings.repository, settings.branch, settings.site_url, settings.version)
    found = hashlib.sha256(json.dumps(told).encode())
    for top, suffixes in (
        (root / "seeds", (".md", ".yaml", ".json")),
        (root / "docs", (".md",)),
        (PACKAGE, (".py", ".json", ".csl")),
    ):
        for where, folders, names in os.walk(top):
            folders.sort()
            for name in sorted(n for n in names if n.endswith(suffixes)):
                path = Path(where, name)
                found.update(f"\0{path.relative_to(top).as_posix()}\0{path.is_symlink()}\0".encode("utf-8", "surrogatepass"))
                try:
                    found.update(path.read_bytes())
                except OSError:
                    found.update(b"unreadable")
    return found.hexdigest()


def _remembered(store: Path | None, key: str) -> tuple[Site, str] | None:
    """What was kept: a line about the whole, a line for each page and each file, and one with a hash of all before it."""
    seal = hashlib.blake2b()
    pages: list[Page] = []
    assets: list[Asset] = []
    try:
        with store.open("rb") if store else nullcontext(iter((b"{}",))) as lines:
            first = next(lines)
            about = json.loads(first)
            if about.get("key") != key:
                return None
            seal.update(first)
            for line in lines:
                kind, *entry = json.loads(line)
                if kind == "end":
                    whole = entry == [seal.hexdigest()]
                    return (Site(tuple(pages), tuple(assets), about["nav"], about["content"]), about["said"]) if whole else None
                seal.update(line)
                if kind == "page":
                    pages.append(Page(*entry))
                else:
                    path, content = entry
                    assets.append(Asset(path, content.encode()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration):
        pass
    return None


def _remember(store: Path, key: str, site: Site, said: str) -> None:
    """Line by line, so that the whole need not be in memory twice."""

    def entries() -> Iterator[object]:
        yield {"key": key, "nav": site.nav, "content": site.content, "said": said}
        for p in site.pages:
            yield ["page", p.path, p.title, p.markdown, p.edit, p.by_hand]
        for a in site.assets:
            yield ["asset", a.path, a.content.decode()]

    def lines() -> Iterator[bytes]:
        seal = hashlib.blake2b()
        for entry in entries():
            line = json.dumps(entry, ensure_ascii=False).encode() + b"\n"
            seal.update(line)
            yield line
        yield json.dumps(["end", seal.hexdigest()]).encode() + b"\n"

    keep(store, lines())
