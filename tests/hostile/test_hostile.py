"""Seeds are strangers' text: what is in them is told at its place, or does no harm."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml

from handbook import PACKAGE
from handbook.model.site import Settings
from handbook.pipeline import build, check
from tests.harness import TODAY, Project, project
from tests.hostile.cases import CASES, HARMLESS, HEAVY, RUNS

ROOT = PACKAGE.parent.parent
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"']+|(?![\w+.-]*:)(?!//)[\w./#%-]*", re.ASCII)
_NEVER = {"script", "style", "img", "iframe", "object", "embed", "form", "base", "meta", "link", "math"}
"""Elements that no page has in its text."""


class _Reader(HTMLParser):
    """Gathers what could run, and links that lead elsewhere than links may."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.tops = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag] if tag in _NEVER else []
        self.tops += tag == "h1"
        self.ids += [v or "" for k, v in attrs if k == "id"]
        self.found += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.found += [v or "" for k, v in attrs if k in ("href", "src", "action") and not _ADDRESS.fullmatch(v or "")]


def _extensions() -> list[str]:
    listed = re.search(r"^markdown_extensions:\n((?:  .*\n)+)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert listed
    return [next(iter(x)) if isinstance(x, dict) else x for x in yaml.safe_load(listed[1])]


def harmless(made: Project) -> None:
    """Writes every page and file, and reads them as a browser and other programs would."""
    checked = check(made.root, TODAY)
    assert [d.code for d in checked.diagnostics if str(d.severity) == "error"] == []
    site = build(checked, Settings(site_url="https://example.org/"))
    for page in site.pages:
        reader = _Reader()
        reader.feed(markdown.markdown(_FRONT.sub("", page.markdown), extensions=_extensions()))
        reader.close()
        assert reader.found == [], page.path
        assert reader.tops == 1, "a seed makes no title of a page"
        assert len(set(reader.ids)) == len(reader.ids), page.path
    for asset in site.assets:
        if asset.path.endswith(".json"):
            json.loads(asset.content)
        if asset.path.endswith(".ris"):
            assert all(re.fullmatch(r"(?:[A-Z][A-Z0-9]  - .*)?", line) for line in asset.content.decode().split("\r\n"))


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_text_is_told_at_its_place_or_does_no_harm(name: str, tmp_path: Path) -> None:
    """Each case gives its code at its line and column, or pages in which nothing runs."""
    path, text, expected = CASES[name]
    made = project(tmp_path).file(path, text)
    if expected == HARMLESS:
        harmless(made)
    else:
        told = [f"{d.code} {d.span.line}:{d.span.column}" for d in made.check().diagnostics if d.span.path == _shown(path)]
        assert expected in told


def _shown(path: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in path)


_CHILD = """
import sys
from handbook.command import main
status = main(sys.argv[1:])
print("peak", next(x.split()[1] for x in open("/proc/self/status") if x.startswith("VmHWM")))
sys.exit(status)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured as Linux tells it")
@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_text_hangs_nothing_and_fills_no_memory(name: str, tmp_path: Path) -> None:
    """``handbook check`` ends with its verdict, within 200 MB; the time is generous, for it only catches what hangs."""
    path, text, expected = HEAVY[name]
    made = project(tmp_path).file(path, text)
    command = [sys.executable, "-c", _CHILD, "check", "--format", "concise", "--root", str(made.root), "--today", TODAY]
    env = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=env)
    assert run.returncode == (1 if expected else 0), run.stdout + run.stderr
    assert expected in run.stdout
    assert "Traceback" not in run.stderr
    assert int(run.stdout.rsplit("peak ", 1)[1]) < 200_000


@pytest.mark.parametrize("what", ["added", "changed", "removed"])
@pytest.mark.parametrize("word", [RUNS, "</script><script>", "", '" onclick="x', "[x](javascript:y)", "</div>\n\n# x"])
def test_what_is_kept_of_versions_does_no_harm(tmp_path: Path, word: str, what: str) -> None:
    """Whatever stands in any text of a record or of the last edition, names too, is shown as text."""
    change = {"kind": "section", "what": what, "id": word, "title": word, "old-id": word, "facts": [[word, word, word]]}
    change["texts"] = [{"name": word, "pieces": [[mark, word] for mark in ("=", "-", "+", word)]}]
    kinds = ("page", "section", "reference", "term", "seed")
    entry = {"title": word, "facts": {word: word, "page": word}, "texts": {word: word, "plain": word}}
    entries = {kind: {word: entry, "steroid-cover": entry, "alemtuzumab": entry} for kind in kinds}
    record = {"date": "2026-01-01", "holds": {word: 1}, "changes": [{**change, "kind": kind} for kind in kinds]}
    made = project(tmp_path).file("seeds/editions/2026-01-01.json", json.dumps(record, ensure_ascii=False))
    harmless(made.file("seeds/editions/kept.json", json.dumps({"date": "2026-01-01", "entries": entries}, ensure_ascii=False)))


@pytest.mark.parametrize(
    ("target", "code"),
    [("/etc/passwd", "file-outside"), ("x.md", "unreadable-file"), ("/dev/zero", "file-outside"), ("..", HARMLESS)],
)
def test_a_link_in_the_place_of_a_seed(tmp_path: Path, target: str, code: str) -> None:
    """A link that leaves the project, or leads to itself, is told; one to a folder is not followed."""
    made = project(tmp_path)
    (made.root / "seeds" / "x.md").symlink_to(target)
    assert made.check().codes == ([code] if code else [])


def test_a_pipe_in_the_place_of_a_seed(tmp_path: Path) -> None:
    """Nobody waits for a pipe into which nobody writes."""
    made = project(tmp_path)
    os.mkfifo(made.root / "seeds" / "x.md")
    assert made.check().codes == ["unreadable-file"]
