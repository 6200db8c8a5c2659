"""The order of a page: by the date of what is digested, then as written; an update follows what it updates."""

from collections.abc import Iterable, Iterator, Mapping

from handbook.model.manuscript import Section


def in_reading_order(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections of one page, given in the order of their seeds, in the order in which they are read."""
    given = list(sections)
    here = {s.id.value: s for s in given}
    if len(here) == len(given) and not any(s.updates for s in given):
        return tuple(given)
    followers: dict[str, list[Section]] = {}
    first: list[Section] = []
    for s in given:
        target = next((u.value for u in s.updates if u.value in here and u.value != s.id.value), None)
        if target is None:
            first.append(s)
        else:
            followers.setdefault(target, []).append(s)
    out: dict[str, Section] = {}
    for s in first:
        _follow(s, followers, out)
    for s in given:  # sections that update each other in a ring stay where they were
        out.setdefault(s.id.value, s)
    return tuple(out.values())


def _follow(top: Section, followers: Mapping[str, list[Section]], out: dict[str, Section]) -> None:
    waiting: list[Iterator[Section]] = [iter([top])]
    while waiting:
        s = next(waiting[-1], None)
        if s is None:
            waiting.pop()
        elif s.id.value not in out:
            out[s.id.value] = s
            waiting.append(iter(followers.get(s.id.value, ())))
