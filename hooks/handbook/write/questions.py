"""Open questions: sections that rest on none but a question, with what is known since."""

from handbook.model.basis import BASES
from handbook.model.manuscript import Section
from handbook.model.site import Page
from handbook.write.book import Book
from handbook.write.html import block, esc, href, in_words, time_of
from handbook.write.page import front

_PATH = "questions.md"


def questions(book: Book) -> Page:
    """Every open question by topic."""
    about = "Questions that readers and authors asked and that had no answer when they were asked, with what is known since."
    text = front("Open questions", about, "generated") + f"# Open questions\n\n{about}\n\n"
    for topic in book.handbook.topics:
        asked = [s for p in topic.pages for s in book.handbook.sections_on[p.path] if s.basis.value == "question"]
        if asked:
            text += f"## {topic.title} {{ #{topic.key.value} }}\n\n" + "".join(block(_entry(s, book)) for s in asked)
    return Page(_PATH, "Open questions", text, "seeds/topics.yaml")


def _entry(s: Section, book: Book) -> str:
    home = book.home(s)
    since = "".join(
        f'<li><a href="{href(_PATH, book.home(u.by).path, u.by.id.value)}">{esc(u.by.title.value)}</a> '
        f"({in_words(u.by.as_of.value)}, {esc(BASES[u.by.basis.value].label.lower())})</li>"
        for u in book.updates_of.get(s.id.value, ())
    )
    known = (
        f"<p>Known since:</p><ul>{since}</ul>" if since else '<p class="hb-still-open">No later answer stands in this handbook.</p>'
    )
    return (
        f'<div class="hb-update"><p class="hb-update-head">{time_of(s.as_of.value)} '
        f'<a href="{href(_PATH, home.path, home.anchor)}"><strong>{esc(home.title)}</strong></a></p><p>{esc(book.handbook.plain_words(s))}</p>{known}</div>'
    )
