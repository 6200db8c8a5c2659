"""The handbook as a host wants it: the site, or one error that says all that is wrong.

Seeds and pages that are as they were are taken from a store in the cache, which may be deleted at any time.
"""

from pathlib import Path

from handbook import PACKAGE
from handbook.collecting import without_collecting
from handbook.known.reading import KnownFiles
from handbook.model.site import Settings, Site
from handbook.pipeline import build, check
from handbook.read.memory import Memory
from handbook.write.store import Store, key_of


class FaultError(Exception):
    """The handbook has errors; the message is the diagnostics, ready to print."""


@without_collecting
def compiled(root: Path, today: str, settings: Settings, memory: Memory | None = None) -> tuple[Site, str]:
    """The site and a word on warnings, which may be empty. Raises :class:`FaultError` where there are errors.

    Who compiles again and again gives a memory.
    """
    from handbook.diagnostics import Severity
    from handbook.diagnostics.render import full, tally

    store = Store(settings.cache / "compiled" if settings.cache else None, _compiler())
    known = KnownFiles(store, memory)
    checked = check(root, today, known, known.mentions)
    if not checked.ok:
        errors = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
        raise FaultError(f"{full(errors, checked.sources)}\n\n{tally(errors)}")
    site = build(checked, settings, store)
    known.keep(checked)
    store.close()
    return site, tally(checked.diagnostics) if checked.diagnostics else ""


def _compiler() -> bytes:
    """A hash of the compiler itself: were it mended, what it made before would stay wrong."""
    files = sorted(p for p in PACKAGE.rglob("*") if p.suffix in (".py", ".json", ".csl"))
    return key_of(*(part for p in files for part in (p.relative_to(PACKAGE).as_posix(), p.read_bytes())))
