"""Changes as Markdown for a job summary, as plain text, and as data. What people wrote is untrusted and is escaped."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from handbook.model.edition import KINDS, Change, Changes
from handbook.write.wording import Piece, alike, pieces

_AROUND = 8
"""Words that are shown beside a change."""
_QUOTED = 150
"""Words of a long text that are shown."""
_ALIKE = 0.4
"""Below it, before and after are two blocks; nobody can read the one through the other."""
_SHORT = 30
"""Words; two texts as short as that can be read through each other, whatever changed."""
LARGEST = 900_000
"""Bytes; GitHub drops a job summary of more than a mebibyte."""
_PLURAL = {k: f"{k}s" for k in KINDS}
_NAMES = {"plain": "Plain reading", "text": "Text", "name": "Term"}
_SIGN = re.compile(r"[\\`*_{}\[\]#|~!$]")
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", ":": "&#58;"}


@dataclass(frozen=True)
class _Ink:
    """How one format sets words."""

    plain: Callable[[str], str]
    code: Callable[[str], str]
    gone: Callable[[str], str]
    came: Callable[[str], str]
    heading: Callable[[int, str], str]
    quote: str


def escaped(text: str) -> str:
    """Text that means nothing in Markdown or HTML and makes no link, whatever stands in it."""
    text = _one_line(text)
    text = re.sub(r"[&<>@]|:(?=//)", lambda m: _ENTITY[m.group()], _SIGN.sub(lambda m: f"\\{m.group()}", text))
    text = re.sub(r"\bwww\.", "www&#46;", text, flags=re.IGNORECASE)
    return re.sub(r"^(\d+)([.)])|^([-+=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _code(text: str) -> str:
    return f"`{_one_line(text).replace('`', '’')}`" if text.strip() else ""


_MARKDOWN = _Ink(
    escaped, _code, lambda t: f"~~{escaped(t)}~~", lambda t: f"**{escaped(t)}**", lambda n, t: f"\n{'#' * n} {t}\n", "> "
)
_TEXT = _Ink(
    _one_line,
    _one_line,
    lambda t: f"[-{_one_line(t)}-]",
    lambda t: f"{{+{_one_line(t)}+}}",
    lambda n, t: f"\n{t}\n{'=-~'[n - 1] * len(t)}",
    "  | ",
)


def markdown(changes: Changes) -> str:
    """The changes as Markdown; cut, and said to be, where a job summary would not take it."""
    return _cut(_lines(changes, _MARKDOWN))


def text(changes: Changes) -> str:
    """The changes as plain text: ``[-before-] {+after+}``."""
    return _cut(_lines(changes, _TEXT))


def as_json(changes: Changes) -> str:
    """The changes as a JSON object: counts, and each change with before and after."""
    data: dict[str, Any] = {
        "old": {"name": changes.old.name, "errors": changes.old.faults},
        "new": {"name": changes.new.name, "errors": changes.new.faults},
        "counts": {k: {w: len(changes.of(k, w)) for w in ("added", "changed", "removed")} for k in KINDS},
        "changes": [_plain(c) for c in changes.found],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, Callable[[Changes], str]] = {"markdown": markdown, "text": text, "json": as_json}
"""How changes can be told."""


def _plain(c: Change) -> dict[str, Any]:
    def named(found: Sequence[tuple[str, str, str]]) -> list[dict[str, str]]:
        return [dict(zip(("name", "before", "after"), x, strict=True)) for x in found]

    data = {**asdict(c), "facts": named(c.facts), "texts": named(c.texts)}
    return {k: v for k, v in data.items() if v not in ("", [])}


def _cut(lines: Iterator[str]) -> str:
    out: list[str] = []
    size = 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > LARGEST:
            out.append("\nMore has changed than can be shown here.")
            break
        out.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip() + "\n"


def _lines(changes: Changes, ink: _Ink) -> Iterator[str]:
    yield ink.heading(1, "What changes for readers")
    for which, e in (("before", changes.old), ("after", changes.new)):
        if e.faults:
            yield f"The handbook {which} has {e.faults} errors; what could not be read is missing here.\n"
    if not changes.found:
        yield "Nothing changes."
        return
    yield from (f"- {line}" for line in _tally(changes))
    for kind in KINDS:
        found = [c for what in ("added", "changed", "removed") for c in changes.of(kind, what)]
        if found:
            yield ink.heading(2, _PLURAL[kind].capitalize())
        for c in found:
            yield from _change(c, changes, ink)


def _tally(changes: Changes) -> Iterator[str]:
    for kind in KINDS:
        counts = [f"{n} {what}" for what in ("added", "changed", "removed") if (n := len(changes.of(kind, what)))]
        if counts:
            yield f"{_PLURAL[kind]}: {', '.join(counts)}"


def _change(c: Change, changes: Changes, ink: _Ink) -> Iterator[str]:
    yield ink.heading(3, f"{c.what.capitalize()}: {ink.plain(c.title) or 'untitled'} ({ink.code(c.id)})")
    if c.old_id:
        yield f"- a new address; it was {ink.code(c.old_id)}"
    for name, before, after in c.facts:
        if name == "page":
            before, after = (_page(p, labels) for p, labels in ((before, changes.old.labels), (after, changes.new.labels)))
            name = "moved" if before and after else name
        yield f"- {name}: " + (_fact(name, before, after, ink))
    for name, before, after in c.texts:
        if name == "title" and not (before and after):
            continue
        yield f"\n{_NAMES.get(name, name.capitalize())}:\n"
        yield from _text(before, after, ink)


def _page(path: str, labels: Any) -> str:
    return f"{labels[path]} ({path})" if path in labels else path


def _fact(name: str, before: str, after: str, ink: _Ink) -> str:
    if name in ("cites", "updates", "aliases", "authors") and before and after:
        a, b = before.split(", "), after.split(", ")
        parts = [ink.gone(x) for x in a if x not in b] + [ink.came(x) for x in b if x not in a]
        return ", ".join(parts) or "in another order"
    if not before:
        return ink.plain(after)
    return f"{ink.gone(before)} {ink.came(after) if after else '(taken out)'}"


def _text(before: str, after: str, ink: _Ink) -> Iterator[str]:
    """One text with its changes marked, or two blocks where they are more than the rest."""
    cut = pieces(before, after)
    short = max(len(before.split()), len(after.split())) <= _SHORT
    if before and after and (short or alike(cut) >= _ALIKE):
        yield ink.quote + " ".join(_marked(cut, ink))
        return
    for label, words in (("before", before.split()), ("after", after.split())):
        if words:
            more = f" … ({len(words) - _QUOTED} more words)" if len(words) > _QUOTED else ""
            both = bool(before and after)
            yield (f"{label.capitalize()}:\n\n" if both else "") + ink.quote + ink.plain(" ".join(words[:_QUOTED])) + more
            yield ""


def _marked(cut: tuple[Piece, ...], ink: _Ink) -> Iterator[str]:
    for n, p in enumerate(cut):
        if not p.same:
            yield from (ink.gone(_short(p.before)) for _ in (1,) if p.before)
            yield from (ink.came(_short(p.after)) for _ in (1,) if p.after)
            continue
        first, last = n == 0, n == len(cut) - 1
        head, tail = () if first else p.before[:_AROUND], () if last else p.before[-_AROUND:]
        if len(p.before) <= len(head) + len(tail) + 2:
            yield ink.plain(" ".join(p.before))
        else:
            yield " ".join(x for x in (ink.plain(" ".join(head)), "…", ink.plain(" ".join(tail))) if x)


def _short(words: tuple[str, ...]) -> str:
    return " ".join(words) if len(words) <= _QUOTED else f"{' '.join(words[:_QUOTED])} … ({len(words) - _QUOTED} more words)"
