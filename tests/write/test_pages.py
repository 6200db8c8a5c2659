"""What a seed's text becomes on its page, as golden documents in ``fixtures/``.

A document holds a title, the text of a section in the fence ``~~~markdown body``, and what stands on the page in the
fence ``~~~markdown page``. The rest of the handbook is that of ``MINIMAL`` in ``tests/harness.py``, with the references
and terms below. ``UPDATE_GOLDEN=1 python -m pytest tests/write/test_pages.py`` writes the pages anew; read them.
"""

import os
import re
from pathlib import Path

import pytest

from handbook.model.site import Settings
from handbook.pipeline import build, check
from tests.harness import MINIMAL, TODAY, project

FIXTURES = sorted(Path(__file__).parent.joinpath("fixtures").glob("*.md"))
_FENCE = re.compile(r"^~~~markdown (?P<name>body|page)\n(?P<text>.*?)^~~~$", re.MULTILINE | re.DOTALL)
_FULL = re.compile(r"^/// html \| div\.hb-full\n\n(.*?)\n\n^///$", re.MULTILINE | re.DOTALL)

REFERENCES = (
    MINIMAL["seeds/references.yaml"]
    + """\
- id: other-2021
  type: article-journal
  title: 'A <script>alert("x")</script> & more'
  author: [{family: 'O’Neil <b>', given: B}, {family: Two, given: C}, {family: Three, given: D}]
  issued: {date-parts: [[2021]]}
  custom: {design: cohort}
"""
)
GLOSSARY = """\
- id: anti-drug-antibody
  term: anti-drug antibody
  abbreviation: ADA
  plain: An antibody against a medicine.
  not: [adenosine deaminase]
- id: neda
  term: no evidence of disease activity
  abbreviation: NEDA
  plain: Nothing new was found.
"""


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda f: f.stem)
def test_a_text_becomes_just_this(fixture: Path, tmp_path: Path) -> None:
    """The page shows the text of a section as the document has it, to the letter."""
    document = fixture.read_text("utf-8")
    fences = {m["name"]: m for m in _FENCE.finditer(document)}
    made = project(tmp_path).references(REFERENCES).glossary(GLOSSARY).body(fences["body"]["text"])
    checked = check(made.root, TODAY)
    assert [] == [d.code for d in checked.diagnostics if d.severity == "error"]
    page = next(p for p in build(checked, Settings()).pages if p.path == "care/infusions.md")
    found = _FULL.search(page.markdown)
    actual = (found.group(1) if found else "") + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        at = fences["page"]
        fixture.write_text(document[: at.start("text")] + actual + document[at.end("text") :], "utf-8")
    else:
        assert fences["page"]["text"] == actual


def test_a_page_without_site_or_repository_links_only_within(tmp_path: Path) -> None:
    """Without addresses a page has no edit link and no permanent host: relative links need neither."""
    checked = check(project(tmp_path).root, TODAY)
    page = next(p for p in build(checked, Settings()).pages if p.path == "care/infusions.md")
    assert "hb-edit" not in page.markdown
    assert "Available from" not in page.markdown


def test_what_strangers_write_never_becomes_a_tag(tmp_path: Path) -> None:
    """A script in a reference's title or author is text wherever the reference appears."""
    made = project(tmp_path).references(REFERENCES).glossary(GLOSSARY).body("As seen [@other-2021; @paper-2020].\n")
    site = build(check(made.root, TODAY), Settings())
    written = [p.markdown for p in site.pages] + [a.content.decode() for a in site.assets if a.path.endswith(".js")]
    assert [] == [text[:80] for text in written if "<script>alert" in text or "Neil <b>" in text]
