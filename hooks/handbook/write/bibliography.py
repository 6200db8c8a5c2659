"""The bibliography: one canonical entry for each work, with every sentence that cites it."""

from functools import partial
from itertools import chain
from urllib.parse import quote_plus

from handbook.diagnostics.words import plural
from handbook.model.basis import DESIGNS
from handbook.model.handbook import CitationUse
from handbook.model.manuscript import Reference
from handbook.model.site import Page
from handbook.write.book import Book, letter
from handbook.write.html import block, esc, href, people
from handbook.write.known import KnownPages
from handbook.write.letters import grouped, jump, letter_pages
from handbook.write.page import front

_PATH = "bibliography.md"
_SEED = "seeds/references.yaml"
_REGISTRIES = {"NCT": "https://clinicaltrials.gov/study/", "ISRCTN": "https://www.isrctn.com/"}


def bibliography(book: Book, known: KnownPages) -> list[Page]:
    """All references by author and year: one page, or an overview and a page a letter."""
    references = sorted(book.handbook.references.values(), key=lambda r: (r.authors.lower(), r.year, r.key.value))
    groups = grouped(references, lambda r: letter(r.authors))
    told = {r.key.value: [u.sentence for u in book.citations_of.get(r.key.value, ())] for r in references}
    if not book.in_letters[0]:
        return [known.page(partial(_page, references, book), _PATH, *chain.from_iterable(told.values()))]
    pages = letter_pages("Bibliography", _PATH, groups, partial(_entry, book=book), _SEED, lambda r: told[r.key.value], known)
    return [known.page(partial(_overview, references, list(groups), book), _PATH), *pages]


def _page(references: list[Reference], book: Book) -> Page:
    return Page(_PATH, "Bibliography", _head(references) + "".join([block(_entry(r, _PATH, book)) for r in references]), _SEED)


def _overview(references: list[Reference], letters: list[str], book: Book) -> Page:
    text = _head(references) + jump(_PATH, letters, lambda x: f"bibliography/{x.lower()}.md")
    return Page(_PATH, "Bibliography", text + "".join([block(_brief(r, book)) for r in references]), _SEED)


def _head(references: list[Reference]) -> str:
    about = "Every work that the handbook cites, in the style of the National Library of Medicine, with the sentences that cite it."
    downloads = " · ".join(
        f'<a href="assets/{name}">{title}</a>'
        for name, title in (("references.bib", "BibTeX"), ("references.ris", "RIS"), ("references.json", "CSL-JSON"))
    )
    text = front("Bibliography", about, "generated") + "# Bibliography\n\n" + about + "\n\n"
    return text + block(f'<p class="hb-downloads">{plural(len(references), "work")}. Download all: {downloads}</p>')


def _brief(r: Reference, book: Book) -> str:
    """An entry of the overview: the work, and the way to the rest."""
    key = r.key.value
    places = book.places_of(key)
    more = f"Links, and {plural(places, 'place')} that {'cites' if places == 1 else 'cite'} it" if places else "Links"
    return (
        f'<div class="hb-entry" id="{key}"><p class="hb-entry-text">{book.formatted[key]}</p>'
        f'<p class="hb-entry-links"><a href="{href(_PATH, book.work_path(key), key)}">{more}</a></p></div>'
    )


def _entry(r: Reference, here: str, book: Book) -> str:
    key = r.key.value
    facts = [
        DESIGNS[r.design],
        people(r.participants) if r.participants else "",
        {"yes": "open access", "no": "not open access"}.get(r.open_access, ""),
    ]
    note = f'<p class="hb-note">{esc(r.text("note"))}</p>' if r.text("note") else ""
    return (
        f'<div class="hb-entry" id="{key}"><p class="hb-entry-text">{book.formatted[key]}</p>'
        f'<p class="hb-entry-facts">{esc(", ".join(f for f in facts if f).capitalize())}</p>'
        f'<p class="hb-entry-links">{" · ".join(links(r))}</p>{note}{_back_links(book.citations_of.get(key, []), here)}</div>'
    )


def links(r: Reference) -> list[str]:
    """Where the work can be read: verified identifiers, or a search that says it is one."""
    out = []
    if doi := r.text("DOI"):
        out.append(f'<a href="https://doi.org/{esc(doi)}">DOI {esc(doi)}</a>')
    if pmid := r.text("PMID"):
        out.append(f'<a href="https://pubmed.ncbi.nlm.nih.gov/{esc(pmid)}/">PubMed {esc(pmid)}</a>')
    if pmcid := r.text("PMCID"):
        out.append(f'<a href="https://pmc.ncbi.nlm.nih.gov/articles/{esc(pmcid)}/">PubMed Central {esc(pmcid)}</a>')
    for number in r.registry:
        where = next((address for prefix, address in _REGISTRIES.items() if number.startswith(prefix)), "")
        out.append(f'<a href="{where}{esc(number)}">Trial {esc(number)}</a>' if where else f"Trial {esc(number)}")
    if (url := r.text("URL")) and not out:
        out.append(f'<a href="{esc(url)}">Read it</a>')
    if not out:
        out.append(
            f'<a href="https://pubmed.ncbi.nlm.nih.gov/?term={quote_plus(r.text("title"))}">Search PubMed for its title</a> (no identifier could be verified)'
        )
    return out


def _back_links(uses: list[CitationUse], here: str) -> str:
    if not uses:
        return ""
    items = "".join(_back_link(u, here) for u in uses)
    return f'<details class="hb-backlinks"><summary>Cited in {plural(len(uses), "place")}</summary><ul>{items}</ul></details>'


def _back_link(u: CitationUse, here: str) -> str:
    if not u.said:
        return f'<li class="hb-source-of">Source of the seed “{esc(u.home.title)}”</li>'
    where = u.home.title if u.home.title == u.home.page_title else f"{u.home.page_title} › {u.home.title}"
    return f'<li><a href="{href(here, u.home.path, u.home.anchor)}">{esc(where)}</a> <q>{esc(u.sentence)}</q></li>'
