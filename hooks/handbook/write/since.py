"""What came since the newest version; a seed that was compared with it before, and is as it was, is not compared again."""

import json

from handbook.model.edition import Told
from handbook.write.book import Book
from handbook.write.compare import compare
from handbook.write.edition import edition_of
from handbook.write.exports import as_data
from handbook.write.known import KnownPages
from handbook.write.store import Store
from handbook.write.told import told


def since(book: Book, store: Store, known: KnownPages) -> tuple[Told, ...]:
    """All that differs from the words that were kept of that version; nothing where none were.

    The store has of each seed that it knows the ids of the sections that say what they said then.
    """
    kept, seeds = book.handbook.manuscript.kept, book.handbook.manuscript.seeds
    if not kept:
        return ()
    before = kept.entries.get("section", {})
    keys = [known.key("since", seed.path) for seed in seeds]
    found = list(map(store.get, keys))
    same = {id: before[id] for ids in found if ids for id in json.loads(ids)}
    now = edition_of(book, as_data(book, same), same=same)
    for seed, key, ids in zip(seeds, keys, found, strict=True):
        if ids is None:
            sections = (now.entries["section"].get(s.id.value) for s in seed.sections)
            store.put(key, json.dumps([e.id for e in sections if e and e == before.get(e.id)]).encode())
    return told(compare(kept, now))
