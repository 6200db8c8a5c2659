"""The page from which the handbook can be taken home."""

from handbook.model.site import OFFLINE, Page
from handbook.write.html import block
from handbook.write.page import front


def downloads() -> Page:
    """The offline copy, the bibliography and the data."""
    about = "The whole handbook to keep and to read without a network, and its data for other programs."
    rows = (
        (OFFLINE, "The whole site as a zip", "Unpack it and open index.html. Search, cards and charts work without a network."),
        ("assets/references.bib", "Bibliography as BibTeX", "For LaTeX and reference managers."),
        ("assets/references.ris", "Bibliography as RIS", "For EndNote, Zotero and others."),
        ("assets/references.json", "Bibliography as CSL-JSON", "For Pandoc, Zotero and others."),
        ("assets/handbook.json", "The handbook as data", "Topics, sections, references, terms and what binds them."),
    )
    items = "".join(f'<li><a href="{path}" download>{title}</a> <span>{why}</span></li>' for path, title, why in rows)
    text = (
        front("Downloads", about, "generated")
        + f"# Downloads\n\n{about}\n\n"
        + block(f'<ul class="hb-downloads-list">{items}</ul>')
    )
    return Page("downloads.md", "Downloads", text, "README.md")
