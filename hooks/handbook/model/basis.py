"""The kinds of evidence that a section can rest on, and what each means for whom.

Levels follow the Oxford Centre for Evidence-Based Medicine (OCEBM) table of 2011 for questions of treatment.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """One kind of evidence."""

    key: str
    label: str
    level: str
    """The OCEBM 2011 level, ``1`` to ``5``; empty where the table has none."""
    plain: str
    """What it means, for a person with MS."""
    clinical: str
    """What it means, for a clinician."""
    borne_by: frozenset[str]
    """Designs of reference that bear this basis out; empty where nothing need be cited."""


def _basis(key: str, label: str, level: str, plain: str, clinical: str, borne_by: str) -> Basis:
    return Basis(key, label, level, plain, clinical, frozenset(borne_by.split()))


BASES: dict[str, Basis] = {
    b.key: b
    for b in (
        _basis(
            "systematic-review",
            "Systematic review",
            "1",
            "All good studies on a question, searched for and put together. The surest kind of answer there is.",
            "Studies found by a stated search and weighed together.",
            "systematic-review",
        ),
        _basis(
            "randomised-trial",
            "Randomised trial",
            "2",
            "Chance decided who got which treatment, so the groups can be compared fairly.",
            "Random allocation to treatment or comparator.",
            "randomised-trial",
        ),
        _basis(
            "cohort",
            "Cohort study",
            "3",
            "A group of people was followed over time. It shows what happened, but not always why.",
            "People followed without random allocation, long-term extensions of trials and registries included.",
            "cohort extension registry-cohort single-arm-trial pooled-trials randomised-trial",
        ),
        _basis(
            "case-series",
            "Case series",
            "4",
            "A few people who were treated alike. A first sign, no proof.",
            "A handful of people treated alike, no comparison group.",
            "case-series cohort",
        ),
        _basis(
            "case-report",
            "Case report",
            "4",
            "The story of one or two people. It shows that something can happen, not how often.",
            "One or two people; frequency unknown.",
            "case-report case-series",
        ),
        _basis(
            "mechanism",
            "Mechanism",
            "5",
            "Laboratory findings or reasoning about how the body works. It may or may not hold true in people’s lives.",
            "Laboratory data or mechanism-based reasoning, not an outcome in people.",
            "mechanism preclinical hypothesis cohort case-report randomised-trial",
        ),
        _basis(
            "expert-opinion",
            "Expert opinion",
            "5",
            "What an expert thinks or has seen. Others may think differently.",
            "Stated view or experience of named experts, reviews and guidance included.",
            "blog review guideline editorial hypothesis web-page protocol",
        ),
        _basis(
            "regulator",
            "Regulator",
            "",
            "A rule or a warning from an authority that watches over medicines. Rules differ between countries.",
            "A licence, a label or a safety notice; valid for its jurisdiction and date.",
            "regulator label news registry web-page",
        ),
        _basis(
            "reader-report",
            "Reader’s report",
            "",
            "Something a reader told. It has not been checked.",
            "Unverified account by a reader of the source; not evidence of effect.",
            "blog",
        ),
        _basis(
            "question",
            "Open question",
            "",
            "Something that was asked and that nobody could answer at the time.",
            "A question without an answer at the date given.",
            "",
        ),
    )
}
"""Every basis by its key, from the surest to the least sure."""

DESIGNS: dict[str, str] = {
    "systematic-review": "systematic review",
    "randomised-trial": "randomised trial",
    "single-arm-trial": "trial without a comparison group",
    "extension": "extension of a trial",
    "cohort": "cohort study",
    "registry-cohort": "registry study",
    "pooled-trials": "pooled trials",
    "case-series": "case series",
    "case-report": "case report",
    "mechanism": "study of mechanism",
    "preclinical": "laboratory study",
    "hypothesis": "hypothesis",
    "review": "review",
    "guideline": "guideline",
    "editorial": "editorial",
    "protocol": "trial protocol",
    "regulator": "regulator’s notice",
    "label": "product information",
    "news": "news report",
    "blog": "blog post",
    "web-page": "web page",
    "registry": "trial registry",
}
"""Every design that a reference can have, in words."""

VOICES: dict[str, str] = {"author": "Author", "reply": "Author’s reply to a comment", "reader": "Reader’s comment"}
CHANGES: dict[str, str] = {
    "confirms": "Confirmed",
    "qualifies": "Qualified",
    "supersedes": "Superseded",
    "contradicts": "Contradicted",
    "corrects": "Corrected",
}
"""What a later section does to an earlier one, as the mark on the earlier one has it."""

CHANGES_EXPLAINED: dict[str, str] = {
    "confirms": "A later source says the same.",
    "qualifies": "A later source limits this, or adds to it.",
    "supersedes": "This no longer holds: something later has taken its place.",
    "contradicts": "A later source says otherwise. Both are shown, each with its evidence.",
    "corrects": "This was wrong, and a later section puts it right.",
}
VOICES_EXPLAINED: dict[str, str] = {
    "reply": "The author of the source said this in answer to a reader’s comment.",
    "reader": "A reader of the source said this in a comment. Readers are never named, and what they tell was not checked.",
}
