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
