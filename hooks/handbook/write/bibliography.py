"""The bibliography: one canonical entry for each work, with every sentence that cites it."""

from urllib.parse import quote_plus

from handbook.model.basis import DESIGNS
from handbook.model.handbook import CitationUse
from handbook.model.manuscript import Reference
from handbook.model.site import Page
from handbook.write.book import Book
from handbook.write.html import block, esc, href, people, plural
from handbook.write.page import front

_PATH = "bibliography.md"
_REGISTRIES = {"NCT": "https://clinicaltrials.gov/study/", "ISRCTN": "https://www.isrctn.com/"}


def bibliography(book: Book) -> Page:
    """All references by author and year."""
    references = sorted(book.handbook.references.values(), key=lambda r: (r.authors.lower(), r.year, r.key.value))
    about = "Every work that the handbook cites, in the style of the National Library of Medicine, with the sentences that cite it."
    downloads = " · ".join(
        f'<a href="assets/{name}">{title}</a>'
        for name, title in (("references.bib", "BibTeX"), ("references.ris", "RIS"), ("references.json", "CSL-JSON"))
    )
    text = front("Bibliography", about, "generated") + "# Bibliography\n\n" + about + "\n\n"
    text += block(f'<p class="hb-downloads">{plural(len(references), "work")}. Download all: {downloads}</p>')
    text += "".join(block(_entry(r, book)) for r in references)
    return Page(_PATH, "Bibliography", text, "seeds/references.yaml")


def _entry(r: Reference, book: Book) -> str:
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
        f'<p class="hb-entry-links">{" · ".join(links(r))}</p>{note}{_back_links(book.citations_of.get(key, []))}</div>'
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


def _back_links(uses: list[CitationUse]) -> str:
    if not uses:
        return ""
    items = "".join(_back_link(u) for u in uses)
    return f'<details class="hb-backlinks"><summary>Cited in {plural(len(uses), "place")}</summary><ul>{items}</ul></details>'


def _back_link(u: CitationUse) -> str:
    if not u.said:
        return f'<li class="hb-source-of">Source of the seed “{esc(u.home.title)}”</li>'
    where = u.home.title if u.home.title == u.home.page_title else f"{u.home.page_title} › {u.home.title}"
    return f'<li><a href="{href(_PATH, u.home.path, u.home.anchor)}">{esc(where)}</a> <q>{esc(u.sentence)}</q></li>'
