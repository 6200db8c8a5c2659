"""Two references, terms, topics or pages with one key."""

from collections.abc import Iterable, Iterator

from handbook.diagnostics import Diagnostic, Label, Located, Span
from handbook.model.handbook import Handbook


def duplicate_key(handbook: Handbook) -> Iterator[Diagnostic]:
    """A key belongs to one thing."""
    m = handbook.manuscript
    yield from _twice("reference", (r.key for r in m.references))
    yield from _twice("term", (t.key for t in m.terms))
    yield from _twice("topic", (t.key for t in m.topics))
    for topic in m.topics:
        yield from _twice("page of this topic", (p.key for p in topic.pages))


def _twice(what: str, keys: Iterable[Located[str]]) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for key in keys:
        if key.value in first:
            label = Label(first[key.value], "first here")
            yield Diagnostic(
                "duplicate-key", f"another {what} has the key `{key.value}`", key.span, "give one of them another key", (label,)
            )
        first.setdefault(key.value, key.span)
