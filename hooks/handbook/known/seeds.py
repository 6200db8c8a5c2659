"""A seed with all that it mentions as plain data; its text is read again only where somebody asks for it."""

from functools import cache, partial
from typing import Any, get_type_hints

from handbook.diagnostics import Source
from handbook.known.plain import plain
from handbook.model.handbook import Home, Mentions
from handbook.model.manuscript import Section, Seed, Text
from handbook.read.seeds import read_seed
from handbook.resolve.links import is_outside
from handbook.resolve.mentions import Known

_HEAD = {name: hint for name, hint in get_type_hints(Seed).items() if name not in ("source", "sections")}
_FIELDS = {name: hint for name, hint in get_type_hints(Section).items() if name != "text"}
_of: Any = tuple
_PLAIN = plain(_of[_of[tuple(_HEAD.values())], _of[_of[tuple(_FIELDS.values())], ...], Known])


def kept(seed: Seed, mentions: Mentions) -> bytes:
    """The seed as plain data."""
    place = {s.id.value: n for n, s in enumerate(seed.sections)}

    def at(home: Home) -> int:
        return place[home.anchor]

    addresses = (x.target.value for s in seed.sections for prose in s.prose for x in prose.links if not x.image)
    known = Known(
        tuple((at(u.home), u.key, u.sentence) for u in mentions.citations),
        tuple((at(u.home), u.start, u.end, tuple(t.key.value for t in u.targets), u.explicit) for u in mentions.terms),
        # of a sentence that nobody asked for, nobody is likely to
        tuple((u.start, u.sentence) for u in mentions.terms if "sentence" in vars(u)),
        frozenset(x for x in addresses if not is_outside(x)),
        tuple(mentions.words[s] for s in seed.sections),
        mentions.titles,
    )
    head = tuple(getattr(seed, name) for name in _HEAD)
    return _PLAIN.written((head, tuple(tuple(getattr(s, name) for name in _FIELDS) for s in seed.sections), known))


def recalled(data: bytes, source: Source) -> tuple[Seed, Known]:
    """The seed, and what was found in it."""
    head, sections, known = _PLAIN.read(data)

    @cache
    def again() -> Seed:
        found = read_seed(source, lambda _: None)
        assert found  # it was read before, from the same text
        return found

    def text(n: int) -> Text:
        return again().sections[n].text()

    made = tuple(Section._make((*fields, partial(text, n))) for n, fields in enumerate(sections))
    return Seed(source=source, sections=made, **dict(zip(_HEAD, head, strict=True))), known
