"""The first verb: everything under ``seeds/`` and ``docs/`` into one manuscript."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from handbook.diagnostics import Diagnostic, Source, Span
from handbook.model.manuscript import Manuscript, Seed
from handbook.read.documents import read_document
from handbook.read.editions import FOLDER, KEPT, LARGEST, read_kept, read_release
from handbook.read.files import SEED, below, read_text
from handbook.read.memory import Memory, Reading
from handbook.read.seeds import read_seed
from handbook.read.tables import read_glossary, read_references, read_topics

_Entry = TypeVar("_Entry")


def read(root: Path, report: Callable[[Diagnostic], None], docs: str = "docs", memory: Reading | None = None) -> Manuscript:
    """All that people wrote below ``root``; whatever has no shape is reported and left out.

    With a memory, files that are as they were are not read again.
    """
    known = memory or Memory()
    sources: dict[str, Source] = {}
    left_out: set[str] = set()

    def opened(path: Path, largest: int = SEED) -> Source | None:
        source = read_text(root, path, report, largest)
        if source:
            sources[source.path] = source
            return source
        left_out.add(path.relative_to(root).as_posix())
        return None

    def table(name: str, entries: Callable[[Source, Callable[[Diagnostic], None]], tuple[_Entry, ...]]) -> tuple[_Entry, ...]:
        at = Span(f"seeds/{name}")
        path = root / at.path
        if not (path.exists() or path.is_symlink()):
            report(Diagnostic("missing-file", f"there is no file `{at.path}`", at, "the handbook cannot be made without it"))
            left_out.add(at.path)
            return ()
        source = opened(path)
        faults: list[Diagnostic] = []
        found = known.read(entries, source, faults.append) if source else ()
        for d in faults:
            report(d)
        if faults:
            left_out.add(at.path)
        return found

    topics = table("topics.yaml", read_topics)
    references = table("references.yaml", read_references)
    terms = table("glossary.yaml", read_glossary)
    seeds: list[Seed] = []
    for path in below(root, "seeds", ".md"):
        source = opened(path)
        seed = known.read(read_seed, source, report) if source else None
        if seed:
            seeds.append(seed)
        if source and not (seed and seed.whole):
            left_out.add(source.path)
    kept, releases = None, []
    for path in below(root, FOLDER, ".json"):
        source = opened(path, LARGEST)
        if source and source.path == KEPT:
            kept = known.read(read_kept, source, report)
        elif made := read_release(source, report) if source else None:
            releases.append(made)
            continue
        if source and not (source.path == KEPT and kept):
            left_out.add(source.path)
    documents = []
    for path in below(root, docs, ".md"):
        source = opened(path)
        document = known.read(lambda source, report: read_document(source, docs, report), source, report) if source else None
        if document:
            documents.append(document)
        elif source:
            left_out.add(source.path)
    dates = {r.key.value: r.date for r in references}
    ordered = _in_order_of_date(seeds, dates)
    return Manuscript(ordered, tuple(documents), topics, references, terms, sources, frozenset(left_out), tuple(releases), kept)


def _in_order_of_date(seeds: list[Seed], dates: dict[str, str]) -> tuple[Seed, ...]:
    """Seeds by the date of what they digest; one without a date takes that of its earliest section."""

    def date(seed: Seed) -> tuple[str, str]:
        stated = [dates.get(k.value, "") for k in seed.digests]
        sections = [s.as_of.value for s in seed.sections if s.as_of.value]
        own = max([d for d in stated if d], default="") if len(seed.digests) > 1 else stated[0]
        return own or min(sections, default="9999"), seed.path

    return tuple(sorted(seeds, key=date))
