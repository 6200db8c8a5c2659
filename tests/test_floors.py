"""The compiler is built in floors: what stands on one may lean on it and on those below, never on one above."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOOKS = Path(__file__).parent.parent / "hooks"
HANDBOOK = HOOKS / "handbook"
FLOORS = ("diagnostics", "model", "read", "resolve", "validate", "write")
"""From the lowest to the highest; everything beside these folders stands above them all."""
MODULES = sorted(HANDBOOK.rglob("*.py"))
LONGEST = 320
"""Lines."""


def floor(module: str) -> int:
    """The floor of a dotted module name; the package itself is the ground."""
    parts = module.split(".")
    if parts == ["handbook"]:
        return -1
    return FLOORS.index(parts[1]) if parts[1] in FLOORS else len(FLOORS)


def name(path: Path) -> str:
    """``handbook.read.yaml`` for ``hooks/handbook/read/yaml.py``."""
    return ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, inside functions and conditions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole way"
            below = [f"{node.module}.{a.name}" for a in node.names]
            yield from (
                b
                if HOOKS.joinpath(*b.split(".")).with_suffix(".py").exists() or HOOKS.joinpath(*b.split(".")).is_dir()
                else str(node.module)
                for b in below
            )


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_leans_on_a_higher_floor(path: Path) -> None:
    """diagnostics ← model ← read ← resolve ← validate ← write ← pipeline, settings, command."""
    higher = [m for m in imports(path) if m.split(".")[0] == "handbook" and floor(m) > floor(name(path))]
    assert [] == higher


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_is(path: Path) -> None:
    """Every module has a docstring and a name that means something, and fits into one look."""
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert path.stem not in ("utils", "util", "helpers", "helper", "common", "misc", "tools")
    assert len(text.splitlines()) <= LONGEST


def test_three_files_know_mkdocs() -> None:
    """The compiler has never heard of MkDocs; the file that MkDocs loads has, and the two through which it draws pages or need not."""
    assert ["mkdocs_events.py", "mkdocs_files.py", "mkdocs_known.py", "mkdocs_pages.py"] == sorted(
        str(path.relative_to(HOOKS))
        for path in HOOKS.rglob("*.py")
        if any(m.split(".")[0] in ("mkdocs", "material") for m in imports(path))
    )


def test_every_rule_has_a_file_and_every_file_a_rule() -> None:
    """A rule's name is its code and its file, and each is in the tuple of rules once."""
    from handbook.diagnostics import CODES
    from handbook.validate import RESTS_ON, RULES

    names = [rule.__name__ for rule in RULES]
    assert sorted(set(names)) == sorted(names)
    assert sorted(p.stem for p in HANDBOOK.joinpath("validate").glob("*.py") if p.stem != "__init__") == sorted(names)
    assert [] == [n for n in names if n.replace("_", "-") not in CODES]
    assert set(RESTS_ON) <= set(RULES)
