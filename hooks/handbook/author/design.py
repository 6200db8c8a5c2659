"""What kind of study an imported work is: taken from its publication types, else guessed from its title."""

import re

from handbook.author.record import Record

_BY_KIND = (
    (r"systematic review|meta-analysis", "systematic-review"),
    (r"clinical trial protocol", "protocol"),
    (r"randomized controlled trial|randomised controlled trial", "randomised-trial"),
    (r"case reports?", "case-report"),
    (r"observational study|cohort stud(?:y|ies)", "cohort"),
    (r"(?:practice )?guideline|consensus .*|consensus statement", "guideline"),
    (r"review|scoping review", "review"),
    (r"editorial|comment|letter|news comment", "editorial"),
    (r"news", "news"),
)
"""Whole publication types, as PubMed names them, the surest first."""
_BY_TITLE = (
    (r"systematic review|meta-?analys", "systematic-review"),
    (r"\bprotocol\b", "protocol"),
    (r"\bextension\b", "extension"),
    (r"(?<!non-)(?<!non)randomi[sz]ed", "randomised-trial"),
    (r"\bsingle[- ](?:arm|group)\b|open-label", "single-arm-trial"),
    (r"\bcase series\b", "case-series"),
    (r"\bcase reports?\b|\ba case of\b", "case-report"),
    (r"\bregist(?:ry|ries|er)\b", "registry-cohort"),
    (r"\bcohort\b|observational", "cohort"),
    (r"guideline|guidance|consensus", "guideline"),
    (r"\bmice\b|\bmouse\b|murine|in vitro", "preclinical"),
    (r"\breview\b", "review"),
)
_BY_TYPE = {"post-weblog": "blog", "webpage": "web-page", "article-newspaper": "news", "regulation": "regulator"}


def guessed(work: Record) -> tuple[str, str]:
    """The design and what it was taken from; two empty texts where nothing speaks for one."""
    title = work.csl.get("title", "")
    if re.search(r"\bextension\b", title, re.IGNORECASE):
        return "extension", "guessed from the title"  # the catalogues call extensions of trials trials
    for pattern, design in _BY_KIND:
        for kind in work.kinds:
            if re.fullmatch(pattern, kind, re.IGNORECASE):
                return design, f"from the publication type “{kind}”"
    for pattern, design in _BY_TITLE:
        if re.search(pattern, title, re.IGNORECASE):
            return design, "guessed from the title"
    design = _BY_TYPE.get(work.csl["type"], "")
    return design, "guessed from the type" if design else ""
