"""What a page tells machines: schema.org for search engines, Highwire tags for reference managers, ``llms.txt``."""

from collections.abc import Mapping

from handbook.model.manuscript import PageOutline, Reference
from handbook.model.site import Asset
from handbook.write.book import Book
from handbook.write.html import as_json

NAME = "MS Therapy Handbook"
AUTHORS = "The MS Therapy Handbook contributors"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def linked_data(outline: PageOutline, reviewed: str, cited: Mapping[str, Reference], book: Book) -> str:
    """The page as schema.org's ``MedicalWebPage`` in JSON-LD, safe inside a script element."""
    site = book.settings.site_url
    about = as_json(
        {
            "@context": "https://schema.org",
            "@type": "MedicalWebPage",
            "name": outline.title,
            "description": outline.summary,
            "inLanguage": "en-GB",
            "license": LICENCE,
            "lastReviewed": reviewed,
            "about": {"@type": "MedicalCondition", "name": "Multiple sclerosis"},
            "audience": [{"@type": "Patient"}, {"@type": "MedicalAudience", "audienceType": "Clinician"}],
            "isPartOf": {"@type": "WebSite", "name": NAME, **({"url": site} if site else {})},
        }
    )
    works = ", ".join(book.each(_work, cited, f"{outline.path}.md"))
    url = f', "url": {as_json(f"{site}{outline.path}.html")}' if site else ""
    whole = f'{about[:-1]}, "citation": [{works}]{url}}}'
    return whole.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _work(r: Reference, _book: Book, _base: str) -> str:
    identifiers = [f"doi:{r.text('DOI')}"] if r.text("DOI") else [f"pmid:{r.text('PMID')}"] if r.text("PMID") else []
    kind = "ScholarlyArticle" if r.text("type") == "article-journal" else "CreativeWork"
    return as_json(
        {
            "@type": kind,
            "name": r.text("title"),
            **({"datePublished": r.date} if r.date else {}),
            **({"identifier": identifiers[0]} if identifiers else {}),
        }
    )


def highwire(outline: PageOutline, reviewed: str, book: Book) -> dict[str, str]:
    """The ``citation_…`` tags from which a reference manager saves the page."""
    tags = {
        "citation_title": outline.title,
        "citation_author": AUTHORS,
        "citation_publication_date": reviewed.replace("-", "/"),
        "citation_inbook_title": NAME,
        "citation_language": "en",
    }
    if book.settings.site_url:
        tags["citation_public_url"] = f"{book.settings.site_url}{outline.path}.html"
    return tags


def llms_txt(book: Book) -> Asset:
    """The handbook's contents for language models: what it is, and where each page lies."""
    site = book.settings.site_url
    lines = [
        f"# {NAME}",
        "",
        "> What is known about therapies of multiple sclerosis, in plain words and in full; every section with its kind of evidence, "
        "its date and its source. It informs; it never advises one person.",
        "",
        "Statements are true as of the date that they carry; a later section may supersede an earlier one and says so.",
        "",
    ]
    for topic in book.handbook.topics:
        lines += [f"## {topic.title}", ""]
        lines += [f"- [{p.title}]({site}{p.path}.html): {' '.join(p.summary.split())}" for p in topic.pages]
        lines.append("")
    lines += [
        "## Data",
        "",
        f"- [The whole handbook as JSON]({site}assets/handbook.json)",
        f"- [Its references as CSL-JSON]({site}assets/references.json)",
        "",
    ]
    return Asset("llms.txt", "\n".join(lines).encode())
