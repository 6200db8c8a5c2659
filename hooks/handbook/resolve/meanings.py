"""What mentions can mean by the tables alone: works, terms, and the pages on which sections stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from handbook.model.handbook import Home
from handbook.model.manuscript import PageOutline, Reference, Section, Term, Topic


@dataclass(frozen=True)
class Meanings:
    """The tables, looked up by what mentions say; of two entries with one key the first is meant."""

    topics: Sequence[Topic]
    references: Sequence[Reference]
    terms: Sequence[Term]

    @cached_property
    def pages(self) -> dict[str, PageOutline]:
        """Each page by ``topic/page``."""
        return {p.path: p for t in self.topics for p in t.pages}

    @cached_property
    def titles(self) -> dict[str, str]:
        """Those of the same pages by their Markdown paths."""
        return {f"{key}.md": page.title for key, page in self.pages.items()}

    @cached_property
    def works(self) -> dict[str, tuple[Reference, ...]]:
        """What a citation is bound to, by its key."""
        return {r.key.value: (r,) for r in reversed(self.references)}

    @cached_property
    def entries(self) -> dict[tuple[str, ...], tuple[Term, ...]]:
        """What a use of a term is bound to that can mean one thing, by its key."""
        return {(t.key.value,): (t,) for t in reversed(self.terms)}

    def home(self, section: Section) -> Home:
        """Where a section stands."""
        path = f"{section.page.value}.md"
        return Home(path, section.id.value, section.title.value, self.titles.get(path, ""), section)
