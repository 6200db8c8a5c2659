"""A diagnostic is data first: its code, message, place, further places and help."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from handbook.diagnostics.codes import CODES
from handbook.diagnostics.place import Span


class Severity(StrEnum):
    """An error means no site; a warning is for the author to weigh."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that belongs to the same diagnostic, with a word on why."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong, at one place."""

    code: str
    """Kebab-case and permanent: a heading in ``docs/contributing/errors.md``."""
    message: str
    span: Span
    help: str = ""
    labels: tuple[Label, ...] = ()
    fix: str = ""
    """The text that could safely stand at ``span`` instead; empty where only a person can say."""

    @property
    def severity(self) -> Severity:
        """Error or warning, as the catalogue of codes has it."""
        return Severity.WARNING if CODES[self.code].warning else Severity.ERROR


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """True where at least one diagnostic forbids a site."""
    return any(d.severity is Severity.ERROR for d in found)


def in_file_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics by path, line and column, each said once."""
    return sorted(dict.fromkeys(found), key=lambda d: (d.span, d.code, d.message))
