"""What the command line reads from ``mkdocs.yml`` is what MkDocs passes to the hook."""

import shutil
from pathlib import Path

import pytest
from mkdocs.config import load_config

from handbook.command import main
from handbook.pipeline import build, check
from handbook.settings import configured, settings_of
from tests.harness import TODAY, project

ROOT = Path(__file__).parent.parent
NAMES = ("HANDBOOK_REPOSITORY", "HANDBOOK_SITE_URL", "HANDBOOK_VERSION", "HANDBOOK_BRANCH", "HANDBOOK_EDIT_URI")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("said", [{}, {"HANDBOOK_REPOSITORY": "https://example.org/x/", "HANDBOOK_VERSION": "1"}])
def test_both_ways_in_give_the_same_settings(said: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Repository, address and version are those of the file, unless the environment says otherwise."""
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    config = load_config(str(ROOT / "mkdocs.yml"))
    told = (config.extra["repository"], config.site_url or "", config.extra["version"])
    assert settings_of(ROOT, *told) == configured(ROOT)
    assert all(told)


@pytest.mark.parametrize(
    ("text", "repository"),
    [
        ("", ""),
        ("extra: none\n", ""),
        ("extra:\n  repository: https://example.org/a\n", "https://example.org/a"),
        ("extra: {repository: !ENV HANDBOOK_NOT_THERE}\n", ""),
        ("extra: {repository: !ENV [HANDBOOK_NOT_THERE, NOR_THIS, b]}\nhooks: !!python/name:x.y\n", "b"),
    ],
)
def test_any_configuration_can_be_asked(text: str, repository: str, tmp_path: Path) -> None:
    """What is not there is empty, and tags that mean something to a host alone are passed over."""
    tmp_path.joinpath("mkdocs.yml").write_text(text, "utf-8")
    assert repository == configured(tmp_path).repository


def test_what_is_written_is_what_the_hook_hands_over(tmp_path: Path) -> None:
    """``handbook write`` needs no environment to write the pages that the site has, links for editing among them."""
    made = project(tmp_path / "handbook")
    shutil.copy(ROOT / "mkdocs.yml", made.root)
    assert 0 == main(["write", "--root", str(made.root), "--today", TODAY, str(tmp_path / "out")])
    config = load_config(str(ROOT / "mkdocs.yml"))
    told = (config.extra["repository"], config.site_url or "", config.extra["version"])
    for page in build(check(made.root, TODAY), settings_of(made.root, *told)).pages:
        assert page.markdown == (tmp_path / "out" / "docs" / page.path).read_text("utf-8")


def test_a_configuration_that_is_no_yaml_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2 and a line, not a traceback."""
    made = project(tmp_path).file("mkdocs.yml", "a: [\n")
    assert 2 == main(["write", "--root", str(made.root), "--today", TODAY, str(tmp_path / "out")])
    assert "mkdocs.yml" in capsys.readouterr().err
