"""A seed with all that it mentions as plain data; its text is read again only where somebody asks for it."""

from functools import cache, partial
from typing import Any, get_type_hints

from handbook.diagnostics import Source
from handbook.known.plain import maker, written
from handbook.model.handbook import Home, Mentions
from handbook.model.manuscript import Section, Seed, Text
from handbook.read.seeds import read_seed
from handbook.resolve.links import is_outside
from handbook.resolve.mentions import Known

_SEED = [(name, maker(hint)) for name, hint in get_type_hints(Seed).items() if name not in ("source", "sections")]
_FIELDS = [name for name in get_type_hints(Section) if name != "text"]
_SECTION, _KNOWN = maker(Section), maker(Known)


def kept(seed: Seed, mentions: Mentions) -> bytes:
    """The seed as JSON."""
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
    head = [getattr(seed, name) for name, _ in _SEED]
    return written([head, [[getattr(s, name) for name in _FIELDS] for s in seed.sections], known])


def recalled(data: list[Any], source: Source) -> tuple[Seed, Known]:
    """The seed, and what was found in it."""
    head, sections, known = data

    @cache
    def again() -> Seed:
        found = read_seed(source, lambda _: None)
        assert found  # it was read before, from the same text
        return found

    def text(n: int) -> Text:
        return again().sections[n].text()

    made = tuple(_SECTION([*fields, partial(text, n)]) for n, fields in enumerate(sections))
    about = {name: make(x) for (name, make), x in zip(_SEED, head, strict=True)}
    return Seed(source=source, sections=made, **about), _KNOWN(known)
