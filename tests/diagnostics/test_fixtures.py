"""Every code has a golden document: the input, and word for word what the author is told.

A document in ``fixtures/`` is named after its code (``bad-yaml.md``, or ``bad-yaml.tabs.md`` for a second one) and holds

- a title and, if wanted, a sentence or two;
- files, each in a fence whose first line names language and path: ```` ```markdown seeds/one.md ````. They stand beside
  or instead of those of the smallest handbook (``MINIMAL`` in ``tests/harness.py``);
- the expected output in the fence ```` ```text expected ````.

Some inputs cannot be typed; the first word of their fence says how the file is made: ``latin-1`` (the encoding),
``escaped`` (``\\u200b`` stands for that character), ``repeated`` (``2000 times: text``), ``link`` (a symbolic link to the
path given), ``folder`` and ``gone``.

``UPDATE_GOLDEN=1 python -m pytest tests/diagnostics`` writes the expected output anew. Read it before you commit it.
"""

import os
import re
from pathlib import Path

import pytest

from handbook.diagnostics import CODES
from tests.harness import Project, project

FIXTURES = sorted(Path(__file__).parent.joinpath("fixtures").glob("*.md"))
_FENCE = re.compile(r"^(?P<mark>`{3,}|~{3,})(?P<how>\S+) (?P<path>\S+)\n(?P<text>.*?)^(?P=mark)$", re.MULTILINE | re.DOTALL)
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


def put(made: Project, how: str, path: str, text: str) -> None:
    """One fence as a file."""
    if how == "latin-1":
        made.file(path, text.encode("latin-1"))
    elif how == "escaped":
        made.file(path, _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text))
    elif how == "repeated":
        times, _, what = text.strip().partition(" times: ")
        made.file(path, what * int(times))
    elif how == "link":
        made.root.joinpath(path).symlink_to(text.strip())
    elif how == "folder":
        made.root.joinpath(path).mkdir(parents=True)
    elif how == "gone":
        made.gone(path)
    else:
        made.file(path, text)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda f: f.stem)
def test_the_author_is_told_just_this(fixture: Path, tmp_path: Path) -> None:
    """The whole output for a broken input is what the document shows, the named code among it."""
    document = fixture.read_text("utf-8")
    made = project(tmp_path / "handbook")
    expected = None
    for fence in _FENCE.finditer(document):
        if fence["path"] == "expected":
            expected = fence
        else:
            put(made, fence["how"], fence["path"], fence["text"])
    assert expected is not None, "the document wants a fence ```text expected"
    result = made.check()
    actual = result.text + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        fixture.write_text(document[: expected.start("text")] + actual + document[expected.end("text") :], "utf-8")
    else:
        assert expected["text"] == actual
    assert fixture.name.partition(".")[0] in result.codes


def test_no_code_is_without_a_fixture() -> None:
    """Somebody who adds a code shows what it looks like; somebody who drops one drops its fixture."""
    assert sorted(CODES) == sorted({f.name.partition(".")[0] for f in FIXTURES})


def test_severities_are_those_of_the_catalogue() -> None:
    """An output says ``warning`` for just those codes that are warnings."""
    said = {
        code: severity
        for f in FIXTURES
        for severity, code in re.findall(r": (error|warning)\[([a-z0-9-]+)\]", f.read_text("utf-8"))
    }
    assert {c.name: "warning" if c.warning else "error" for c in CODES.values()} == said
