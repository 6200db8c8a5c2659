"""Editors are told what may stand where: by the first line of a file, by settings, and by a task that shows faults in place."""

import json
import re
from pathlib import Path

import pytest

from handbook.author.new import SCHEMA
from handbook.command import main
from handbook.read.shape import schema_of
from tests.harness import BODY, TODAY, project

ROOT = Path(__file__).parent.parent
TABLES = ("topics", "references", "glossary")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_names_its_schema(name: str) -> None:
    """The first line leads to the schema, and so do the settings of VS Code."""
    first = ROOT.joinpath(f"seeds/{name}.yaml").read_text("utf-8").partition("\n")[0]
    path = first.removeprefix("# yaml-language-server: $schema=")
    assert schema_of(name) == json.loads(ROOT.joinpath("seeds", path).read_text("utf-8"))
    settings = json.loads(ROOT.joinpath(".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    schema = next(s for s, files in settings.items() if files == f"seeds/{name}.yaml")
    assert schema_of(name) == json.loads(ROOT.joinpath(schema).read_text("utf-8"))


def test_the_head_of_a_seed_names_its_schema() -> None:
    """The first line of every head, and that of a new one, leads to the schema of heads."""
    path = SCHEMA.removeprefix("# yaml-language-server: $schema=")
    assert schema_of("seed") == json.loads(ROOT.joinpath("seeds", path).read_text("utf-8"))
    for seed in ROOT.joinpath("seeds").glob("*.md"):
        assert SCHEMA == seed.read_text("utf-8").split("\n")[1], seed.name


def test_the_task_shows_a_fault_at_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The pattern of the task reads file, line, column, severity, code and message out of what the check prints."""
    made = project(tmp_path).body(BODY.replace("paper-2020", "papre-2020"))
    assert 1 == main(["check", "--root", str(made.root), "--today", TODAY, "--format", "concise"])
    pattern = json.loads(ROOT.joinpath(".vscode/tasks.json").read_text("utf-8"))["tasks"][0]["problemMatcher"]["pattern"]
    m = re.fullmatch(pattern["regexp"], capsys.readouterr().out.split("\n")[0])
    assert m
    said = [m[pattern[name]] for name in ("file", "line", "severity", "code")]
    assert said == ["seeds/one.md", "13", "error", "unresolved-citation"]
