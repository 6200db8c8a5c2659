"""A small handbook on disk that a test changes, file by file, and then checks.

    project(tmp_path).seed("one.md", text).references(text).check().codes

What a test does not write stays as in :data:`MINIMAL`, which has no fault: one topic, page, section, reference and term.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from handbook.diagnostics import Diagnostic, Source
from handbook.diagnostics.render import full
from handbook.model.handbook import Handbook
from handbook.model.site import Asset, Site
from handbook.pipeline import check

TODAY = "2026-11-22"
FRONT = "---\ntitle: Steroids\nsource: paper-2020\nreviewed: 2026-11-01\n---\n"
HEADING = "## Steroids before every infusion { #steroid-cover page=care/infusions basis=cohort as-of=2020 }\n"
PLAIN = "/// plain\nSteroids make the drip milder.\n///\n"
BODY = "Steroids are given before alemtuzumab [@paper-2020].\n"
SEED = "\n".join((FRONT, HEADING, PLAIN, BODY))

MINIMAL = {
    "seeds/one.md": SEED,
    "seeds/topics.yaml": """\
- key: care
  title: Care
  question: What helps?
  summary: A few things help.
  pages:
    - key: infusions
      title: Infusions
      question: What helps on the day?
      summary: Steroids help.
""",
    "seeds/references.yaml": """\
- id: paper-2020
  type: article-journal
  title: Steroids before infusions
  author: [{family: Smith, given: Ann}]
  issued: {date-parts: [[2020, 5]]}
  custom: {design: cohort}
""",
    "seeds/glossary.yaml": """\
- id: alemtuzumab
  term: alemtuzumab
  plain: A drug for MS.
""",
}
"""The smallest handbook without a fault, by path."""


@dataclass(frozen=True)
class Result:
    """What a check found."""

    handbook: Handbook
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]

    @property
    def codes(self) -> list[str]:
        """The codes in file order."""
        return [d.code for d in self.diagnostics]

    @property
    def places(self) -> list[str]:
        """``code path:line:column`` of each diagnostic, in file order."""
        return [f"{d.code} {d.span}" for d in self.diagnostics]

    @property
    def text(self) -> str:
        """Everything as a person reads it."""
        return full(self.diagnostics, self.sources)


@dataclass(frozen=True)
class Project:
    """A folder with a handbook in it; every method that writes gives the project back."""

    root: Path

    def seed(self, name: str, text: str) -> "Project":
        """Writes ``seeds/<name>``."""
        return self.file(f"seeds/{name}", text)

    def body(self, text: str) -> "Project":
        """Gives the one section of the default seed another text."""
        return self.seed("one.md", "\n".join((FRONT, HEADING, PLAIN, text)))

    def page(self, name: str, text: str) -> "Project":
        """Writes a hand-written page, ``docs/<name>``."""
        return self.file(f"docs/{name}", text)

    def topics(self, text: str) -> "Project":
        """Writes the outline."""
        return self.file("seeds/topics.yaml", text)

    def references(self, text: str) -> "Project":
        """Writes the references."""
        return self.file("seeds/references.yaml", text)

    def glossary(self, text: str) -> "Project":
        """Writes the glossary."""
        return self.file("seeds/glossary.yaml", text)

    def file(self, path: str, content: str | bytes) -> "Project":
        """Writes any file; text as UTF-8, line ends as given."""
        at = self.root / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def gone(self, path: str) -> "Project":
        """Removes a file."""
        (self.root / path).unlink()
        return self

    def check(self, today: str = TODAY) -> Result:
        """Reads, binds and judges the handbook as it lies on disk."""
        checked = check(self.root, today)
        return Result(checked.handbook, checked.diagnostics, dict(checked.sources))


def project(root: Path) -> Project:
    """The smallest valid handbook below ``root``."""
    made = Project(root)
    for path, text in MINIMAL.items():
        made.file(path, text)
    return made


def shown(site: Site) -> tuple[list[tuple[str, str, str, bool, str]], Site]:
    """All that there is to see of a site, pages with their texts and files, wherever these come from; to be compared."""
    files = tuple(Asset(a.path, a.content) for a in site.assets)
    return [(p.path, p.title, p.edit, p.by_hand, p.markdown) for p in site.pages], replace(site, pages=(), assets=files)
