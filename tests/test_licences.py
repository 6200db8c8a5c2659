"""What the handbook is built with is under licences that let it be, and each is listed."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "about" / "licences.md"
PACKAGES = sorted(set(re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)))
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|$", re.MULTILINE)
PREFIX = "License :: "


def licence(found: Distribution) -> str:
    """The licence as a package itself states it: as an expression, as a short word, or among its classifiers."""
    told = found.metadata
    expression, word = told.get("License-Expression"), told.get("License")
    if expression or (word and word != "UNKNOWN" and len(word) < 40 and "\n" not in word):
        return str(expression or word)
    classes = [c.removeprefix(PREFIX).rpartition(" :: ")[2] for c in told.get_all("Classifier") or () if c.startswith(PREFIX)]
    return ", ".join(classes)


@pytest.mark.parametrize("name", PACKAGES)
def test_every_package_is_listed_with_its_licence(name: str) -> None:
    """The page on licences has what each locked package says of itself."""
    try:
        stated = licence(distribution(name))
    except PackageNotFoundError:
        pytest.skip("for another system")
    assert stated, "it states none"
    assert stated == dict(ROW.findall(PAGE.read_text("utf-8"))).get(name)


def test_nothing_is_listed_that_is_not_used() -> None:
    """The page has no package that is not locked."""
    assert set() == {name for name, _ in ROW.findall(PAGE.read_text("utf-8"))} - set(PACKAGES)
