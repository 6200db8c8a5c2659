"""A site or diagnostics, never a traceback: whole handbooks, made at random, right and wrong."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import event, given, settings

from tests.fuzz.laws import built, judged
from tests.fuzz.spoilt import Folder
from tests.fuzz.strategies import handbooks

FEW = settings(max_examples=max(settings.default.max_examples // 3, 1))  # each is read twice, written and drawn


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for bibliographies."""
    return tmp_path_factory.mktemp("kept")


def tried(folder: Folder, kept: Path) -> None:
    """Lays the folder out, judges it and, where nothing is wrong with it, the site."""
    with tempfile.TemporaryDirectory() as top:
        root = Path(top, "handbook")
        root.mkdir()
        Path(top, "outside").write_text("# Secret\n")
        for path, content in folder.files.items():
            at = root / path
            at.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                at.mkdir()
            else:
                at.write_bytes(content)
        for path, target in folder.links.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).symlink_to(target)
        checked = judged(root, write=False)
        event(f"a site, {min(len(checked.handbook.manuscript.seeds), 1)} or more seeds" if checked.ok else "diagnostics")
        if checked.ok:
            built(checked, kept, root)
        else:
            for d in checked.diagnostics:
                event(d.code)


@given(handbooks(broken=False))
@FEW
def test_hostile_words(kept: Path, folder: Folder) -> None:
    """Where the structure is right: the site is safe, or the words are refused."""
    tried(folder, kept)


@given(handbooks())
@FEW
def test_hostile_folders(kept: Path, folder: Folder) -> None:
    """Where anything can be wrong."""
    tried(folder, kept)
