"""How references are written: names of authors, volumes and pages, identifiers; as patterns, for any alphabet with capitals."""

import re

UPPER = "".join(chr(n) for n in range(0x41, 0x530) if chr(n).isupper())
"""Capitals of the Latin, Greek and Cyrillic alphabets."""
_L = r"[^\W\d_]"
_U = f"[{UPPER}]"
_PARTICLE = r"(?:(?:d[aeiou]s?|del|della|der|den|l[ae]|van|von|zu|ten|ter|el|al|bin|ibn)[ -]){0,3}"
SURNAME = rf"{_PARTICLE}{_U}['’]?{_L}+(?:-{_U}?{_L}+){{0,2}}(?: {_U}{_L}+(?:-{_U}{_L}+)?(?= {_U}{{1,3}}\b))?"
_NOTE = r"(?:[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹](?:,?[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹]){0,4})?"
_VANCOUVER = rf"{SURNAME} {_U}(?:[. -]{{0,2}}{_U}){{0,3}}\b\.?(?: (?:Jr|Sr|II|III)\b\.?)?{_NOTE}"
_APA = rf"{SURNAME}, (?:{_U}\.[ -]?){{1,4}}"
_LEADING = rf"(?:{_U}\.[ -]?){{1,3}} ?{SURNAME}{_NOTE}"
_FULL = rf"{_U}[\w’'.-]{{1,20}}(?: {_U}\.?){{0,2}}(?: {_PARTICLE}{_U}[\w’'-]{{1,25}}){{1,2}}{_NOTE}"
_SEP = r"(?: ?[,;] ?(?:and |& ?)?| and | & ?| ?[·•] ?)"
_ET_AL = rf"(?:{_SEP}| )?et al\b\.?"


def _list(name: str, least: int) -> str:
    return rf"(?<!\w){name}(?:{_SEP}{name}){{{least - 1},60}}(?:{_ET_AL})?(?!\w)"


AUTHORS = tuple(
    re.compile(p)
    for p in (
        _list(_VANCOUVER, 2),
        rf"(?<!\w){_VANCOUVER}{_ET_AL}",
        _list(_APA, 1),
        _list(_LEADING, 2),
        rf"(?<!\w){_LEADING}{_ET_AL}",
        _list(_FULL, 3),
        rf"(?<!\w){SURNAME},? et al\b\.?",
    )
)
"""Lists of authors: ``Boffa G, Sbragia E``, ``Boffa, G., & Sbragia, E.``, ``G. Boffa, E. Sbragia``, full names, ``Boffa et al.``"""
FULL_NAMES = AUTHORS[5]
"""First names written out; the one form that other words in capitals can look like."""
LONE = re.compile(rf"(?:^|\d{{1,3}}[.)] ){_VANCOUVER}[.:]? (?={_U})")
"""One author at the head of a reference."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_YEAR = r"(?:19[4-9]|20[0-4])\d"
_PAGES = r"[A-Za-z]{0,3}\d{1,8}(?:\.\w{1,6})?(?: ?[-–—] ?[A-Za-z]?\d{1,8})?"
_ISSUE = r"(?: ?\([^()]{1,25}\)|, ?(?:no\.?|issue) ?\d+)?"
VOLUME = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"\b(?P<year>{_YEAR})(?: {_MONTH}(?:[-–/]{_MONTH})?(?: \d{{1,2}})?)? ?[;:,] ?\d{{1,4}}{_ISSUE} ?[:,] ?{_PAGES}",
        rf"\(?\b(?P<year>{_YEAR})\)?[.,;:]? ?(?:vol(?:ume)?\.? ?)?\d{{1,4}} ?\([^()]{{1,25}}\) ?[:,] ?(?:pp?\.? ?)?{_PAGES}",
        rf"\b\d{{1,4}} ?\([^()]{{1,25}}\) ?[:,] ?(?:pp?\.? ?)?{_PAGES}(?: \((?P<year>{_YEAR})\))?",
        r"(?<=[a-z.,]) \d{1,4}, ?(?:pp?\.? ?)?\d{1,6} ?[-–—] ?\d{1,6}\b(?=\W{0,3}(?:$|https?|doi))",
        rf"\bvol(?:ume)?\.? ?\d+.{{0,25}}?\bp(?:p|ages?)?\.? ?{_PAGES}",
        rf"\b\d{{1,4}} ?[:,] ?{_PAGES} ?\((?P<year>{_YEAR})\)",
    )
)
"""Year, volume, issue and pages, in the orders in which journals and styles put them."""
AHEAD = re.compile(
    rf"\b(?P<year>{_YEAR}) {_MONTH}(?: \d{{1,2}})? ?[:;] ?\w?\d{{4,}}|\[?\b(?:e-?pub|online|published online|advance online|advance access)(?: ahead of print)?\b"
    r"|\bin press\b|\bahead of print\b|\b(?:med|bio)rxiv\b|\bpreprint\b",
    re.IGNORECASE,
)
"""What has no volume yet."""
DATE = re.compile(rf"\b(?:{_MONTH} \d{{1,2}},? {_YEAR}|\d{{1,2}} {_MONTH},? {_YEAR}|{_YEAR},? {_MONTH}(?: \d{{1,2}}\b)?)")
YEAR = re.compile(rf"(?<![\d.-]){_YEAR}(?![\d-])")
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"“”‘’'<>\[\]{}|]+")
PMID = re.compile(
    r"\b(?:PMID|PubMed ID)\b:? ?(\d{5,9})|pubmed\.ncbi\.nlm\.nih\.gov/(\d{5,9})|nlm\.nih\.gov/(?:m/)?pubmed/(\d{5,9})",
    re.IGNORECASE,
)
_CODE = r"(?:EPO|EPR|EP|LB|OPR|OP|PS|PL|FC|WS|ePoster|P|O|S)[ .-]?\d{1,5}(?:[./-]\d{1,4})?"
POSTER = re.compile(
    r"^(?:(?i:(?:late[- ]breaking )?(?:abstract|poster|presentation|oral|e-?poster|session)s?:? ?(?:no\.? ?|number |#)?)(?P<a>[A-Z]{0,3}-?\d{1,5})"
    rf"|(?P<b>{_CODE}))\b[.:)\]]?[ –—-]*(?=\S)"
)
"""The number of a poster or talk, before its authors or its title."""
JOURNAL = re.compile(
    r"\b(?:J|Journal|Lancet|Jama|JAMA|BMJ|Brain|Nature|Nat|Science|Cell|Cells|PLo[Ss]|PNAS|N Engl|NEJM|Neurology|Neurol|Neurosurg|Psychiatry|Immunol(?:ogy)?|Neuroimmunol(?:ogy)?"
    r"|Neuroinflamm\w*|Mult Scler|Multiple Sclerosis Journal|Ann|Annals|Arch|Archives|Acta|Eur|Int|Clin|Rev|Reviews|Res|The(?:r|rap)|Proc|Proceedings|Curr|Opin|Rep|Reports|Sci|Med|Am|Br|Can|Front|Frontiers"
    r"|Expert|Drugs|Cochrane|Blood|Haematol\w*|Transplant\w*|Endocrinol\w*|Pharmacol\w*|Biol|Chem|Rheumatol\w*|Infect|Dis|Vaccine|Trends|Ophthalmol\w*|Autoimmun|Epidemiol\w*)\b\.?"
)
"""Words of which names of journals are made."""
NAMED = re.compile(
    rf"(?P<a>{SURNAME}),? (?:et al\b\.?|and colleagues|and co-?workers),?(?:['’]s?)?(?: in)?(?: ?[(\[]?(?P<y>{_YEAR})[a-z]?\b)?"
    rf"|(?P<b>{SURNAME}) (?:and|&) {SURNAME},? ?[(\[]?(?P<z>{_YEAR})[a-z]?\b"
    rf"|[(\[;] ?(?P<c>{SURNAME}),? (?P<w>{_YEAR})[a-z]? ?(?=[)\];,])"
)
"""A work by its author and year within a sentence."""
NO_NAME = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "spring",
        "summer",
        "autumn",
        "winter",
        "since",
        "until",
        "before",
        "after",
        "in",
        "from",
        "by",
        "around",
        "during",
        "and",
        "or",
        "see",
        "the",
        "this",
        "a",
    ]
)
"""Words in capitals before a year that are no one's name."""
