"""Who speaks in a comment: a reader, or an author of the blog who answers. Readers are never named."""

import re
from collections.abc import Iterable

from handbook.author.draft_frame import is_date

QUOTING = re.compile(r"(?:Re|RE|Regarding|In (?:reply|answer) to)\b ?[:.–-]? ?[\"“”„«‘'’]|R[eE]: ")
"""How authors take up a comment: its words in quotation marks, and their answer below."""
_TITLE = r"(?:Prof(?:essor)?|Dr|Doc(?:tor|s)?)\b\.?"
ADDRESSED = re.compile(
    rf"^(?:Dear |Hi |Hello |Hey )?(?:{_TITLE} ?\w*|MD\d?|Gavin|all|team)\b ?[,:;–!-]"
    rf"|^(?:thanks?\b|thank you|many thanks|cheers)|\b(?:thanks?|thank you|cheers),? (?:you )?(?:for|so much|{_TITLE}|again|in advance|MD\d?)"
    rf"|\b(?:do|would|could|can|will|have|are|did) you\b[^.?!]*\?|\byour (?:blog|posts?|opinion|view|thoughts|patients|work|research|study|article|explanation|answer|reply)\b|\bas you (?:say|said|wrote|mention|state)"
    rf"|\byou (?:say|said|mention|mentioned|wrote|write|stated|posted)\b",
    re.IGNORECASE,
)
"""Words that readers say to an author."""
_HEADER = re.compile(
    r"(?P<name>[^\W\d_][\w .’'@-]{0,39}?)(?: \((?:author|admin|moderator)\))?"
    r"(?: (?:says|said|writes|wrote|replied|commented|responds|responded|replies)\b(?: (?:on|at) .{4,40}| to [\w .’'-]{1,40})?(?::|\.{3}|…)| (?:says|said)$| on (?:[A-Z][a-z]{2,8} \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8},? \d{4})(?:,? (?:at )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?)?(?: (?:says|said))?:?)"
)
_DATED = re.compile(r"(?P<name>[^\W\d_][\w .’'@()-]{0,39}?)(?: {2,}|\s*[|·•–—,(-] ?)(?P<when>[^()]{5,40})\)?")
_ROLE = re.compile(r"\((?:the )?(?:post )?(?:author|admin|moderator|host|editor)\)", re.IGNORECASE)
_CALLED = re.compile(r"(?:dr|prof(?:essor)?|mr|mrs|ms)\b\.? +(?=\w)", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
_PATIENT = re.compile(
    r"\bmy (?:own )?(?:neuro\w*|MS\b|MRIs?|relapses?|consultant|diagnosis|symptoms?|spouse|wife|husband|partner|son|daughter|mother|father|mum|mom|dad|sister|brother|treatment|infusions?|DMTs?|lesions?|blood|lymphocytes?|doctors?|nurse|MS nurse|hospital|legs?|eyes?|EDSS|round|course|last|first|second|next|current|fatigue|question|query)\b"
    r"|\bI(?:['’]ve| have| was| am|['’]m| got| had)(?: just| been| now| recently| also)* (?:diagnosed|had MS|MS\b|RRMS|SPMS|PPMS|a relapse|relaps\w+|on [A-Z]?[a-z]+(?:mab|mod|\wine|ate|one|feron)\b|an? (?:MSer|pwMS|patient|person with|caregiver|carer)|given|told|offered|prescribed|refused)"
    r"|\bas (?:an? )?(?:MSer|pwMS|person with MS|patient|caregiver|carer)\b|\bI (?:received|took|started|stopped|switched|failed|take|inject|relapsed|asked my)\b|\banon(?:ymous)?\b|\b(?:people|pwMS|patients?|MSers?) like (?:me|us)\b|\bwould I\b|\bshould I\b|\bI wonder\b|\b(?:stupid|silly|quick) question\b",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"\b(?:our|my) (?:own )?(?:stud(?:y|ies)|papers?|trials?|data|hypothes[ie]s|clinics?|patients?|group|lab(?:oratory)?|unit|team|posters?|focus|work|results?|findings?|publications?|centre|center|protocol|ideas?|colleagues|mice|experiments?|grant|previous posts?|view is|understanding is)\b"
    r"|\bwe(?:['’]ve| have| had| will| are| also| can| do| did| were)?(?: now| also| just| already| recently| previously)* (?:publish\w*|wrote|written|show(?:ed|n)|report(?:ed)?|propos\w+|prescrib\w+|offer|recommend\w*|treat(?:ed)?|stud(?:y|ied)|test(?:ed)?|hypothesi[sz]ed|submitt\w+|analys\w+|analyz\w+|recruit\w*|presented|post(?:ed)? (?:on|about)|discussed|measured|looked at|found that|suggest(?:ed)?|use)\b"
    r"|\bI (?:will |would |do |don['’]t |won['’]t |also |usually |often |now |tend to |always )*(?:prescribe|recommend|advise|treat|see patients|will post|am writing|wrote (?:about|a post)|posted|covered|reviewed|published|presented)\b|\bI(?:['’]ll| will| plan to| hope to) (?:do|write|post|put up|cover) (?:a |an |another |some )?(?:posts?|blog|piece|about|on)\b|\bwatch this space\b",
    re.IGNORECASE,
)
_GRATEFUL = re.compile(
    r"^(?:(?:ok(?:ay)?|yes|great|ah|oh|right|perfect|brilliant)[,.!]? (?:many )?thank|many |thank|thx|cheers|excellent|great (?:post|article|blog|explanation)|very (?:interesting|helpful)|love (?:this|your))",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"^(?:UPDATE|Update|EDIT|Edit|CORRECTION|Correction|ADDENDUM|Addendum|Note from)\b")


def header_of(line: str) -> str:
    """The name in ``Anonymous says:``, ``Prof G on March 3, 2015 at 9:12 am`` or ``Sunny | 2 days ago``; else empty."""
    line = line.strip()
    m = _HEADER.fullmatch(line) if len(line) < 110 else None
    if not m and len(line) < 110 and (m := _DATED.fullmatch(line)) and not is_date(m.group("when")):
        m = None
    name = m.group("name").strip() if m else ""
    words = name.split()
    return name if words and len(words) <= 5 and not {words[0].lower(), words[-1]} & _NO_ONE else ""


_NO_ONE = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "the",
        "a",
        "an",
        "as",
        "one",
        "study",
        "paper",
        "author",
        "authors",
        "who",
        "which",
        "what",
        *[
            "in",
            "its",
            "at",
            "on",
            "his",
            "her",
            "their",
            "my",
            "our",
            "your",
            "to",
            "for",
            "from",
            "with",
            "but",
            "so",
            "then",
            "when",
            "these",
            "those",
            "some",
            "most",
            "many",
            "another",
            "later",
        ],
    ]
)


def named(first: str, second: str) -> bool:
    """True for two lines of which the one is a name and the other says when."""
    return is_date(second) and not is_date(first) and len(first.split()) <= 4 and first[-1:] not in ("?", "!", ",", ";")


def voice_of(text: str, depth: int, parent: str, first_answer: bool, header: str, authors: Iterable[str]) -> tuple[str, bool]:
    """``reply`` or ``reader``, and whether that is sure. ``parent`` is the comment answered, empty for none."""
    names = [_key(a) for a in authors if a]
    if header and (_key(header) in names or re.match(r"(?:Prof|Anon)", header, re.IGNORECASE)):
        return ("reader" if _key(header).startswith("anon") else "reply"), True
    if _ROLE.search(header):
        return "reply", True
    own = QUOTING.sub(" ", re.sub(r"[“\"«„][^“”\"«»„]*[”\"»“]", " ", text)).strip() or text
    signature = re.split(r"(?<=[.!?]) ", text.rstrip(" .!"))[-1].lstrip("–—-~ ")
    score = 4 * (_key(signature) in names) + 5 * bool(QUOTING.match(text)) + 3 * bool(_UPDATE.match(text))
    score += 2 * min(len(_AUTHOR.findall(own)), 2)
    score -= 3 * min(len(_PATIENT.findall(own)), 2) + 2 * bool(ADDRESSED.search(own)) + 2 * bool(_GRATEFUL.match(own))
    asks = "?" in re.split(r"(?<=[.!?…]) |\.\.", own)[0]
    if depth > 1:
        score += 1 + first_answer - asks
        score += "?" in parent and not asks
    else:
        score -= 3
    return ("reply" if score >= 2 else "reader"), abs(score - 1.5) >= 2


def _key(name: str) -> str:
    return re.sub(r"[\W_]", "", _ASIDE.sub("", _CALLED.sub("", name))).casefold()
