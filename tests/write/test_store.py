"""What is kept is found again, whoever writes beside it and whatever becomes of its file; it never grows without end."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.write.store import Store

BUILDS = st.lists(st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=60)), max_size=12)


def build(file: Path, wanted: dict[str, bytes]) -> set[str]:
    """One build: asks for everything, puts what is another or not there, and says what it had to put."""
    store = Store(file)
    keys = {name: store.key(name) for name in wanted}
    put = {name for name, content in wanted.items() if store.get(keys[name]) != content}
    for name in sorted(put):
        store.put(keys[name], wanted[name])
    store.close()
    return put


@given(BUILDS)
def test_the_last_that_was_put_is_what_is_found(tmp_path_factory: pytest.TempPathFactory, builds: list[dict[str, bytes]]) -> None:
    """Build upon build: each finds what the one before it left, and the file is never far larger than what is in use."""
    file = tmp_path_factory.mktemp("store") / "store"
    for wanted in builds:
        build(file, wanted)
        assert build(file, wanted) == set()
        in_use = sum(len(content) + 40 for content in wanted.values())
        assert not file.exists() or file.stat().st_size <= 4 * in_use


def test_little_is_put_behind_what_is_there(tmp_path: Path) -> None:
    """The old entries stay where they are, and a reader that has the file open reads on."""
    file = tmp_path / "store"
    build(file, {name: name.encode() * 1000 for name in "abc"})
    before, reader = file.read_bytes(), Store(file)
    assert build(file, {"a": b"a" * 1000, "b": b"b" * 1000, "c": b"another"}) == {"c"}
    assert file.read_bytes().startswith(before)
    assert reader.get(reader.key("c")) == b"c" * 1000
    assert build(file, {"a": b"a" * 1000, "c": b"another"}) == set()


BESIDE: dict[str, Callable[[Path], object]] = {
    "another build put more": lambda file: build(file, {"a": b"a" * 1000, "b": b"b" * 1000, "x": b"x"}),
    "another build wrote it anew": lambda file: build(file, {"x": b"x" * 9000}),
    "it was killed as it wrote": lambda file: file.write_bytes(file.read_bytes() + b"k" * 16 + bytes(7) + b"\xffhalf"),
    "somebody cut it": lambda file: os.truncate(file, file.stat().st_size - 3),
    "it is gone": lambda file: file.unlink(),
}


@pytest.mark.parametrize("happens", BESIDE.values(), ids=BESIDE.keys())
@pytest.mark.parametrize("when", ["before it is opened", "while it is open"])
def test_whatever_happens_to_the_file(tmp_path: Path, happens: Callable[[Path], object], when: str) -> None:
    """A build that ends afterwards has put its own, and what it took was right."""
    file = tmp_path / "store"
    wanted = {"a": b"a" * 1000, "b": b"b" * 1000}
    build(file, wanted)
    if when == "before it is opened":
        happens(file)
    store = Store(file)
    assert store.get(store.key("a")) in (b"a" * 1000, None)
    assert store.get(store.key("b")) in (b"b" * 1000, None)
    if when != "before it is opened":
        happens(file)
    store.put(store.key("c"), b"c")
    store.close()
    assert Store(file).get(store.key("c")) == b"c"
    build(file, wanted)
    assert build(file, wanted) == set()
