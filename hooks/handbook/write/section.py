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
from handbook.write.html import block, esc, href, in_words, tight, time_of
from handbook.write.prose import Notes, badge, rendered

_AS_OF = "What stands here was true at that time. Where something later changes it, a mark below the heading says so."
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,.;'’“”()%?–-]*")
"""Titles, most of them, that hold nothing but words."""


def section(s: Section, book: Book, notes: Notes) -> str:
    """The section as Markdown."""
    notes.bases.setdefault(s.basis.value)
    id, title = s.id.value, s.title.value
    if not _PLAIN.fullmatch(title):
        title = rendered(_title(s), "", book, Notes(notes.base))
    parts = [f"## {title} {{ #{id} }}\n\n{facts(s, book, notes)}\n\n"]
    parts += [block(_mark(u, book, notes)) for u in book.updates_of.get(id, ())]
    parts += [block(_backward(u, book, notes)) for u in book.updated_by.get(id, ())]
    text = s.text()
    if text.plain:
        parts.append(f"/// html | div.hb-plain\n\n{rendered(text.plain, id, book, notes).strip()}\n\n///\n\n")
    body = "\n\n".join([rendered(p, id, book, notes).strip() for p in text.body])
    parts.append(f"/// html | div.hb-full\n\n{body}\n\n///\n\n")
    parts += [block(chart(located.value, f"{id}-chart-{n}")) for n, located in enumerate(s.charts, 1)]
    return "".join(parts)


def facts(s: Section, book: Book, notes: Notes) -> str:
    """What every section says of itself: basis, date, voice, source, and what one can do with it."""
    seed = book.handbook.seed_of[s.id.value]
    (source,) = book.each(_source, {seed.path: seed}, notes.base)
    return f'<div class="hb-facts">{_kind(s.basis.value)} {_date(s, notes)} {_voice(s, notes)} {source} {_tools(s, book)}</div>'


@lru_cache(maxsize=len(BASES))
def _kind(basis: str) -> str:
    label = esc(BASES[basis].label)
    return f'<button type="button" class="hb-badge hb-basis" data-basis="{basis}" popovertarget="hb-basis-{basis}">{label}</button>'


def _date(s: Section, notes: Notes) -> str:
    date = s.as_of.value
    return badge(notes, "date", f"as-of-{date}", f"as of {time_of(date)}", (f"As of {in_words(date)}", _AS_OF))


def _voice(s: Section, notes: Notes) -> str:
    spoken = VOICES_EXPLAINED.get(s.voice)
    return badge(notes, "voice", f"voice-{s.voice}", esc(VOICES[s.voice]), (VOICES[s.voice], spoken)) if spoken else ""


def _source(seed: Seed, book: Book, base: str) -> str:
    works = [book.handbook.references[k.value] for k in seed.digests]
    sources = ", ".join(
        f'<a href="{href(base, book.work_path(r.key.value), r.key.value)}">{esc(r.authors)} {esc(r.year)}</a>' for r in works[:1]
    )
    more = f" and {len(works) - 1} more" if len(works) > 1 else ""
    return tight(f'<span class="hb-source">Source: {sources}{more}</span>')


def _tools(s: Section, book: Book) -> str:
    id = s.id.value
    tools = f'<a class="hb-permalink" href="#{id}">Permanent link</a>'
    if repository := book.settings.repository:
        path, line = book.source_line(s)
        edit, shown, report = _ways(repository, book.settings.branch, path)
        tools += (
            f' <a class="hb-edit" href="{edit}#L{line}">Edit this section</a>'
            f' <a class="hb-line" href="{shown}#L{line}">Source text</a>'
            f' <a class="hb-report" href="{report}&amp;section={id}&amp;title=Problem%3A%20{id}">Report a problem</a>'
        )
    return f'<details class="hb-tools"><summary>Link, edit, report</summary>{tools}</details>'


@lru_cache(maxsize=2_000)  # there are few seeds to many sections
def _ways(repository: str, branch: str, path: str) -> tuple[str, str, str]:
    """Where a file is edited, where it is shown, and where a problem is reported."""
    file, there = f"{quote(branch)}/{quote(path)}", esc(repository)
    return f"{there}/edit/{file}", f"{there}/blob/{file}?plain=1", f"{there}/issues/new?template=problem.yml"


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
