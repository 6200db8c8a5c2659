"""The three files that seeds share: the outline, the references and the glossary."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from handbook.diagnostics import Diagnostic, Located, Source
from handbook.model.manuscript import PageOutline, Reference, Term, Topic
from handbook.read.days import is_day
from handbook.read.shape import fits
from handbook.read.yaml import Tree, load

Report = Callable[[Diagnostic], None]
_WORDS = frozenset(("PMID", "volume", "issue", "page", "number", "version", "edition"))
_DATES = {"issued", "accessed", "event-date"}


def read_topics(source: Source, report: Report) -> tuple[Topic, ...]:
    """The outline; empty, and reported, where it does not have its shape."""
    tree = _table(source, "topics", report)
    return tuple(_topic(tree, i, t) for i, t in enumerate(tree.data)) if tree else ()


def read_references(source: Source, report: Report) -> tuple[Reference, ...]:
    """The references as CSL items; empty, and reported, where they do not have their shape."""
    tree = _table(source, "references", report)
    if not tree or not _are_days(tree, report):
        return ()
    return tuple(_reference(tree, i, r) for i, r in enumerate(tree.data))


def _are_days(tree: Tree, report: Report) -> bool:
    """True where each date is one of the calendar: a schema knows numbers, and not that a year has twelve months."""
    fine = True
    for i, data in enumerate(tree.data):
        for name in _DATES & data.keys():
            for n, parts in enumerate(data[name]["date-parts"]):
                if not is_day(*parts):
                    fine = False
                    written = "-".join(map(str, parts))
                    help = "write [year], [year, month] or [year, month, day]"
                    at = tree.at(i, name, "date-parts", n)
                    report(Diagnostic("mistyped-field", f"`{name}` cannot be `{written[:40]}`: there is no such day", at, help))
    return fine


def read_glossary(source: Source, report: Report) -> tuple[Term, ...]:
    """The glossary; empty, and reported, where it does not have its shape."""
    tree = _table(source, "glossary", report)
    return tuple(_term(tree, i, t) for i, t in enumerate(tree.data)) if tree else ()


def _table(source: Source, schema: str, report: Report) -> Tree | None:
    tree = load(source, report)
    if tree is None:
        return None
    if tree.data is None:
        tree = replace(tree, data=[])
    return tree if fits(tree, schema, report) else None


def _topic(tree: Tree, i: int, data: Mapping[str, Any]) -> Topic:
    pages = tuple(
        PageOutline(Located(p["key"], tree.at(i, "pages", n, "key")), p["title"], p["question"], p["summary"], data["key"])
        for n, p in enumerate(data["pages"])
    )
    return Topic(Located(data["key"], tree.at(i, "key")), data["title"], data["question"], data["summary"], pages)


def _reference(tree: Tree, i: int, data: Mapping[str, Any]) -> Reference:
    custom = data["custom"]
    return Reference(
        Located(data["id"], tree.at(i, "id")),
        {
            k: str(v) if k in _WORDS else v  # a number is a word like others there
            for k, v in data.items()
            if k != "custom"
        },
        custom["design"],
        custom.get("participants"),
        tuple(custom.get("registry", ())),
        custom.get("open-access", "unknown"),
        custom.get("verified", "full"),
        frozenset(str(f) for f in custom.get("figures", ())),
    )


def _term(tree: Tree, i: int, data: Mapping[str, Any]) -> Term:
    def listed(name: str) -> tuple[Located[str], ...]:
        return tuple(Located(v, tree.at(i, name, n)) for n, v in enumerate(data.get(name, ())))

    match = data.get("match", {})
    return Term(
        Located(data["id"], tree.at(i, "id")),
        data["term"],
        data.get("abbreviation", ""),
        data.get("expansion", ""),
        listed("aliases"),
        tuple(data.get("search", ())),
        data["plain"],
        data.get("definition", ""),
        data.get("trap", ""),
        listed("see-also"),
        listed("citations"),
        match.get("case", False),
        match.get("plural", True),
        match.get("text", True),
        tuple(data.get("not", ())),
    )
