"""A handbook judged: each rule reads it and reports one kind of fault, by one code."""

from collections.abc import Callable, Iterator
from fnmatch import fnmatch

from handbook.diagnostics import Diagnostic
from handbook.model.handbook import Handbook
from handbook.read.editions import FOLDER
from handbook.validate.bad_file_name import bad_file_name
from handbook.validate.bad_link import bad_link
from handbook.validate.basis_not_borne_out import basis_not_borne_out
from handbook.validate.citation_separator import citation_separator
from handbook.validate.date_in_future import date_in_future
from handbook.validate.duplicate_id import duplicate_id
from handbook.validate.duplicate_key import duplicate_key
from handbook.validate.duplicate_name import duplicate_name
from handbook.validate.duplicate_page import duplicate_page
from handbook.validate.edition_mismatch import edition_mismatch
from handbook.validate.empty_page import empty_page
from handbook.validate.figure_without_source import figure_without_source
from handbook.validate.indented_code import indented_code
from handbook.validate.plain_too_hard import plain_too_hard
from handbook.validate.plain_too_long import plain_too_long
from handbook.validate.raw_html import raw_html
from handbook.validate.relative_without_absolute import relative_without_absolute
from handbook.validate.review_overdue import review_overdue
from handbook.validate.unfinished import unfinished
from handbook.validate.unknown_page import unknown_page
from handbook.validate.unresolved_citation import unresolved_citation
from handbook.validate.unresolved_cross_reference import unresolved_cross_reference
from handbook.validate.unresolved_term import unresolved_term
from handbook.validate.unresolved_update import unresolved_update
from handbook.validate.unused_reference import unused_reference
from handbook.validate.unused_term import unused_term
from handbook.validate.update_of_later import update_of_later

Rule = Callable[[Handbook], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    duplicate_id,
    duplicate_key,
    duplicate_name,
    duplicate_page,
    bad_file_name,
    unknown_page,
    empty_page,
    unresolved_citation,
    unresolved_cross_reference,
    unresolved_term,
    unresolved_update,
    update_of_later,
    citation_separator,
    basis_not_borne_out,
    bad_link,
    raw_html,
    indented_code,
    unfinished,
    plain_too_long,
    plain_too_hard,
    relative_without_absolute,
    figure_without_source,
    review_overdue,
    date_in_future,
    unused_reference,
    unused_term,
    edition_mismatch,
)
"""Every rule. A rule's name is its code; each has a file, a fixture and a heading in the error pages."""


_TOPICS, _REFERENCES, _GLOSSARY, _PROSE = "seeds/topics.yaml", "seeds/references.yaml", "seeds/glossary.yaml", "*.md"
RESTS_ON: dict[Rule, tuple[str, ...]] = {
    unknown_page: (_TOPICS,),
    empty_page: (_PROSE,),
    unresolved_citation: (_REFERENCES,),
    unresolved_cross_reference: (_TOPICS, _PROSE),
    unresolved_term: (_GLOSSARY,),
    unresolved_update: (_PROSE,),
    plain_too_hard: (_GLOSSARY,),
    unused_reference: (_GLOSSARY, _PROSE),
    unused_term: (_PROSE,),
    edition_mismatch: (f"{FOLDER}/*",),
}
"""The files that a rule looks for things in. Where one of them was left out for a fault of its own, the rule is silent:
one slip in the references must not become a hundred citations without a reference."""


def validate(handbook: Handbook) -> list[Diagnostic]:
    """Everything that any rule finds."""
    left_out = handbook.manuscript.left_out
    fair = [r for r in RULES if not any(fnmatch(path, files) for files in RESTS_ON.get(r, ()) for path in left_out)]
    return [d for rule in fair for d in rule(handbook)]
