"""What other programs write: told apart by its first words, not by the name of the file."""

import re
from collections.abc import Callable

from handbook.author.formats.csl import bibtex, csl_json
from handbook.author.formats.tagged import nbib, ris
from handbook.author.record import Record
from handbook.author.refused import RefusedError

FORMATS: tuple[tuple[str, str, Callable[[str], list[Record]]], ...] = (
    ("CSL-JSON", r"\s*[\[{]", csl_json),
    ("PubMed (NBIB)", r"\s*PMID *- ", nbib),
    ("RIS", r"(?:\s*\w+ *: .*\n)*\s*TY {1,2}- ", ris),
    ("BibTeX", r"(?:[^@]*\n)?\s*@\s*\w+\s*[{(]", bibtex),
)
"""Name, how it begins, and who reads it."""


def works_in(text: str) -> tuple[str, list[Record]]:
    """The format and the works of a file."""
    for name, start, read in FORMATS:
        if re.match(start, text):
            found = read(text)
            if not found:
                raise RefusedError(f"this looks like {name}, but no work is in it")
            return name, found
    raise RefusedError("this is neither BibTeX, RIS, PubMed (NBIB) nor CSL-JSON", "export the works in one of these formats")
