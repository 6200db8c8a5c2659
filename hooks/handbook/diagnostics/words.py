"""Counts and names as they stand in a sentence."""


def plural(n: int, one: str, many: str = "") -> str:
    """``1 section``, ``3 sections``."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def printable(name: str) -> str:
    """A name with a mark in the place of what is not seen, or could be taken for something else."""
    return "".join(c if c.isprintable() else "�" for c in name)
