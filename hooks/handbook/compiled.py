"""The handbook as a host wants it: the site, or one error that says all that is wrong.

Seeds and pages that are as they were are taken from a store in the cache, which may be deleted at any time.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import CalledProcessError
from typing import TypeVar

from handbook import PACKAGE
from handbook.collecting import without_collecting
from handbook.diagnostics import Diagnostic, Source
from handbook.known.reading import KnownFiles
from handbook.model.site import FaultError, Settings, Site
from handbook.pipeline import Checked, make
from handbook.read.memory import Memory, Reader, Reading, Report
from handbook.read.tables import read_references
from handbook.write.formatting import Works, formatting
from handbook.write.store import Store, key_of

_T = TypeVar("_T")


@without_collecting
def compiled(
    root: Path,
    today: str,
    settings: Settings,
    memory: Memory | None = None,
    first: Callable[[Site, str], object] = lambda *_: None,
) -> tuple[Site, str]:
    """The site and a word on warnings, which may be empty. Raises :class:`FaultError` where there are errors.

    Who compiles again and again gives a memory. ``first`` gets the same, before all files are made and anything is kept.
    """
    from handbook.diagnostics import Severity
    from handbook.diagnostics.render import full

    store = opened(settings)
    known = KnownFiles(store, memory)
    reading = _Formatting(known, settings.cache)

    def now(checked: Checked, site: Site) -> None:
        first(site, _tally(checked.diagnostics))

    checked, site = make(root, today, settings, store, reading, known.mentions, lambda: reading.works, now)
    if not site:
        reading.end()
        errors = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
        raise FaultError(f"{full(errors, checked.sources)}\n\n{_tally(errors)}")
    known.keep(checked)
    store.close()
    return site, _tally(checked.diagnostics)


def _tally(found: Sequence[Diagnostic]) -> str:
    from handbook.diagnostics.render import tally

    return tally(found) if found else ""


def opened(settings: Settings) -> Store:
    """What this compiler made before."""
    return Store(settings.cache / "compiled" if settings.cache else None, _compiler())


class _Formatting:
    """Has the works formatted from the moment at which they are read, beside the reading of everything else."""

    def __init__(self, known: Reading, cache: Path | None) -> None:
        self._known, self._cache = known, cache
        self.works: Works | None = None
        """What waits for them; None where they cannot be formatted, or are not there."""

    def read(self, reader: Reader[_T], source: Source, report: Report) -> _T:
        """As it is asked for."""
        made = self._known.read(reader, source, report)
        if reader is read_references and isinstance(made, tuple):
            with suppress(OSError, ValueError):  # writing will say so, if it comes to that
                self.works = formatting(made, self._cache)
        return made

    def end(self) -> None:
        """There will be no site; what has been formatted is kept for the next."""
        with suppress(OSError, ValueError, CalledProcessError):
            if self.works:
                self.works()


def _compiler() -> bytes:
    """A hash of the compiler itself: were it mended, what it made before would stay wrong."""
    files = sorted(p for p in PACKAGE.rglob("*") if p.suffix in (".py", ".json", ".csl"))
    return key_of(*(part for p in files for part in (p.relative_to(PACKAGE).as_posix(), p.read_bytes())))
