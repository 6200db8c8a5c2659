"""A section as it stands on its page: heading, facts, mark of later change, plain reading, text, charts."""

import re
from functools import lru_cache
from urllib.parse import quote

from handbook.diagnostics import Source
from handbook.model.basis import BASES, CHANGES, CHANGES_EXPLAINED, VOICES, VOICES_EXPLAINED
from handbook.model.handbook import Update
from handbook.model.manuscript import Section, Seed
from handbook.model.prose import Prose
from handbook.read.markdown import scan
from handbook.write.book import Book
from handbook.write.charts import chart
from handbook.write.html import block, esc, href, in_words
from handbook.write.prose import Notes, badge, rendered

_AS_OF = "What stands here was true at that time. Where something later changes it, a mark below the heading says so."
_quoted = lru_cache(maxsize=2_000)(quote)  # there are few seeds to many sections
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,.;'’“”()%?–-]*")
"""Titles, most of them, that hold nothing but words."""


def section(s: Section, book: Book, notes: Notes) -> str:
    """The section as Markdown."""
    notes.bases.setdefault(s.basis.value)
    title = s.title.value if _PLAIN.fullmatch(s.title.value) else rendered(_title(s), book, Notes(notes.base))
    parts = [f"## {title} {{ #{s.id.value} }}\n\n", block(facts(s, book, notes))]
    parts += [block(_mark(u, book, notes)) for u in book.updates_of.get(s.id.value, ())]
    parts += [block(_backward(u, book, notes)) for u in book.updated_by.get(s.id.value, ())]
    if s.plain:
        parts.append(f"/// html | div.hb-plain\n\n{rendered(s.plain, book, notes).strip()}\n\n///\n\n")
    body = "\n\n".join(rendered(p, book, notes).strip() for p in s.body)
    parts.append(f"/// html | div.hb-full\n\n{body}\n\n///\n\n")
    parts += [block(chart(located.value, f"{s.id.value}-chart-{n}")) for n, located in enumerate(s.charts, 1)]
    return "".join(parts)


def facts(s: Section, book: Book, notes: Notes) -> str:
    """What every section says of itself: basis, date, voice, source, and what one can do with it."""
    basis = BASES[s.basis.value]
    kind = f'<button type="button" class="hb-badge hb-basis" data-basis="{basis.key}" popovertarget="hb-basis-{basis.key}">{esc(basis.label)}</button>'
    when = f'as of <time datetime="{s.as_of.value}">{in_words(s.as_of.value)}</time>'
    date = badge(notes, "date", f"as-of-{s.as_of.value}", when, (f"As of {in_words(s.as_of.value)}", _AS_OF))
    spoken = VOICES_EXPLAINED.get(s.voice)
    voice = badge(notes, "voice", f"voice-{s.voice}", esc(VOICES[s.voice]), (VOICES[s.voice], spoken)) if spoken else ""
    seed = book.handbook.seed_of[s.id.value]
    source = book.once(_source, seed, seed.path, notes.base)
    return f'<div class="hb-facts">{kind} {date} {voice} {source} {_tools(s, book)}</div>'


def _source(seed: Seed, book: Book, base: str) -> str:
    works = [book.handbook.references[k.value] for k in seed.digests]
    sources = ", ".join(
        f'<a href="{href(base, book.work_path(r.key.value), r.key.value)}">{esc(r.authors)} {esc(r.year)}</a>' for r in works[:1]
    )
    more = f" and {len(works) - 1} more" if len(works) > 1 else ""
    return f'<span class="hb-source">Source: {sources}{more}</span>'


def _tools(s: Section, book: Book) -> str:
    path, line = book.source_line(s)
    tools = [f'<a class="hb-permalink" href="#{s.id.value}">Permanent link</a>']
    repository = book.settings.repository
    if repository:
        at, id = f"{_quoted(book.settings.branch)}/{_quoted(path)}", quote(s.id.value)
        report = f"{repository}/issues/new?template=problem.yml&section={id}&title=Problem%3A%20{id}"
        tools += [
            f'<a class="hb-edit" href="{esc(f"{repository}/edit/{at}#L{line}")}">Edit this section</a>',
            f'<a class="hb-line" href="{esc(f"{repository}/blob/{at}?plain=1#L{line}")}">Source text</a>',
            f'<a class="hb-report" href="{esc(report)}">Report a problem</a>',
        ]
    return f'<details class="hb-tools"><summary>Link, edit, report</summary>{" ".join(tools)}</details>'


def _mark(u: Update, book: Book, notes: Notes) -> str:
    """On the earlier section: what changed, when, by whom, and the way there."""
    home = book.home(u.by)
    works = book.handbook.cited_by.get(u.by.id.value, ())
    by = f" by {esc(works[0].authors)}" if works else ""
    link = f'<a href="{href(notes.base, home.path, home.anchor)}">{esc(home.title)}</a>'
    word = CHANGES[u.change]
    verdict = badge(notes, "verdict", f"change-{u.change}", word, (word, CHANGES_EXPLAINED[u.change]))
    return f'<aside class="hb-change" data-change="{u.change}">{verdict} ({in_words(u.by.as_of.value)}{by}): {link}</aside>'


def _backward(u: Update, book: Book, notes: Notes) -> str:
    """On the later section: what it changes."""
    home = book.home(u.of)
    verb = {
        "confirms": "Confirms",
        "qualifies": "Qualifies",
        "supersedes": "Supersedes",
        "contradicts": "Contradicts",
        "corrects": "Corrects",
    }
    link = f'<a href="{href(notes.base, home.path, home.anchor)}">{esc(home.title)}</a>'
    return (
        f'<p class="hb-changes" data-change="{u.change}">{verb[u.change]} what was said in {in_words(u.of.as_of.value)}: {link}</p>'
    )


def _title(s: Section) -> Prose:
    """The heading's words as a stretch in which nothing is linked."""
    return scan(Source("", s.title.value))
