"""A seed with all that it mentions as plain data; its text is read again only where somebody asks for it."""

from functools import cache, partial
from typing import Any, get_type_hints

from handbook.diagnostics import Source
from handbook.known.mentions import Unbound, bound, unbound
from handbook.known.plain import plain
from handbook.model.handbook import Mentions
from handbook.model.manuscript import Section, Seed, Text
from handbook.read.seeds import read_seed
from handbook.resolve.meanings import Meanings

_HEAD = {name: hint for name, hint in get_type_hints(Seed).items() if name not in ("source", "sections")}
_FIELDS = {name: hint for name, hint in get_type_hints(Section).items() if name != "text"}
_of: Any = tuple
_PLAIN = plain(_of[_of[tuple(_HEAD.values())], _of[_of[tuple(_FIELDS.values())], ...], Unbound])


def kept(seed: Seed, mentions: Mentions) -> bytes:
    """The seed as plain data: a line of JSON, and a line for the body of each section."""
    head = tuple(getattr(seed, name) for name in _HEAD)
    sections = tuple(tuple(getattr(s, name) for name in _FIELDS) for s in seed.sections)
    about = _PLAIN.written((head, sections, unbound(seed, mentions)))
    return b"\n".join([about, *(mentions.bodies[s].text.encode() for s in seed.sections)])


def recalled(data: bytes, source: Source, meanings: Meanings) -> tuple[Seed, Mentions]:
    """The seed, and what it mentions; the tables are as they were."""
    about, _, lines = data.partition(b"\n")
    head, sections, found = _PLAIN.read(about)

    @cache
    def again() -> Seed:
        read = read_seed(source, lambda _: None)
        assert read  # it was read before, from the same text
        return read

    @cache
    def bodies() -> list[str]:
        return lines.decode().split("\n")

    def text(n: int) -> Text:
        return again().sections[n].text()

    made = tuple(Section._make((*fields, partial(text, n))) for n, fields in enumerate(sections))
    seed = Seed(source=source, sections=made, **dict(zip(_HEAD, head, strict=True)))
    return seed, bound(found, seed, meanings, lambda n: bodies()[n])
