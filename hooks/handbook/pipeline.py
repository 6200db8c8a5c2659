"""The whole way on one screen: read, resolve, validate, write.

    files  ->  Manuscript  ->  Handbook  ->  diagnostics
                                         ->  Site

Nothing stops at the first fault. All are gathered, in file order, and the caller decides that errors mean no site.
"""

from collections.abc import Mapping
from dataclasses import dataclass
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
from handbook.write.site import write
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
    found: list[Diagnostic] = []
    manuscript = read(root, found.append, memory=memory)
    handbook = resolve(manuscript, today, known)
    found += validate(handbook)
    return Checked(handbook, tuple(in_file_order(found)), manuscript.sources)


@without_collecting
def build(checked: Checked, settings: Settings, store: Store | None = None, works: Works | None = None) -> Site:
    """The pages and files of a handbook that has no errors.

    ``store`` has pages that were written before, and ``works`` waits for references that are being formatted already.
    """
    return write(checked.handbook, settings, store or Store(None), works)
