"""What one process compiles and hands to another is what that would compile itself, or nothing."""

import os
import pickle
import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from handbook.compiled import FaultError, compiled
from handbook.handed import hand, handed
from handbook.model.site import Settings, Site
from handbook.started import environment
from handbook.write.beside import Beside
from tests.harness import SEED, TODAY, project, shown


class _Hands:
    """A project, what was handed of it, and a host that asks for it."""

    def __init__(self, root: Path, host: pytest.MonkeyPatch) -> None:
        self.root, self.way, self._host = project(root / "handbook").root, root / "way", host
        self.settings = Settings(cache=self.root / ".cache" / "handbook")

    def hand(self) -> None:
        with self.way.open("wb") as to:
            hand(to, self.root, TODAY, self.settings)

    def ask(self, today: str = TODAY, settings: Settings | None = None, by: int | None = None) -> tuple[Site, str] | None:
        """As the hook asks, in a process that this one's parent has started."""
        self._host.setenv("HANDBOOK_COMPILED_BY", str(by or os.getppid()))
        self._host.setattr(sys, "stdin", SimpleNamespace(buffer=self.way.open("rb")))
        return handed(self.root, today, settings or self.settings)

    def asked(self) -> Site:
        found = self.ask()
        assert found
        return found[0]

    def edit(self, path: str = "seeds/one.md") -> None:
        with (self.root / path).open("a") as file:
            file.write("\nMore.\n")

    def cut(self, gifts: int, bytes: int = 0) -> None:
        """Loses the way after so many gifts, and so many bytes of the next."""
        with self.way.open("rb") as way:
            for _ in range(gifts):
                pickle.load(way)
            end = way.tell() + bytes
        os.truncate(self.way, end)

    def lose(self) -> None:
        (self.root / ".cache" / "handbook" / "compiled").write_bytes(b"nothing")


@pytest.fixture
def hands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Hands:
    return _Hands(tmp_path, monkeypatch)


def test_what_is_handed_is_what_is_compiled(hands: _Hands) -> None:
    """The first time, and the second time, when most texts lie in the store and are not handed over but read from there."""
    for _ in range(2):
        hands.hand()
        site = hands.asked()
        assert shown(site) == shown(compiled(hands.root, TODAY, replace(hands.settings, cache=None))[0])
    assert any(callable(page.text) for page in site.pages)


def test_warnings_and_errors_are_handed_too(hands: _Hands) -> None:
    """A host says what it would have found itself."""
    (hands.root / "seeds/one.md").write_text(SEED.replace("2026-11-01", "2020-11-01"))
    hands.hand()
    found = hands.ask()
    assert found
    assert found[1] == compiled(hands.root, TODAY, hands.settings)[1] != ""
    (hands.root / "seeds/one.md").write_text(SEED.replace("@paper-2020", "@nobody"))
    hands.hand()
    with pytest.raises(FaultError) as told:
        hands.ask()
    with pytest.raises(FaultError) as found_here:
        compiled(hands.root, TODAY, hands.settings)
    assert str(told.value) == str(found_here.value)


NOT_TAKEN: dict[str, Callable[[_Hands], object]] = {
    "another day": lambda h: h.ask(today="2027-01-01"),
    "another address": lambda h: h.ask(settings=replace(h.settings, site_url="https://example.org/")),
    "somebody else": lambda h: h.ask(by=1 if os.getppid() != 1 else 2),
    "nothing": lambda h: (h.way.write_bytes(b""), h.ask())[1],
    "half of the pages": lambda h: (h.cut(1, 1000), h.ask())[1],
    "nobody": lambda h: handed(h.root, TODAY, h.settings),
}


@pytest.mark.parametrize("ask", NOT_TAKEN.values(), ids=NOT_TAKEN.keys())
def test_what_is_not_the_very_same_is_not_taken(ask: Callable[[_Hands], object], hands: _Hands) -> None:
    """Another question, another process, or one that ended in the middle: the host compiles itself."""
    hands.hand()
    assert ask(hands) is None


@pytest.mark.parametrize(("gifts", "bytes"), [(2, 0), (2, 100), (4, 0)])
def test_files_that_do_not_come_are_made(gifts: int, bytes: int, hands: _Hands) -> None:
    """Pages are given before all files are made: were that to end in the middle, the host makes what is missing, or gives up."""
    expected = shown(compiled(hands.root, TODAY, hands.settings)[0])
    for edit, fault in ((lambda: None, nullcontext()), (hands.edit, pytest.raises(OSError, match="changed while"))):
        hands.hand()
        hands.cut(gifts, bytes)
        site = hands.asked()
        edit()
        with fault:
            assert shown(site) == expected


def test_who_gives_up_leaves_the_rest_to_the_host(hands: _Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong while files are made is seen at once, and the host makes them."""
    expected = shown(compiled(hands.root, TODAY, hands.settings)[0])

    def fails(*_: object) -> NoReturn:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("handbook.write.exports._handbook", fails)
        with pytest.raises(MemoryError):
            hands.hand()
    found = hands.ask()
    assert found is None or shown(found[0]) == expected


def test_who_hands_has_one_thread_until_there_is_something(hands: _Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a process of several threads cannot be copied, and would write everything itself."""
    begun: list[set[threading.Thread]] = []
    before = set(threading.enumerate())  # one of another test may end meanwhile
    monkeypatch.setattr("handbook.write.site.Beside", lambda *of: begun.append(set(threading.enumerate()) - before) or Beside(*of))
    hands.hand()
    assert begun == [set()]


def test_a_host_is_given_one_site(hands: _Hands) -> None:
    """It asks once; whatever it builds later it compiles."""
    hands.hand()
    assert environment()["HANDBOOK_COMPILED_BY"] == str(os.getpid())
    assert hands.ask()
    assert handed(hands.root, TODAY, hands.settings) is None


def test_what_the_store_has_lost_is_written_again(hands: _Hands) -> None:
    """Or not at all, where the seeds have changed meanwhile: a site is never of two minds."""
    hands.hand()
    hands.hand()
    expected = shown(hands.asked())
    site = hands.asked()
    hands.lose()
    assert shown(site) == expected
    hands.hand()
    site = hands.asked()
    hands.lose()
    hands.edit()
    with pytest.raises(OSError, match="changed while"):
        shown(site)
