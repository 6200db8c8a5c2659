"""A timeline: when the works that the handbook rests on came out, and when its statements were true."""

from handbook.model.basis import DESIGNS
from handbook.model.site import Page
from handbook.write.book import Book
from handbook.write.html import block, esc, href, in_words
from handbook.write.page import front

_PATH = "timeline.md"


def timeline(book: Book) -> Page:
    """From 1991, when the first people were treated, to now; works and statements by year."""
    about = "From the first people treated in 1991 to now: what was published, and what was said, year by year."
    by_year: dict[str, list[tuple[str, str]]] = {"1991": [("1991", _TREATED)]}
    for r in book.handbook.references.values():
        if r.date:
            line = f'<a href="{href(_PATH, book.work_path(r.key.value), r.key.value)}">{esc(r.text("title"))}</a> ({esc(DESIGNS[r.design])})'
            by_year.setdefault(r.year, []).append((r.date, f'<span class="hb-when">{in_words(r.date)}</span> {line}'))
    for s in (s for seed in book.handbook.manuscript.seeds for s in seed.sections):
        if book.updated_by.get(s.id.value):
            home = book.home(s)
            line = f'<a href="{href(_PATH, home.path, home.anchor)}"><strong>{esc(home.title)}</strong></a>'
            by_year.setdefault(s.as_of.value[:4], []).append(
                (s.as_of.value, f'<span class="hb-when">{in_words(s.as_of.value)}</span> {line}')
            )
    text = front("Timeline", about, "generated") + f"# Timeline\n\n{about}\n\n"
    for year in sorted(by_year):
        items = "".join(f"<li>{line}</li>" for _, line in sorted(by_year[year]))
        text += f"## {year} {{ #year-{year} }}\n\n" + block(f'<ul class="hb-timeline">{items}</ul>')
    return Page(_PATH, "Timeline", text, "seeds/topics.yaml")


_TREATED = (
    '<span class="hb-when">1991</span> Between 1991 and 2002 a Cambridge group treats 58 people with MS with alemtuzumab; '
    "between 1991 and 1994, 53 people with rheumatoid arthritis are treated with it."
)
