"""The article: its title, headings, paragraphs and captions, the works it cites, and their abstracts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handbook.author.draft_citations import Signs, is_reference, signs
from handbook.author.draft_labels import LABELS
from handbook.author.draft_shapes import Block, Part

_TITLE = 30
"""Words; a longer first paragraph is no title."""
_HEADING = 16
_ABSTRACT = 45
"""Words; shorter, a paragraph below a reference is taken for a remark."""
_MARKED = re.compile(rf"[\"“]?(?P<label>{LABELS})\s*(?:[:.–—]|-\s|$)\s*", re.IGNORECASE)
_BARE = re.compile(rf"(?P<label>{LABELS})\s+(?-i:(?=[A-Z0-9]))", re.IGNORECASE)
_INSIDE = re.compile(rf"(?:^|[.)\]] ){LABELS}\s?:", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"^(?:re|this|these|that|those|it|they|he|she|so|but|and|however|therefore|thus|hence|interestingly|importantly|unfortunately|sadly|surprisingly|clearly|obviously|again|also|now|well|yes|no|maybe|perhaps"
    r"|here (?:is|are)|the (?:above|authors|study|paper|bottom line|take[- ]home)|in this (?:study|paper|post|work),? (?:they|the authors)|what|why|how|when|will|is|are|do|does|can|should|if|you)\b",
    re.IGNORECASE,
)
_CHATTY = re.compile(
    r"\b(?:I|I['’]\w+|me|you|your|my|blog\w*|post(?:ed|s)?|folks|guys|ProfG?|Prof|MSers|pwMS|readers?|maybe|yes|\w+n['’]t|(?:that|it|there|let|what|here)['’]s|we['’]\w+)\b|[?!…]|\.\.|[\U0001F300-\U0001FAFF]|:-?[()]"
)
_SCIENCE = re.compile(
    r"\b(?:patients?|participants|subjects|individuals|cohorts?|trials?|stud(?:y|ies)|treated|treatments?|therap(?:y|ies|eutic)|efficacy|safety|outcomes?|baseline|follow-up|clinical|disease|relaps\w+|remitting"
    r"|associated|significant\w*|(?:was|were) (?:\w+ )?(?:observed|assessed|measured|included|randomi[sz]ed|analy[sz]ed|found|compared|treated|identified|performed|enrolled)|we (?:report|present|describe|aim\w*|investigated|assessed|evaluated|analy[sz]ed|conducted|found|show|conclude|review|provide|studied|compared|examined|performed|included|used|sought|tested|identified|observed|measured)"
    r"|here,? we|in conclusion|our (?:results|findings|data)|these (?:results|findings|data)|approved|anti-\w+|antibod\w+|cells?|mechanism\w*|risk|adverse|case|median|mean|confidence interval|hazard|odds|years?|months?)\b"
    r"|\b\d+(?:\.\d+)? ?%|\bp ?[<=>] ?0?\.\d+|\bn ?= ?\d+|\b95% ?CI",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:image|photo|picture|figure|fig\.?|credit|source|slide|video|infographic)\b ?\d*[:.|–-].*|.{5,90} \.\.\.|[^.]{5,80} (?:[|]|[–—-]) [A-Z][^.?!]{2,40}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:figure|fig\.?|table|box|slide) ?\d+[a-z]? ?[.:|–-]\s.*", re.IGNORECASE)
_LONG_CAPTION = 80
"""Words; what stands below a figure and is longer is a text of its own."""
_SITE = re.compile(r" (?:[|]|[–—-]) (?:the )?[A-Z][\w’'&]*(?: (?:[A-Z][\w’'&]*|of|the|and|for|in)){0,5}$")
_HASH = re.compile(r"(?:\s*#\w+)+\s*$")


def article(blocks: Sequence[Block]) -> list[Part]:
    """The parts of an article in order."""
    parts = [Part(_kind(b, n == 0), b.first, b.last, _HASH.sub("", b.text) or b.text, "author") for n, b in enumerate(blocks)]
    parts = _structured(_references(parts, {b.first for b in blocks if b.bullet}))
    parts = [replace(p, kind="paragraph") if p.kind == "heading" and not _heads(parts, n) else p for n, p in enumerate(parts)]
    return _plain_abstracts(parts)


def _kind(b: Block, first: bool) -> str:
    if first and not b.bullet and b.words <= _TITLE and not is_reference(b.text):
        return "title"
    if is_reference(b.text):
        return "reference"
    if not b.bullet and b.words <= _LONG_CAPTION and _NUMBERED.fullmatch(b.text):
        return "caption"
    if (
        not b.bullet
        and b.words <= _HEADING
        and _CAPTION.fullmatch(b.text)
        and (b.text.endswith(" ...") or _SITE.search(b.text) or ":" in b.text[:14])
    ):
        return "caption"
    bare = _HASH.sub("", b.text)
    if (
        not b.bullet
        and b.words <= _HEADING + 4
        and (bare != b.text or (b.words <= _HEADING and not re.search(r"[.!…,;:\"”)]$", bare)))
    ):
        return "heading"
    return "paragraph"


def _heads(parts: list[Part], n: int) -> bool:
    """True where something longer follows that a heading can stand above."""
    after = next((p for p in parts[n + 1 :] if p.kind != "caption"), None)
    if after is None or re.search(r"…|\.\.", parts[n].text):
        return False
    least = _HEADING if parts[n].text.endswith("?") else len(parts[n].text.split()) + 3
    return after.kind != "paragraph" or len(after.text.split()) >= least


def _references(parts: list[Part], listed: set[int]) -> list[Part]:
    """Titles, names and places of publication that stand on lines of their own become one reference."""
    seen = [signs(p.text) if p.kind != "title" else None for p in parts]
    taken: dict[int, int] = {}
    for i, s in enumerate(seen):
        if s is None or i in taken or parts[i].first in listed or not (s.only_authors or s.only_place):
            continue
        lo = hi = i
        if s.only_authors:
            after = i + 1 < len(parts) and _could_be_title(parts[i + 1])
            before = i > 0 and i - 1 not in taken and _could_be_title(parts[i - 1])
            if after and (s.poster or not before or _is_place(seen, i + 2)):
                hi += 1
            elif before:
                lo -= 1
        elif i > 0 and i - 1 not in taken and _could_be_title(parts[i - 1]):
            lo -= 1
        elif i > 0 and (parts[i - 1].kind == "reference" or i - 1 in taken):
            lo = taken.get(i - 1, i - 1)
        if _is_place(seen, hi + 1) and hi + 1 not in taken:
            hi += 1
        if lo < hi or s.score >= 4:
            taken.update(dict.fromkeys(range(lo, hi + 1), lo))
    out: list[Part] = []
    for i, p in enumerate(parts):
        at = taken.get(i)
        if at is not None and at < i and out:
            out[-1] = replace(out[-1], kind="reference", last=p.last, text=f"{out[-1].text.rstrip(' .,')}. {p.text}")
        else:
            out.append(replace(p, kind="reference") if at is not None else p)
    return out


def _is_place(seen: list[Signs | None], i: int) -> bool:
    s = seen[i] if i < len(seen) else None
    return s is not None and s.only_place


def _could_be_title(p: Part) -> bool:
    words = p.text.split()
    if p.kind not in ("heading", "paragraph", "caption") or not 3 <= len(words) <= 40 or _MARKED.match(p.text):
        return False
    return (
        not _POINTS_BACK.match(p.text) and not _CHATTY.search(p.text.rstrip("?")) and len(re.findall(r"[.!?] [A-Z]", p.text)) <= 1
    )


def _label(p: Part, loose: bool) -> str:
    m = _MARKED.match(p.text) or (_BARE.match(p.text) if loose and p.text[:1].isupper() else None)
    return m.group("label").lower() if m else ""


def _structured(parts: list[Part]) -> list[Part]:
    """Paragraphs with the labels of a structured abstract, and those between them."""
    labels = [_label(p, True) if p.kind in ("heading", "paragraph") else "" for p in parts]
    out = list(parts)
    i = 0
    while i < len(parts):
        if parts[i].kind in ("heading", "paragraph") and not labels[i] and len(_INSIDE.findall(parts[i].text)) >= 2:
            out[i] = replace(parts[i], kind="abstract")
        if not labels[i]:
            i += 1
            continue
        end = last = i
        while end + 1 < len(parts) and parts[end + 1].kind in ("heading", "paragraph") and end - last < 2:
            end += 1
            last = end if labels[end] else last
        if (
            last + 1 < len(parts)
            and parts[last].text.rstrip(": .").lower() == labels[last]
            and parts[last + 1].kind in ("heading", "paragraph")
        ):
            last += 1
        marks = {x for x in labels[i : last + 1] if x}
        below = any(p.kind == "reference" for p in parts[max(i - 2, 0) : i])
        inside = len(_INSIDE.findall(parts[i].text)) >= 2
        if len(marks) > 1 or inside or (marks & {"abstract", "summary"} and last > i) or (below and _MARKED.match(parts[i].text)):
            out[i : last + 1] = [replace(p, kind="abstract", label=labels[n]) for n, p in enumerate(parts[i : last + 1], i)]
        i = last + 1
    return out


def _plain_abstracts(parts: list[Part]) -> list[Part]:
    """A paragraph below a reference that speaks as papers do is its abstract."""
    out = list(parts)
    for i, p in enumerate(out):
        above = out[i - 1] if i else None
        if p.kind != "paragraph" or above is None or above.kind not in ("reference", "abstract") or above.label:
            continue
        words = len(p.text.split())
        tone = len(_SCIENCE.findall(p.text)) - 4 * len(_CHATTY.findall(p.text))
        least = 3 if above.kind == "reference" else 6
        if (
            words >= _ABSTRACT
            and tone >= least
            and not (
                _POINTS_BACK.match(p.text)
                and not re.match(
                    r"this (?:study|review|trial|article|work)\b.{0,60}\b(?:aim|evaluat|investigat|assess|compar|review|report)",
                    p.text,
                    re.IGNORECASE,
                )
            )
        ):
            out[i] = replace(p, kind="abstract")
    return out
