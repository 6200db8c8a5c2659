"""A seed with all that it mentions as plain data; its text is read again only where somebody asks for it."""

from functools import cache, partial
from typing import Any, get_type_hints

from handbook.diagnostics import Source
from handbook.known.mentions import Unbound, bound, unbound
from handbook.known.plain import maker, written
from handbook.model.handbook import Mentions
from handbook.model.manuscript import Section, Seed, Text
from handbook.read.seeds import read_seed
from handbook.resolve.meanings import Meanings

_SEED = [(name, maker(hint)) for name, hint in get_type_hints(Seed).items() if name not in ("source", "sections")]
_FIELDS = [name for name in get_type_hints(Section) if name != "text"]
_SECTION, _UNBOUND = maker(Section), maker(Unbound)


def kept(seed: Seed, mentions: Mentions) -> bytes:
    """The seed as JSON."""
    head = [getattr(seed, name) for name, _ in _SEED]
    return written([head, [[getattr(s, name) for name in _FIELDS] for s in seed.sections], unbound(seed, mentions)])


def recalled(data: list[Any], source: Source, meanings: Meanings) -> tuple[Seed, Mentions]:
    """The seed, and what it mentions; the tables are as they were."""
    head, sections, found = data

    @cache
    def again() -> Seed:
        read = read_seed(source, lambda _: None)
        assert read  # it was read before, from the same text
        return read

    def text(n: int) -> Text:
        return again().sections[n].text()

    made = tuple(_SECTION([*fields, partial(text, n)]) for n, fields in enumerate(sections))
    about = {name: make(x) for (name, make), x in zip(_SEED, head, strict=True)}
    seed = Seed(source=source, sections=made, **about)
    return seed, bound(_UNBOUND(found), seed, meanings)
