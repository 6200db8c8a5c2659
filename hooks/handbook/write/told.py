"""Changes made short, as they are kept and shown: which facts, and of a text the words around what changed."""

from collections.abc import Iterator

from handbook.model.edition import Change, Changes, Told
from handbook.write.wording import Piece, alike, pieces

_AROUND = 8
"""Words that are shown beside a change."""
_QUOTED = 60
"""Words of a stretch that are shown."""
_ALIKE = 0.4
"""Below it nobody can read the one text through the other: before and after stand one after the other."""
_SHORT = 30
"""Words; two texts as short as that can be read through each other, whatever changed."""
_LISTS = ("cites", "updates", "aliases", "authors", "digests")
"""Facts that are lists; only what came and what went is told."""


def told(changes: Changes) -> tuple[Told, ...]:
    """The changes, short: what is new stands in the handbook and needs no words here, what is gone leaves its plain ones."""
    return tuple(_short(c, changes) for c in changes.found)


def _short(c: Change, changes: Changes) -> Told:
    if c.what == "added":
        return Told(c.kind, c.what, c.id, c.title)
    if c.what == "removed":
        last = tuple((name, (("-", _cut(before)),)) for name, before, _ in c.texts if name == "plain")
        return Told(c.kind, c.what, c.id, c.title, (), last)
    facts = tuple(_fact(*f, changes) for f in c.facts)
    texts = tuple((name, tuple(_told(before, after))) for name, before, after in c.texts)
    return Told(c.kind, c.what, c.id, c.title, facts, texts, c.old_id)


def _fact(name: str, before: str, after: str, changes: Changes) -> tuple[str, str, str]:
    if name == "page":
        return name, changes.old.labels.get(before, before), changes.new.labels.get(after, after)
    if name in _LISTS:
        a, b = ([x for x in text.split(", ") if x] for text in (before, after))
        return name, ", ".join(x for x in a if x not in b), ", ".join(x for x in b if x not in a)
    return name, before, after


def _told(before: str, after: str) -> Iterator[tuple[str, str]]:
    cut = pieces(before, after)
    short = max(len(before.split()), len(after.split())) <= _SHORT
    if not (before and after and (short or alike(cut) >= _ALIKE)):
        yield from ((mark, _cut(text)) for mark, text in (("-", before), ("+", after)) if text)
        return
    for n, p in enumerate(cut):
        if p.same:
            yield "=", _around(p, first=n == 0, last=n == len(cut) - 1)
        else:
            yield from ((mark, _cut(" ".join(words))) for mark, words in (("-", p.before), ("+", p.after)) if words)


def _around(p: Piece, *, first: bool, last: bool) -> str:
    head = () if first else p.before[:_AROUND]
    tail = () if last else p.before[-_AROUND:]
    if len(p.before) <= len(head) + len(tail) + 2:
        return " ".join(p.before)
    return " ".join((*head, "…", *tail))


def _cut(text: str) -> str:
    words = text.split()
    return " ".join(words if len(words) <= _QUOTED else [*words[:_QUOTED], "…"])
