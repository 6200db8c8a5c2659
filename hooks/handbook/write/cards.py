"""The cards at the end of a page: native popovers that need no JavaScript."""

from handbook.diagnostics.words import plural
from handbook.model.basis import BASES, DESIGNS
from handbook.model.manuscript import Reference, Term
from handbook.write.book import Book
from handbook.write.html import esc, href, people, tight
from handbook.write.prose import Notes


def cards(book: Book, notes: Notes) -> str:
    """Every card that the page's buttons open, as one block of HTML; empty where it has none."""
    found = book.each(_term, notes.terms, notes.base)
    found += book.each(_reference, notes.references, notes.base)
    found += book.each(_basis, {key: key for key in notes.bases}, notes.base)
    found += book.each(_badge, {id: (id, *said) for id, said in notes.explained.items()}, notes.base)
    return '<div class="hb-cards" data-search-exclude>\n' + "\n".join(found) + "\n</div>\n\n" if found else ""


def _card(id: str, kind: str, title: str, body: str, links: str) -> str:
    label = f"{id}-title"
    return tight(
        f'<div popover id="{id}" class="hb-card hb-card-{kind}" role="dialog" aria-labelledby="{label}">'
        f'<p class="hb-card-title" id="{label}">{title}</p>{body}<p class="hb-card-links">{links}</p></div>'
    )


def _term(term: Term, book: Book, base: str) -> str:
    trap = f'<p class="hb-card-trap">{esc(term.trap)}</p>' if term.trap else ""
    link = f'<a href="{href(base, book.term_path(term.key.value), term.key.value)}">In the glossary</a>'
    return _card(f"hb-t-{term.key.value}", "term", esc(term.headword), f"<p>{esc(term.plain)}</p>{trap}", link)


def _reference(reference: Reference, book: Book, base: str) -> str:
    key = reference.key.value
    uses = book.places_of(key)
    facts = ", ".join(x for x in (DESIGNS[reference.design], people(reference.participants) if reference.participants else "") if x)
    body = f'<p>{book.formatted[key]}</p><p class="hb-card-design">{esc(facts[:1].upper() + facts[1:])}</p>'
    links = f'<a href="{href(base, book.work_path(key), key)}">Cited in {plural(uses, "place")}</a>'
    return _card(f"hb-r-{key}", "cite", f"{esc(reference.authors)}, {esc(reference.year)}", body, links)


def _badge(said: tuple[str, str, str], _: Book, base: str) -> str:
    id, title, text = said
    link = f'<a href="{href(base, "about/method.md")}">How the handbook is made</a>'
    return _card(f"hb-{id}", "badge", esc(title), f"<p>{esc(text)}</p>", link)


def _basis(key: str, _: Book, base: str) -> str:
    basis = BASES[key]
    level = f"<p>OCEBM 2011 level {basis.level}.</p>" if basis.level else ""
    body = f"<p>{esc(basis.plain)}</p><p>{esc(basis.clinical)}</p>{level}"
    return _card(
        f"hb-basis-{key}",
        "basis",
        esc(basis.label),
        body,
        f'<a href="{href(base, "about/evidence-scale.md", key)}">The scale of evidence</a>',
    )
