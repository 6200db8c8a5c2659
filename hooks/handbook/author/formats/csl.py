"""CSL-JSON as Zotero and others write it, and BibTeX, which pandoc turns into it."""

import json
import subprocess
from collections.abc import Mapping

from handbook.author.record import Record, record
from handbook.author.refused import RefusedError
from handbook.author.text import shortened, tidy

_SECONDS = 60


def csl_json(text: str) -> list[Record]:
    """The works of a CSL-JSON file: a list of items, or one."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as e:
        said = f"this is not JSON: {e}" if isinstance(e, json.JSONDecodeError) else "this JSON cannot be read"
        raise RefusedError(said, "export the works anew, as CSL-JSON") from e
    items = data.get("items", [data]) if isinstance(data, Mapping) else data
    if not isinstance(items, list) or not all(isinstance(x, Mapping) for x in items):
        raise RefusedError("this is JSON, but no list of works", "export the works as CSL-JSON")
    return [record(item, _kinds(item)) for item in items]


def bibtex(text: str) -> list[Record]:
    """The works of a BibTeX or BibLaTeX file. Pandoc reads it in its sandbox, where it opens nothing else."""
    import pypandoc

    command = ["+RTS", "-M512M", "-RTS", "--from=biblatex", "--to=csljson", "--sandbox"]
    try:
        run = subprocess.run(
            [pypandoc.get_pandoc_path(), *command], input=text.encode(), capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.SubprocessError) as e:
        raise RefusedError("pandoc could not read this file", "export the works as CSL-JSON or RIS") from e
    if run.returncode:
        said = shortened(tidy(run.stderr.decode("utf-8", "replace")), 120)
        raise RefusedError(f"this is not BibTeX: {said}", "mend the file, or export the works as CSL-JSON or RIS")
    return csl_json(run.stdout.decode("utf-8", "replace"))


def _kinds(item: Mapping[str, object]) -> list[str]:
    """``genre`` is the one place in CSL where a publication type may stand; ``keyword`` the one in BibTeX."""
    found = [item.get("genre"), *str(item.get("keyword") or "").replace(";", ",").split(",")]
    return [x for x in found if isinstance(x, str)]
