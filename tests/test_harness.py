"""The handbook that all other tests start from is without a fault."""

from pathlib import Path

from tests.harness import project


def test_the_smallest_handbook_has_no_fault(tmp_path: Path) -> None:
    """What a test does not change cannot be what it finds."""
    assert project(tmp_path).check().text == ""
