"""What stands in a stretch is found where it stands, and what many pages show alike is what each would have written alone."""

from pathlib import Path

import pytest

from handbook.model.site import Settings
from handbook.pipeline import check
from handbook.write.book import Book
from handbook.write.cards import cards
from handbook.write.page import references
from handbook.write.prose import Notes, rendered
from tests.harness import FRONT, MINIMAL, TODAY, Project, project

OTHER = """
  pages:
    - {key: infusions, title: Infusions, question: "What helps?", summary: Steroids help.}
    - {key: later, title: Later, question: "What then?", summary: Nothing.}
"""
SECTION = """
## {id} {{ #{id} page={page} basis=cohort as-of=2020 }}

Alemtuzumab stands before the plain reading [@paper-2020].

/// plain
In it stands Lemtrada. It helps.
///

And Campath stands behind it: alemtuzumab.
"""


def book(made: Project) -> Book:
    """The handbook with works that are their keys."""
    checked = check(made.root, TODAY)
    assert [] == [d.code for d in checked.diagnostics if d.severity == "error"]
    return Book(checked.handbook, Settings(), lambda: {key: f"<i>{key}</i>\n\n" for key in checked.handbook.references})


def two_topics(root: Path, other: str) -> Project:
    """A section on each of two pages of the topic ``other``, and the plain reading amid what is around it."""
    made = project(root).topics(MINIMAL["seeds/topics.yaml"] + f"- key: {other}\n  title: O\n  question: Q?\n  summary: S.{OTHER}")
    made.glossary("- id: alemtuzumab\n  term: alemtuzumab\n  aliases: [Lemtrada, Campath]\n  plain: A drug.\n")
    return made.seed(
        "two.md", FRONT + SECTION.format(id="x", page=f"{other}/infusions") + SECTION.format(id="y", page=f"{other}/later")
    )


def test_the_terms_of_a_stretch_are_those_that_stand_in_it(tmp_path: Path) -> None:
    """Whichever order the stretches of a section were read in."""
    made = book(two_topics(tmp_path, "other"))
    stretches = [(prose, s.id.value) for seed in made.handbook.manuscript.seeds for s in seed.sections for prose in s.prose]
    for prose, id in stretches:
        obvious = [u for u in made.handbook.term_uses if u.home.anchor == id and prose.start <= u.start < prose.end]
        assert sorted(obvious, key=lambda u: u.start) == made.terms_in(prose, id)
    assert len(made.handbook.term_uses) == sum(len(made.terms_in(*stretch)) for stretch in stretches) == 7


@pytest.mark.parametrize("other", ["other", "about"])
def test_what_is_written_once_is_as_if_written_for_each_page(tmp_path: Path, other: str) -> None:
    """Cards and references of a page do not depend on the pages that were written before it, wherever they lie."""
    made = two_topics(tmp_path, other)
    made.page("about/method.md", "---\ntitle: Method\n---\n\n# Method\n\nAlemtuzumab [@paper-2020].\n")

    def written(book: Book, path: str) -> str:
        notes = Notes(f"{path}.md")
        for s in book.handbook.sections_on[path]:
            notes.bases[s.basis.value] = None
            notes.explained["as-of-2020"] = ("As of 2020", "True then.")
            for prose in s.prose:
                rendered(prose, s.id.value, book, notes)
        return references(book, notes) + cards(book, notes)

    paths = ("care/infusions", f"{other}/infusions", f"{other}/later")
    shared = book(made)
    assert [written(book(made), path) for path in paths] == [written(shared, path) for path in paths]


def test_a_section_begins_at_the_line_of_its_heading(tmp_path: Path) -> None:
    """Editing, the source and the export lead to the heading."""
    made = book(two_topics(tmp_path, "other"))
    for seed in made.handbook.manuscript.seeds:
        for s in seed.sections:
            path, line = made.source_line(s)
            assert (seed.path, f"## {s.title.value} {{ #{s.id.value} ") == (
                path,
                seed.source.line(line)[: len(s.title.value + s.id.value) + 8],
            )
