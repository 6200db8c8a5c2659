"""The glossary: what each term means, its other names, and every place that uses it."""

from collections.abc import Mapping

from handbook.model.handbook import TermUse
from handbook.model.manuscript import Term
from handbook.model.site import Page
from handbook.write.book import Book
from handbook.write.html import block, esc, href, plural
from handbook.write.page import front

_PATH = "glossary.md"
_QUOTED = 6
"""A term used in more places than this is listed without its sentences: they would bury the glossary."""


def glossary(book: Book) -> Page:
    """All terms by name, under the letters of the alphabet."""
    uses: dict[str, dict[str, TermUse]] = {}
    for u in book.handbook.term_uses:
        uses.setdefault(u.targets[0].key.value, {}).setdefault(f"{u.home.path}#{u.home.anchor}", u)
    terms = sorted(book.handbook.terms.values(), key=lambda t: t.name.casefold())
    letters = sorted({_letter(t) for t in terms})
    about = "The words of the handbook, in plain language, with every place that uses them."
    jump = " ".join(f'<a href="#letter-{x.lower()}">{x}</a>' for x in letters)
    text = (
        front("Glossary", about, "generated")
        + f"# Glossary\n\n{about}\n\n"
        + block(f'<nav class="hb-letters" aria-label="Letters">{jump}</nav>')
    )
    for letter in letters:
        text += f"## {letter} {{ #letter-{letter.lower()} }}\n\n"
        text += "".join(_entry(t, book, uses.get(t.key.value, {})) for t in terms if _letter(t) == letter)
    return Page(_PATH, "Glossary", text, "seeds/glossary.yaml")


def _letter(term: Term) -> str:
    first = next((c for c in term.name if c.isalnum()), "#").upper()
    return first if "A" <= first <= "Z" else "0"


def _entry(term: Term, book: Book, uses: Mapping[str, TermUse]) -> str:
    def paragraph(kind: str, text: str) -> str:
        return f'<p class="hb-{kind}">{text}</p>' if text else ""

    names = [n for n in (term.expansion, *(a.value for a in term.aliases)) if n and n != term.name]
    see = [book.handbook.terms[k.value] for k in term.see_also]
    cited = [book.handbook.references[k.value] for k in term.citations]
    body = paragraph("definition", esc(term.plain)) + paragraph("fuller", esc(term.definition)) + paragraph("trap", esc(term.trap))
    body += paragraph("aliases", f"Also: {esc(', '.join(names))}" if names else "")
    body += paragraph("see", "See also: " + ", ".join(f'<a href="#{t.key.value}">{esc(t.name)}</a>' for t in see) if see else "")
    links = (f'<a href="{href(_PATH, "bibliography.md", r.key.value)}">{esc(r.authors)} {esc(r.year)}</a>' for r in cited)
    body += paragraph("cited", "Sources: " + ", ".join(links) if cited else "")
    if uses:
        quoted = len(uses) <= _QUOTED
        items = "".join(_back_link(u, quoted) for u in uses.values())
        body += f'<details class="hb-backlinks"><summary>Used in {plural(len(uses), "place")}</summary><ul>{items}</ul></details>'
    return block(f'<div class="hb-entry hb-entry-term" id="{term.key.value}"><h3>{esc(term.headword)}</h3>{body}</div>')


def _back_link(u: TermUse, quoted: bool) -> str:
    sentence = f" <q>{esc(u.sentence)}</q>" if quoted else ""
    return f'<li><a href="{href(_PATH, u.home.path, u.home.anchor)}">{esc(u.home.title)}</a>{sentence}</li>'
