"""A site or diagnostics, never a traceback: the real seeds, broken at random, are still read, bound and judged."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.laws import judged
from tests.fuzz.wounds import WOUNDS, Wound, wounded
from tests.harness import MINIMAL, project

SEEDS = Path(__file__).parent.parent.parent / "seeds"
FILES = sorted(p.name for p in SEEDS.iterdir() if p.suffix in (".md", ".yaml"))


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real seeds."""
    root = tmp_path_factory.mktemp("handbook")
    shutil.copytree(SEEDS, root / "seeds")
    return root


@given(st.sampled_from(FILES), WOUNDS)
@settings(max_examples=settings.default.max_examples // 8)  # all of the seeds are read each time
def test_the_real_seeds_with_wounds(handbook: Path, name: str, wounds: list[Wound]) -> None:
    """Whatever happens to one file of the seeds, the author is told where, and no exception gets through."""
    path = handbook / "seeds" / name
    whole = path.read_bytes()
    try:
        path.write_bytes(wounded(whole.decode(), wounds).encode("utf-8", "replace"))
        judged(handbook, write=False)
    finally:
        path.write_bytes(whole)


@given(st.dictionaries(st.sampled_from(sorted(MINIMAL)), WOUNDS, min_size=1))
def test_the_smallest_handbook_with_wounds(tmp_path_factory: pytest.TempPathFactory, wounds: dict[str, list[Wound]]) -> None:
    """The same for all files of a small handbook at once, where each wound weighs more; without an error, a site is written."""
    made = project(tmp_path_factory.mktemp("handbook"))
    for path, changes in wounds.items():
        made.file(path, wounded(MINIMAL[path], changes).encode("utf-8", "replace"))
    judged(made.root)


@given(
    st.sampled_from(["seeds/one.md", "seeds/topics.yaml", "seeds/references.yaml", "seeds/glossary.yaml", "docs/page.md"]),
    st.binary(max_size=80),
)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, path: str, content: bytes) -> None:
    """A file of any bytes at all is judged."""
    judged(project(tmp_path_factory.mktemp("handbook")).file(path, content).root)
