"""The compiled site comes from the cache only whole and only for the same files; otherwise it is compiled anew."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook import compiled as module
from handbook.compiled import compiled
from handbook.model.site import Settings, Site
from tests.harness import TODAY, project


class _Builds:
    """A small handbook, and how often it was compiled."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.times = root, 0
        project(root).page("index.md", "# Start\n")
        self.settings = Settings(cache=root / ".cache")
        self.store = root / ".cache" / "site.jsonl"
        made = module._made

        def counted(*args: object) -> tuple[Site, str]:
            self.times += 1
            return made(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(module, "_made", counted)

    def site(self, **settings: str) -> tuple[Site, str]:
        """One build."""
        return compiled(self.root, TODAY, Settings(cache=self.settings.cache, **settings))


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Builds:
    return _Builds(tmp_path, monkeypatch)


def test_the_second_build_compiles_nothing_and_gives_the_same(builds: _Builds) -> None:
    """Every page, file, title and word on warnings comes back as it was."""
    first = builds.site()
    assert builds.site() == first
    assert builds.times == 1


@pytest.mark.parametrize("what", ["seeds/one.md", "seeds/topics.yaml", "seeds/references.yaml", "docs/index.md", "docs/new.md"])
def test_another_file_is_another_site(what: str, builds: _Builds) -> None:
    """A byte more in any file that is read, or a file more, and nothing is taken."""
    builds.site()
    at = builds.root / what
    at.write_text((at.read_text() if at.exists() else "# New\n") + "\n")
    builds.site()
    assert builds.times == 2


@pytest.mark.parametrize("told", ["repository", "branch", "site_url", "version"])
def test_another_setting_is_another_site(told: str, builds: _Builds) -> None:
    """What the compiler is told belongs to the key."""
    builds.site()
    builds.site(**{told: "https://example.org"})
    assert builds.times == 2


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "first line alone": lambda data: data.split(b"\n")[0] + b"\n",
    "half": lambda data: data[: len(data) // 2],
    "cut at a line": lambda data: data[: data.rindex(b"\n", 0, len(data) // 2) + 1],
    "without its last byte but one": lambda data: data[:-2],
    "no JSON": lambda data: b"x" + data,
    "no object": lambda data: b"[]\n" + data,
    "no text": lambda data: data.replace(b"page", b"\xff\xfe"),
    "a value": lambda data: data.split(b"\n")[0] + b"\n1\n",
    "an unknown kind": lambda data: data.replace(b'["page"', b'["other"', 1),
    "a short entry": lambda data: data.replace(b'["page"', b'["page"]\n["page"', 1),
    "another word": lambda data: data.replace(b"milder", b"wilder", 1),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_store_is_compiled_anew(spoil: Callable[[bytes], bytes], builds: _Builds) -> None:
    """The site is the same, and the store is whole again."""
    first = builds.site()
    builds.store.write_bytes(spoil(builds.store.read_bytes()))
    assert builds.site() == first
    assert builds.times == 2
    assert builds.site() == first
    assert builds.times == 2


@pytest.mark.parametrize("kind", ["page", "asset"])
def test_a_line_that_is_missing_is_noticed(kind: str, builds: _Builds) -> None:
    """A page less or a file less is not the site."""
    first = builds.site()
    lines = builds.store.read_bytes().splitlines(keepends=True)
    at = max(n for n, line in enumerate(lines) if line.startswith(f'["{kind}"'.encode()))
    builds.store.write_bytes(b"".join(lines[:at] + lines[at + 1 :]))
    assert builds.site() == first
    assert builds.times == 2


def test_a_folder_in_its_place_is_no_fault(builds: _Builds) -> None:
    """A cache may fail in silence."""
    builds.store.mkdir(parents=True)
    assert builds.site() == builds.site()
    assert builds.times == 2


def test_under_another_key_nothing_more_is_read(builds: _Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the first line names another key, no other line is parsed."""
    builds.site()
    lines = builds.store.read_bytes().split(b"\n", 1)
    builds.store.write_bytes(lines[0] + b"\n" + b"not JSON at all")
    read: list[bytes | str] = []
    loads = json.loads
    monkeypatch.setattr(module.json, "loads", lambda text: read.append(text) or loads(text))
    assert module._remembered(builds.store, "another key") is None
    assert read == [lines[0] + b"\n"]
