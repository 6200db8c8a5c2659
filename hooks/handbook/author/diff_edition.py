"""Two ways in which a handbook comes to be compared: a folder with seeds, or the ``handbook.json`` of a build."""

import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from handbook.author.refused import RefusedError
from handbook.model.edition import Edition


def edition(path: Path, today: str) -> Edition:
    """Reads ``path``: a project's folder, its ``seeds`` folder, or a ``handbook.json``; :class:`RefusedError` where it is none."""
    if path.is_file():
        return _from_json(path)
    if (path / "seeds").is_dir():
        return _from_project(path, str(path), today)
    if (path / "topics.yaml").is_file():
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(path, Path(folder) / "seeds", symlinks=True)
            return _from_project(Path(folder), str(path), today)
    raise RefusedError(f"{path}: neither a folder with seeds nor a handbook.json")


def _from_json(path: Path) -> Edition:
    from handbook.write.edition import edition_of_data

    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return edition_of_data(path.name, data, {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as e:
        raise RefusedError(f"{path}: this is no handbook.json ({type(e).__name__})") from e


def _from_project(root: Path, name: str, today: str) -> Edition:
    from handbook.diagnostics import Severity
    from handbook.model.site import Settings
    from handbook.pipeline import check
    from handbook.write.book import Book
    from handbook.write.edition import edition_of
    from handbook.write.exports import as_data

    checked = check(root, today)
    faults = sum(d.severity is Severity.ERROR for d in checked.diagnostics)
    book = Book(checked.handbook, Settings(), dict)
    return replace(edition_of(book, as_data(book), name), faults=faults)
