"""The glossary: what each term means, its other names, and every place that uses it."""

from functools import partial
from itertools import chain

from handbook.diagnostics.words import plural
from handbook.model.handbook import TermUse
from handbook.model.manuscript import Term
from handbook.model.site import Page
from handbook.write.book import Book, letter
from handbook.write.html import block, esc, href
from handbook.write.known import KnownPages
from handbook.write.letters import grouped, jump, letter_pages, shown
from handbook.write.page import front

_PATH = "glossary.md"
_SEED = "seeds/glossary.yaml"
_QUOTED = 6
"""A term used in more places than this is listed without its sentences: they would bury the glossary."""


def glossary(book: Book, known: KnownPages) -> list[Page]:
    """All terms by name, under the letters: one page, or one without the places that use them, and a page a letter with them."""
    terms = sorted(book.handbook.terms.values(), key=lambda t: t.name.casefold())
    groups = grouped(terms, lambda t: letter(t.name))
    told = {t.key.value: _told(t, book) for t in terms}
    if not book.in_letters[1]:
        return [known.page(partial(_page, groups, book, whole=True), _PATH, *chain.from_iterable(told.values()))]
    counts = (str(len(book.uses_of.get(key, ()))) for key in told)
    whole = partial(_entry, book=book, whole=True)
    pages = letter_pages("Glossary", _PATH, groups, whole, _SEED, lambda t: told[t.key.value], known)
    return [known.page(partial(_page, groups, book, whole=False), _PATH, *counts), *pages]


def _told(term: Term, book: Book) -> list[str]:
    """What its entry shows of seeds: the places that use the term, and their sentences where there are few."""
    uses = book.uses_of.get(term.key.value, [])
    return ["\n".join([f"{u.home.path}#{u.home.anchor}" for u in uses]), *(u.sentence for u in uses if len(uses) <= _QUOTED)]


def _page(groups: dict[str, list[Term]], book: Book, *, whole: bool) -> Page:
    about = "The words of the handbook, in plain language, with every place that uses them."
    text = front("Glossary", about, "generated") + f"# Glossary\n\n{about}\n\n"
    text += jump(_PATH, list(groups), lambda x: f"#letter-{x.lower()}")
    for x, entries in groups.items():
        text += f"## {shown(x)} {{ #letter-{x.lower()} }}\n\n"
        text += "".join(block(_entry(t, _PATH, book, whole=whole)) for t in entries)
    return Page(_PATH, "Glossary", text, _SEED)


def _entry(term: Term, here: str, book: Book, *, whole: bool) -> str:
    """An entry; if it is not ``whole``, the places that use the term are elsewhere, and a link leads there."""
    key, uses = term.key.value, book.uses_of.get(term.key.value, [])

    def paragraph(kind: str, text: str) -> str:
        return f'<p class="hb-{kind}">{text}</p>' if text else ""

    names = [n for n in (term.expansion, *(a.value for a in term.aliases)) if n and n != term.name]
    see = [book.handbook.terms[k.value] for k in term.see_also]
    cited = [book.handbook.references[k.value] for k in term.citations]
    body = paragraph("definition", esc(term.plain)) + paragraph("fuller", esc(term.definition)) + paragraph("trap", esc(term.trap))
    body += paragraph("aliases", f"Also: {esc(', '.join(names))}" if names else "")
    other = (f'<a href="{href(here, _PATH, t.key.value)}">{esc(t.name)}</a>' for t in see)
    body += paragraph("see", "See also: " + ", ".join(other) if see else "")
    links = (f'<a href="{href(here, book.work_path(r.key.value), r.key.value)}">{esc(r.authors)} {esc(r.year)}</a>' for r in cited)
    body += paragraph("cited", "Sources: " + ", ".join(links) if cited else "")
    used = f"Used in {plural(len(uses), 'place')}"
    if uses and whole:
        items = "".join(_back_link(u, here, len(uses) <= _QUOTED) for u in uses)
        body += f'<details class="hb-backlinks"><summary>{used}</summary><ul>{items}</ul></details>'
    elif uses:
        body += paragraph("entry-links", f'<a href="{href(here, book.term_path(key), key)}">{used}</a>')
    return f'<div class="hb-entry hb-entry-term" id="{key}"><h3>{esc(term.headword)}</h3>{body}</div>'


def _back_link(u: TermUse, here: str, quoted: bool) -> str:
    sentence = f" <q>{esc(u.sentence)}</q>" if quoted else ""
    return f'<li><a href="{href(here, u.home.path, u.home.anchor)}">{esc(u.home.title)}</a>{sentence}</li>'
