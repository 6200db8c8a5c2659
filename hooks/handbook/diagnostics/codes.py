"""The catalogue of codes: what each means, shown wrong and right, and why it is asked.

``docs/contributing/errors.md`` is made from it, so no code can be without its heading.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault. Its name is permanent."""

    name: str
    title: str
    wrong: str
    right: str
    why: str
    warning: bool = False


_HEAD = "## Steroids before every infusion"
_GOOD = f"{_HEAD} {{ #steroid-cover page=derisking/infusion-reactions basis=expert-opinion as-of=2014 }}"

# One code a row, or a few lines where it is long: a table, kept from the formatter.
# fmt: off
CODES: dict[str, Code] = {
    c.name: c
    for c in (
        Code(
            "not-utf8",
            "The file is not UTF-8",
            "Beh\\xe7et (saved as Latin-1)",
            "Behçet (saved as UTF-8)",
            "One encoding for all files, so that names and signs are the same on every machine.",
        ),
        Code(
            "hidden-character",
            "An invisible character",
            "alemtuzumab (with a zero-width space in it)",
            "alemtuzumab",
            "What cannot be seen cannot be reviewed; such signs can turn the direction of a text or split a word.",
        ),
        Code("file-outside", "A link out of the handbook", "seeds/x.md -> ../../elsewhere.md", "seeds/x.md", "Only what lies in the project is read."),
        Code("file-too-large", "The file is too large", "a seed of 3 MB", "several seeds", "A seed digests one source; two megabytes are far more than that takes."),
        Code("unreadable-file", "The file cannot be read", "a folder named x.md", "a text file x.md", "Every seed is a file that can be opened."),
        Code("missing-file", "A file is missing", "no seeds/topics.yaml", "seeds/topics.yaml", "Outline, references and glossary are what the seeds are bound to."),
        Code(
            "no-front-matter",
            "The front matter is missing",
            _HEAD,
            "---\ntitle: Can alemtuzumab be made safer?\nsource: seed-000\nreviewed: 2026-11-22\n---",
            "Every section inherits its source and its date of review from there.",
        ),
        Code("bad-yaml", "This is not YAML", "title: Can it: be safer?", 'title: "Can it: be safer?"', "A text that holds a colon wants quotes; lines of one level begin in one column."),
        Code("duplicate-field", "A field stands twice", "title: One\ntitle: Two", "title: One", "The first would be lost without a word."),
        Code("unknown-field", "An unknown field", "reviewd: 2026-11-22", "reviewed: 2026-11-22", "A misspelt field would be passed over."),
        Code("missing-field", "A field is missing", "title: One", "title: One\nsource: seed-000\nreviewed: 2026-11-22", "Without it a reader could not tell where the text comes from, or how old it is."),
        Code("mistyped-field", "A field has the wrong form", "reviewed: last week", "reviewed: 2026-11-22", "Dates are compared, lists are walked, keys become addresses."),
        Code("unknown-kind", "An unknown kind of seed", "kind: digset", "kind: digest", "The kind says how a seed is read."),
        Code("text-outside-section", "Text outside a section", "---\n\nSome text.\n\n## Heading { … }", "---\n\n## Heading { … }", "Everything on the site stands in a section with a basis, a date and a source."),
        Code("bad-heading", "A heading that makes no section", "# Steroids", _GOOD, "Sections open with `##`; the title of a seed stands in its front matter."),
        Code("bad-attribute", "An attribute that cannot be read", f"{_HEAD} {{ #Steroid_Cover page=derisking/infusion-reactions basis=opinion as-of=2014 }}", _GOOD, "The id is a permanent address; basis and date are shown to every reader."),
        Code("unknown-attribute", "An unknown attribute", f"{_HEAD} {{ #steroid-cover pgae=derisking/infusion-reactions … }}", _GOOD, "A misspelt attribute would be passed over."),
        Code("missing-attribute", "An attribute is missing", f"{_HEAD} {{ #steroid-cover }}", _GOOD, "Every section says where it stands, what it rests on and when it was true."),
        Code("missing-plain", "The plain reading is missing", "A drip of methylprednisolone …", "/// plain\nA drip of steroids makes the reactions milder.\n///\n\nA drip of methylprednisolone …", "Some readers are tired, or new to the words; every section serves them too."),
        Code("empty-section", "A section without a text", f"{_GOOD}\n\n/// plain\n…\n///", f"{_GOOD}\n\n/// plain\n…\n///\n\nThe text.", "A plain reading puts a text into simpler words; it does not replace it."),
        Code("bad-block", "A block that cannot be read", "/// plian\n…\n///", "/// plain\n…\n///", "A misspelt or open block would swallow the text below it."),
        Code("duplicate-id", "Two sections with one id", "## One { #same … }\n## Two { #same … }", "## One { #one … }\n## Two { #two … }", "An id is the section's permanent address."),
        Code("duplicate-key", "Two entries with one key", "- id: boffa-2020\n- id: boffa-2020", "- id: boffa-2020\n- id: boffa-2021", "A citation must lead to one work."),
        Code("duplicate-name", "One name for two terms", "aliases: [SAD] (in two entries)", "search: [SAD] (in one of them)", "A reader who taps a word gets one meaning, and it must be the right one."),
        Code("duplicate-page", "Two pages with one address", "docs/glossary.md", "docs/about/words.md", "One of the two would vanish from the site."),
        Code("bad-file-name", "A file name that does not serve everywhere", "docs/about/who's who?.md", "docs/about/who-is-who.md", "A page's file name is its address; the offline copy is unpacked, and seeds are written, on machines of all kinds."),
        Code("unknown-page", "A page that is not in the outline", "page=derisking/infusion-reaction", "page=derisking/infusion-reactions", "The outline in `seeds/topics.yaml` is where pages are made."),
        Code("empty-page", "A page without a section", "- key: infections (and no section there)", "## Herpes { … page=derisking/infections … }", "An empty page disappoints whoever opens it.", warning=True),
        Code("unresolved-citation", "A citation without a reference", "[@bofa-2020]", "[@boffa-2020]", "Every claim can be followed to its source."),
        Code("unresolved-cross-reference", "A link that leads nowhere", "[](#steroid-covr)", "[](#steroid-cover)", "A reader who follows a link must arrive."),
        Code("unresolved-term", "A term without an entry", "[ADA]{term=ada}", "[ADA]{term=anti-drug-antibody}", "A card needs something to say."),
        Code("unresolved-update", "An update of nothing", "updates=steroid-covr", "updates=steroid-cover", "The earlier section is to be marked, so it must be found."),
        Code("update-of-later", "An update of something later", "as-of=2014 updates=(a section as of 2020)", "as-of=2020 updates=(a section as of 2014)", "What updates is newer than what it updates."),
        Code("citation-separator", "Two citations without a semicolon", "[@perumal-2012, @boffa-2020]", "[@perumal-2012; @boffa-2020]", "What follows a key, up to the semicolon, is its page or remark."),
        Code("basis-not-borne-out", "A basis that nothing bears out", "basis=randomised-trial (and a blog post is cited)", "basis=randomised-trial … [@camms223-2008]", "The badge above a section promises a kind of evidence; the section must cite it."),
        Code("bad-link", "A link that is not allowed", "[here](javascript:alert)", "[here](https://www.ema.europa.eu)", "Seeds come from strangers; links lead to pages, and to nothing that runs."),
        Code("raw-html", "HTML in a seed", "<b>never</b>", "**never**", "Seeds come from strangers; Markdown says all that a text needs."),
        Code("indented-code", "Code by accident", "    a line after a blank one", "a line after a blank one", "Four spaces make code, in which nothing is linked."),
        Code("unfinished", "A text that is still to be written", "/// plain\nTODO: say it in plain words, how sure it is too.\n///", "/// plain\nA drip of steroids makes the reactions milder.\n///", "New sections begin with lines to fill in; no reader should meet one."),
        Code("plain-too-long", "A plain reading that is too long", "/// plain (90 words)", "/// plain (60 words or fewer)", "It is read by people who are tired, on a small screen."),
        Code("plain-too-hard", "A plain reading that is too hard", "Premedication mitigates infusion-associated reactions.", "Steroids before the drip make the reactions milder.", "Nine years of school must do, by the grade of Flesch and Kincaid; names of drugs and diseases are left out of the count."),
        Code("relative-without-absolute", "A relative figure alone", "49% fewer relapses", "0.26 v 0.52 relapses a year, 49% fewer", "Half of a small risk is a small change; only the absolute number says so."),
        Code("figure-without-source", "A figure that no cited work prints", "in 37 people [@boffa-2020]", "in 3 people [@boffa-2020]", "A slip of the pen in a number can do harm.", warning=True),
        Code("review-overdue", "A review is overdue", "reviewed: 2024-01-01", "reviewed: 2026-11-22", "Medicine changes; a page says when it was last held against its sources.", warning=True),
        Code("date-in-future", "A date that has not come yet", "reviewed: 2062-11-22", "reviewed: 2026-11-22", "A page that claims a review in the future is never asked for the next one.", warning=True),
        Code("unused-reference", "A reference that nobody cites", "- id: boffa-2020 (cited nowhere)", "[@boffa-2020]", "The bibliography shows where each work is cited.", warning=True),
        Code("edition-mismatch", "Kept versions that do not belong together", "seeds/editions/2026-12-01.json (and kept.json is of 2026-11-22)", "handbook release", "What has changed since the last version is told by comparing with the edition that is kept of it."),
        Code("unused-term", "A term that nobody uses", "- id: anaphylaxis (in no text)", "match: {text: false}", "An entry without a use may be misspelt.", warning=True),
    )
}
# fmt: on
"""Every code by its name."""
