"""The whole way on one screen: read, resolve, validate, write.

    files  ->  Manuscript  ->  Handbook  ->  diagnostics
                                         ->  Site

Nothing stops at the first fault. All are gathered, in file order, and the caller decides that errors mean no site.
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handbook.collecting import without_collecting
from handbook.diagnostics import Diagnostic, Source, has_errors, in_file_order
from handbook.model.handbook import Handbook, Mentions
from handbook.model.site import Settings, Site
from handbook.read.manuscript import read
from handbook.read.memory import Reading
from handbook.resolve.bind import resolve
from handbook.validate import validate
from handbook.write.formatting import Works
from handbook.write.site import Writing
from handbook.write.store import Store


@dataclass(frozen=True)
class Checked:
    """A handbook and all that was found wrong with it."""

    handbook: Handbook
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]

    @property
    def ok(self) -> bool:
        """True where nothing forbids a site."""
        return not has_errors(self.diagnostics)


@without_collecting
def check(root: Path, today: str, memory: Reading | None = None, known: Mapping[str, Mentions] | None = None) -> Checked:
    """Everything below ``root`` read, bound and judged; ``today`` is ``YYYY-MM-DD``.

    ``known`` fills while ``memory`` reads: what was found before in seeds that are as they were.
    """
    return _judged(*_bound(root, today, memory, known))


@without_collecting
def build(checked: Checked, settings: Settings, store: Store | None = None, works: Works | None = None) -> Site:
    """The pages and files of a handbook that has no errors.

    ``store`` has pages that were written before, and ``works`` waits for references that are being formatted already.
    """
    with closing(Writing(checked.handbook, settings, store or Store(None), works)) as writing:
        return writing.site()


@without_collecting
def make(
    root: Path,
    today: str,
    settings: Settings,
    store: Store | None = None,
    memory: Reading | None = None,
    known: Mapping[str, Mentions] | None = None,
    works: Callable[[], Works | None] = lambda: None,
    first: Callable[[Checked, Site], object] = lambda *_: None,
) -> tuple[Checked, Site | None]:
    """Both in one; no site where something forbids it. Writing begins, beside, before all is judged: mostly nothing does.

    ``works`` is asked once all is read. ``first`` gets the same, with files that are still to be made.
    """
    handbook, found = _bound(root, today, memory, known)
    with closing(Writing(handbook, settings, store or Store(None), works())) as writing:
        checked = _judged(handbook, found)
        return checked, writing.site(partial(first, checked)) if checked.ok else None


def _bound(
    root: Path, today: str, memory: Reading | None, known: Mapping[str, Mentions] | None
) -> tuple[Handbook, list[Diagnostic]]:
    """The handbook, and what was found wrong when it was read."""
    found: list[Diagnostic] = []
    return resolve(read(root, found.append, memory=memory), today, known), found


def _judged(handbook: Handbook, found: list[Diagnostic]) -> Checked:
    return Checked(handbook, tuple(in_file_order([*found, *validate(handbook)])), handbook.manuscript.sources)
