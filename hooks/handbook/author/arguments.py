"""The subcommands for authors: what they take, and what they print. The work itself is loaded where it is called for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # every command asks what there is, and few want this
    from handbook.diagnostics import Diagnostic, Span
    from handbook.model.handbook import Handbook

_Words = tuple[str, str]
_COMMON: tuple[_Words, ...] = (
    ("publisher", "its publisher"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "pages, as in 1197-1199"),
    ("url", "address; used only where no identifier leads to the work"),
    ("note", "a remark that is printed"),
)


def add_new(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """``handbook new seed|section|reference|term``."""
    top = commands.add_parser("new", help="make a seed, a section, a reference or a term")
    kinds = top.add_subparsers(required=True, metavar="seed|section|reference|term", dest="what")

    p = kinds.add_parser("seed", parents=[shared], help="a seed that digests a source")
    p.add_argument("slug", help="the name of the file, as in after-alemtuzumab")
    p.add_argument("--title", required=True, help="what it is about")
    p.add_argument("--source", required=True, action="append", metavar="KEY", help="the reference that it digests; can be repeated")

    p = kinds.add_parser("section", parents=[shared], help="a section at the end of a seed")
    p.add_argument("seed", metavar="SEED", help="the seed, as in after-alemtuzumab")
    p.add_argument("--id", required=True, help="its permanent address")
    p.add_argument("--title", required=True, help="its heading, which says the point")
    p.add_argument("--page", required=True, metavar="TOPIC/PAGE")
    p.add_argument("--basis", required=True, help="the kind of evidence it rests on")
    p.add_argument("--as-of", required=True, help="YYYY or YYYY-MM: when it was true")
    p.add_argument("--voice", default="", help="author (if nothing is said), reply or reader")
    p.add_argument("--updates", action="append", default=[], metavar="ID", help="an earlier section; can be repeated")
    p.add_argument("--change", default="", help="confirms, qualifies, supersedes, contradicts or corrects")
    p.add_argument("--plain", default="", help="the plain reading, if it is written already")
    p.add_argument("--cite", action="append", default=[], metavar="KEY", help="a work that it cites; can be repeated")

    p = kinds.add_parser("reference", parents=[shared], help="a work")
    p.add_argument("key", metavar="KEY", help="first author and year, as in boffa-2020")
    p.add_argument("--type", default="article-journal", help="the type in CSL (default: article-journal)")
    p.add_argument("--title", required=True)
    p.add_argument("--design", required=True, help="what kind of study it is")
    p.add_argument(
        "--author", action="append", default=[], help="`Coles AJ` or `Coles, Alasdair`; else the name of a body; can be repeated"
    )
    p.add_argument("--issued", default="", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD")
    p.add_argument("--journal", default="", help="journal, book or site that it stands in")
    p.add_argument("--doi", default="")
    p.add_argument("--pmid", default="")
    p.add_argument("--pmcid", default="")
    p.add_argument("--participants", type=int, help="how many people were studied")
    p.add_argument("--registry", action="append", default=[], help="trial registry number; can be repeated")
    for name, help in _COMMON:
        p.add_argument(f"--{name}", default="", help=help)

    p = kinds.add_parser("term", parents=[shared], help="a term of the glossary")
    p.add_argument("id", metavar="ID", help="its permanent id")
    p.add_argument("--term", required=True, help="the name as it stands in a sentence")
    p.add_argument("--plain", required=True, help="what it means, in one to three short sentences")
    for name, help in (
        ("abbreviation", "short form"),
        ("expansion", "long form"),
        ("definition", "fuller meaning"),
        ("trap", "what it is taken for"),
    ):
        p.add_argument(f"--{name}", default="", help=help)
    for name, help in (
        ("alias", "another name that counts as a use"),
        ("search", "a word that feeds the search alone"),
        ("see-also", "id of a related term"),
        ("cite", "key of a reference that the definition rests on"),
        ("not", "a longer phrase in which it is not meant"),
    ):
        p.add_argument(f"--{name}", action="append", default=[], help=f"{help}; can be repeated")
    return top


def add_import(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """``handbook import FILE``."""
    p = commands.add_parser("import", parents=[shared], help="take over works from BibTeX, RIS, PubMed (NBIB) or CSL-JSON")
    p.add_argument("file", type=Path, metavar="FILE")
    p.add_argument("--yes", action="store_true", help="write; without it nothing is written, only shown")
    p.add_argument(
        "--design", action="append", default=[], metavar="[KEY=]DESIGN", help="the design of all works, or of one; can be repeated"
    )
    return p


_NEXT = {
    "seed": "next: handbook new section {a.slug} …",
    "section": "next: fill in the lines that begin with TODO:, then handbook check",
    "reference": "next: cite it as [@{a.key}]",
    "term": "next: handbook check; its uses are found by themselves",
}
"""What an author will want to do after each."""


def run_new(a: argparse.Namespace, handbook: Handbook, today: str) -> int:
    """Makes one thing and prints where it stands."""
    makers: dict[str, Callable[[argparse.Namespace, Handbook, str], Span]] = {
        "seed": _seed,
        "section": _section,
        "reference": _reference,
        "term": _term,
    }

    def run() -> int:
        span = makers[a.what](a, handbook, today)
        print(f"{span.path}:{span.line}")
        print(_NEXT[a.what].format(a=a), file=sys.stderr)
        return 0

    return _guarded(run)


def run_import(a: argparse.Namespace, handbook: Handbook) -> int:
    """Shows what an import would do, and does it where ``--yes`` says so. 1 where a work is left out."""
    from handbook.author.imports import carry_out, plan

    def run() -> int:
        planned = plan(handbook, a.file, a.design)
        print("\n".join(planned.lines))
        if not planned.added:
            print(f"{planned.tally}; nothing to write", file=sys.stderr)
        elif not a.yes:
            print(f"{planned.tally}; nothing was written: add --yes", file=sys.stderr)
        else:
            for span in carry_out(a.root, planned):
                print(f"{span.path}:{span.line}")
            print(f"{planned.tally}; look at each against the work before you cite it", file=sys.stderr)
        return 1 if planned.unclear else 0

    return _guarded(run)


def run_fix(root: Path, handbook: Handbook, found: Sequence[Diagnostic]) -> bool:
    """Mends what can be mended safely and prints it; False where nothing is left to mend."""
    from handbook.author.fix import fix

    def run() -> int:
        done = fix(root, handbook, found)
        for change in done:
            print(f"{change.span}: fixed[{change.code}] {change.said}", file=sys.stderr)
        return len(done)

    return _guarded(run, 0) > 0


def _guarded(run: Callable[[], int], refused: int = 1) -> int:
    from handbook.author.refused import RefusedError

    try:
        return run()
    except RefusedError as e:
        print(f"handbook: {e}", file=sys.stderr)
        if e.help:
            print(f"   help: {e.help}", file=sys.stderr)
        return refused


def _seed(a: argparse.Namespace, handbook: Handbook, today: str) -> Span:
    from handbook.author.new import seed

    return seed(a.root, handbook, a.slug, a.title, a.source, today)


def _section(a: argparse.Namespace, handbook: Handbook, _: str) -> Span:
    from handbook.author.new import section

    values = {
        "page": a.page,
        "basis": a.basis,
        "as-of": a.as_of,
        "voice": a.voice,
        "updates": " ".join(a.updates),
        "change": a.change,
    }
    return section(a.root, handbook, a.seed, a.title, a.id, values, a.plain, a.cite)


def _reference(a: argparse.Namespace, handbook: Handbook, _: str) -> Span:
    from handbook.author.new import person, reference

    people = [person(n) for n in a.author]
    for p in people:
        if "literal" in p and p["literal"] != "others":
            print(f"`{p['literal']}` is taken for a body; a person is `Coles AJ` or `Coles, Alasdair`", file=sys.stderr)
    fields = {
        "type": a.type,
        "title": a.title,
        "author": people,
        "issued": {"raw": a.issued},
        "container-title": a.journal,
        "DOI": a.doi,
        "PMID": a.pmid,
        "PMCID": a.pmcid,
        "URL": a.url,
        **{n: getattr(a, n) for n in ("publisher", "volume", "issue", "page")},
    }
    custom = {"design": a.design, "participants": a.participants, "registry": a.registry, "verified": "full"}
    return reference(a.root, handbook, a.key, fields, custom, a.note)


def _term(a: argparse.Namespace, handbook: Handbook, _: str) -> Span:
    from handbook.author.new import term

    fields = {n: getattr(a, n) for n in ("term", "abbreviation", "expansion", "plain", "definition", "trap", "search", "not")}
    return term(a.root, handbook, a.id, {**fields, "aliases": a.alias, "see-also": a.see_also, "citations": a.cite})
