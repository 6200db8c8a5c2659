"""What has changed: in the handbook, by version; and every later section that updates an earlier one, by date."""

from handbook.model.basis import CHANGES
from handbook.model.edition import Told
from handbook.model.handbook import Update
from handbook.model.site import Page
from handbook.write.book import Book
from handbook.write.cards import cards
from handbook.write.html import block, esc, href, in_words
from handbook.write.page import front
from handbook.write.prose import Notes
from handbook.write.versions import versions

_PATH = "changes.md"
_ABOUT = "Each later statement, when it was made, and what it does to the earlier one.\n\n"


def changes(book: Book, since: tuple[Told, ...]) -> Page:
    """Versions, then updates, the newest first; each update names its topic, so that a reader can keep to one.

    ``since`` is what came since the newest version.
    """
    about = "What has changed in this handbook, from version to version, and what later sources have changed in what was known."
    notes = Notes(_PATH)
    grouped: dict[str, list[Update]] = {}
    for u in book.handbook.updates:
        grouped.setdefault(u.by.id.value, []).append(u)
    found = sorted(grouped.values(), key=lambda us: (us[0].by.as_of.value, us[0].by.id.value), reverse=True)
    text = front("What has changed", about, "generated") + f"# What has changed\n\n{about}\n\n" + versions(book, since, _PATH)
    text += "## In what is known { #medicine }\n\n" + _ABOUT + block(_filter(book))
    year = ""
    for updates in found:
        by = updates[0].by
        if by.as_of.value[:4] != year:
            year = by.as_of.value[:4]
            text += f"## {year} {{ #year-{year} }}\n\n"
        text += block(_entry(updates, book, notes))
    return Page(_PATH, "What has changed", text + cards(book, notes), "seeds/topics.yaml")


def _entry(updates: list[Update], book: Book, notes: Notes) -> str:
    by = updates[0].by
    home = book.home(by)
    topic = by.page.value.partition("/")[0]
    earlier = "; ".join(
        f'<a href="{href(_PATH, book.home(u.of).path, u.of.id.value)}">{esc(u.of.title.value)}</a> ({in_words(u.of.as_of.value)})'
        for u in updates
    )
    plain = book.handbook.plain_words(by)
    return (
        f'<div class="hb-update" data-topic="{esc(topic)}" data-change="{updates[0].change}">'
        f'<p class="hb-update-head"><time datetime="{by.as_of.value}">{in_words(by.as_of.value)}</time> '
        f'<a href="{href(_PATH, home.path, home.anchor)}"><strong>{esc(home.title)}</strong></a></p>'
        f"<p>{esc(plain)}</p>"
        f'<p class="hb-update-of"><span class="hb-tag" data-change="{updates[0].change}">{CHANGES[updates[0].change]}</span> {earlier}</p></div>'
    )


def _filter(book: Book) -> str:
    """Buttons that a script makes useful; without it all is shown."""
    buttons = "".join(
        f'<button type="button" data-topic="{esc(t.key.value)}">{esc(t.title)}</button>' for t in book.handbook.topics
    )
    return f'<div class="hb-filter" role="group" aria-label="Show one topic" hidden><button type="button" data-topic="" aria-pressed="true">All topics</button>{buttons}</div>'
