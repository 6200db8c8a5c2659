"""The handbook compiler: seeds go in, pages come out. It has never heard of MkDocs.

Start reading in :mod:`handbook.pipeline`.
"""

from pathlib import Path

PACKAGE = Path(__file__).parent
"""The folder of this package; schemas and the citation style lie below it."""
