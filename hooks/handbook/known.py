"""Seeds that were read before: what they say and mention as plain data, which is many times quicker to take over than to find.

A seed is kept only where nothing at all was found wrong with it, and under a key that holds its own text, those of the
references and the glossary, and the compiler itself.
"""

import json
from functools import cache, partial
from typing import Any, TypeVar

from handbook.diagnostics import Located, Source, Span
from handbook.model.handbook import Home, Mentions
from handbook.model.manuscript import Section, Seed, Text
from handbook.model.prose import Citation, Mode
from handbook.pipeline import Checked
from handbook.read.memory import Reader, Report
from handbook.read.seeds import read_seed
from handbook.read.tables import read_glossary, read_references
from handbook.resolve.mentions import Known
from handbook.write.store import Store, key_of

_T = TypeVar("_T")


class KnownSeeds:
    """Reads what is new, and takes over what is known."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tables: dict[str, bytes] = {}
        self._keys: dict[str, bytes] = {}
        self.mentions: dict[str, Known] = {}
        """What is known of seeds, by their paths."""

    def read(self, reader: Reader[_T], source: Source, report: Report) -> _T:
        """As it is asked for; references and glossary are read before seeds."""
        if reader in (read_references, read_glossary):
            self._tables[source.path] = key_of(source.text)
        if reader is not read_seed:
            return reader(source, report)
        key = self._keys[source.path] = self._store.key("seed", *self._tables.values(), source.path, source.text)
        if kept := self._store.get(key):
            seed, self.mentions[source.path] = _seed(json.loads(kept), source)
            return seed  # type: ignore[return-value]
        return reader(source, report)

    def keep(self, checked: Checked) -> None:
        """Puts into the store what is new and in order."""
        manuscript = checked.handbook.manuscript
        faulty = {d.span.path for d in checked.diagnostics}
        for seed in manuscript.seeds if not manuscript.left_out else ():
            if seed.path not in faulty | checked.handbook.in_order:
                data = _data(seed, checked.handbook.mentions[seed.path])
                self._store.put(self._keys[seed.path], json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def _data(seed: Seed, mentions: Mentions) -> list[Any]:
    place = {s.id.value: n for n, s in enumerate(seed.sections)}

    def at(home: Home) -> int:
        return place[home.anchor]

    return [
        [_plain(seed.title), [_plain(k) for k in seed.digests], _plain(seed.reviewed), seed.review_months],
        [
            [
                *map(_plain, (s.id, s.title, s.page, s.basis, s.as_of)),
                s.voice,
                [_plain(u) for u in s.updates],
                s.change,
                [_plain(c) for c in s.charts],
                s.start,
                s.end,
            ]
            for s in seed.sections
        ],
        [
            [at(u.home), _plain(u.citation.key), u.citation.mode, u.citation.prefix, u.citation.suffix, u.sentence]
            for u in mentions.citations
        ],
        [
            [
                at(u.home),
                u.start,
                u.end,
                [t.key.value for t in u.targets],
                _plain(u.explicit) if u.explicit else None,
                vars(u).get("sentence"),  # where nobody asked for it, nobody is likely to
            ]
            for u in mentions.terms
        ],
        [[at(u.home), _plain(u.target)] for u in mentions.links],
        [mentions.words[s] for s in seed.sections],
        mentions.titles,
    ]


def _seed(data: list[Any], source: Source) -> tuple[Seed, Known]:
    head, sections, citations, terms, links, words, titles = data
    path = source.path

    def located(kept: list[Any]) -> Located[Any]:
        value, line, column, length = kept
        return Located(value, Span(path, line, column, length))

    @cache
    def again() -> Seed:
        """The seed as it is read from its text, once somebody asks for more than is known."""
        found = read_seed(source, lambda _: None)
        assert found  # it was read before, from the same text
        return found

    def text(n: int) -> Text:
        return again().sections[n].text()

    title, digests, reviewed, months = head
    seed = Seed(
        source,
        located(title),
        tuple(map(located, digests)),
        located(reviewed),
        months,
        tuple(
            Section(
                located(id),
                located(name),
                located(page),
                located(basis),
                located(as_of),
                voice,
                tuple(map(located, updates)),
                change,
                tuple(map(located, charts)),
                start,
                end,
                partial(text, n),
            )
            for n, (id, name, page, basis, as_of, voice, updates, change, charts, start, end) in enumerate(sections)
        ),
    )
    known = Known(
        tuple((n, Citation(located(key), Mode(mode), prefix, suffix), said) for n, key, mode, prefix, suffix, said in citations),
        tuple((n, start, end, tuple(keys), located(named) if named else None, said) for n, start, end, keys, named, said in terms),
        tuple((n, located(target)) for n, target in links),
        tuple((plain, body) for plain, body in words),
        titles,
    )
    return seed, known


def _plain(value: Located[Any]) -> list[Any]:
    span = value.span
    return [value.value, span.line, span.column, span.length]
