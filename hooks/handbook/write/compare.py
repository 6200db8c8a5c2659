"""What a change does to the handbook: entries added, removed, moved and changed, in readers' words."""

from collections.abc import Iterator, Mapping

from handbook.model.edition import KINDS, Change, Changes, Edition, Entry

_SAME = 85
"""Of 100: a section whose text is this close to one that went is the same under a new id."""


def compare(old: Edition, new: Edition) -> Changes:
    """The changes that lead from ``old`` to ``new``; what only one of the two can tell is left out."""
    found = [c for kind in KINDS if kind in old.entries and kind in new.entries for c in _of_kind(kind, old, new)]
    return Changes(old, new, tuple(found))


def _of_kind(kind: str, old: Edition, new: Edition) -> Iterator[Change]:
    before, after = old.entries[kind], new.entries[kind]
    renamed = _renamed(before, after) if kind == "section" else {}
    for key, e in after.items():
        was = before.get(renamed.get(key, key))
        if was == e:
            continue
        if was is None:
            yield Change(kind, "added", key, e.title, tuple((n, "", v) for n, v in e.facts.items() if v), tuple(_texts(None, e)))
            continue
        facts = tuple((n, was.facts[n], v) for n, v in e.facts.items() if n in was.facts and was.facts[n] != v)
        texts = tuple(_texts(was, e))
        if facts or texts or key in renamed:
            yield Change(kind, "changed", key, e.title, facts, texts, renamed.get(key, ""))
    for key, was in before.items():
        if key not in after and key not in renamed.values():
            yield Change(kind, "removed", key, was.title, (), tuple((n, v, "") for n, v in was.texts.items() if v))


def _texts(was: Entry | None, e: Entry) -> Iterator[tuple[str, str, str]]:
    for name, text in e.texts.items():
        before = was.texts.get(name) if was else ""
        if before is not None and before != text:
            yield name, before, text


def _renamed(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> dict[str, str]:
    """The former id of each section that is there under another; each former id once, the closest first."""
    gone = [e for k, e in before.items() if k not in after]
    came = [e for k, e in after.items() if k not in before]
    if not (gone and came):
        return {}
    from rapidfuzz import fuzz

    near = sorted(
        (
            (score, new.id, old.id)
            for new in came
            for old in gone
            if (score := fuzz.ratio(_all(old), _all(new), score_cutoff=_SAME))
        ),
        key=lambda x: (-x[0], x[1], x[2]),
    )
    out: dict[str, str] = {}
    for _, new_id, old_id in near:
        if new_id not in out and old_id not in out.values():
            out[new_id] = old_id
    return out


def _all(e: Entry) -> str:
    return " ".join((e.title, e.texts.get("plain", ""), e.texts.get("text", "")))
