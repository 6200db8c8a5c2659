"""Near names: what somebody may have meant."""

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is closest to ``name``, or an empty string where none is close."""
    from rapidfuzz import fuzz, process  # loaded only where something is wrong

    found = process.extractOne(name.casefold(), list(known), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=60)
    return str(found[0]) if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known name; empty where none is near."""
    near = nearest(name, known)
    return f"did you mean `{near}`?" if near else ""
