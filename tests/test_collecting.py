"""The look for garbage is put off while work lasts, and goes on afterwards as it was."""

import gc

import pytest

from handbook.collecting import without_collecting


@without_collecting
def collecting(fail: bool = False) -> bool:
    """Whether Python collects meanwhile."""
    if fail:
        raise ValueError("a fault")
    return gc.isenabled()


@without_collecting
def making() -> list[list[int]]:
    """Some lists that stay."""
    return [[n] for n in range(10_000)]


def test_what_is_left_is_old() -> None:
    """It is not looked through as soon as a little more is made; of what was old before nothing is forgotten."""
    kept = making()
    assert not {id(x) for generation in (0, 1) for x in gc.get_objects(generation)} & set(map(id, kept))
    assert gc.get_freeze_count() == 0


def test_collecting_goes_on_as_it_was() -> None:
    """After a result and after an exception; and it stays off where it was off."""
    assert gc.isenabled()
    assert not collecting()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="a fault"):
        collecting(fail=True)
    assert gc.isenabled()
    gc.disable()
    try:
        assert not collecting()
        assert not gc.isenabled()
    finally:
        gc.enable()
