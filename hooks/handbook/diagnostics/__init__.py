"""What can go wrong, where it stands, and how it is said."""

from handbook.diagnostics.codes import CODES
from handbook.diagnostics.diagnostic import Diagnostic, Label, Severity, has_errors, in_file_order
from handbook.diagnostics.place import Located, Source, Span
from handbook.diagnostics.suggest import did_you_mean

__all__ = [
    "CODES",
    "Diagnostic",
    "Label",
    "Located",
    "Severity",
    "Source",
    "Span",
    "did_you_mean",
    "has_errors",
    "in_file_order",
]
