"""What stands around a post and belongs to no one: menus, buttons, boxes, bylines."""

import re

_ANY = re.IGNORECASE

_ABOUT = re.compile(
    r"(?:about|meet) (?:the |our )?(?:authors?|writers?|bloggers?|editors?|me|us|contributors?)\b.{0,30}|author bio(?:graphy)?",
    _ANY,
)
_COMMENTS = re.compile(
    r"(?:leave|post|add|write|submit) (?:a |your )?(?:reply|comment|response)\b.{0,80}"
    r"|(?:\d+|no|one|two|three) (?:comments?|responses?|replies|thoughts?)(?: (?:on|to|so far|yet|already|for)\b.{0,120}|:)?"
    r"|(?:reader )?(?:comments|responses|replies)(?: \(?\d+\)?)?:?"
    r"|join the (?:conversation|discussion).{0,20}",
    _ANY,
)
_TAIL = re.compile(
    r"(?:recent|latest|popular|related|similar|top|more|other|trending|older|newer)(?: blog)? (?:posts?|comments?|articles?|stories|entries|reading)\b.{0,30}"
    r"|archives?|categories|tags?|tag cloud|meta|blog ?roll|navigation|footer|sidebar|pages|links|search this blog|labels"
    r"|related|you (?:may|might) also (?:like|enjoy|be interested in).{0,20}"
    r"|(?:subscribe|sign up|follow)(?: (?:to|for|us|by|via|our|the|on)\b.{0,60})?|blog archive|follow(?:ers| me).{0,20}",
    _ANY,
)
_LINE = re.compile(
    r"sharing is caring.{0,5}|share (?:this|on|to|via|it|with).{0,60}|share:?|tweet(?: this)?|like this:?|like loading.*|loading\W*|print|e-?mail(?: this)?"
    r"|(?:facebook|twitter|linkedin|whatsapp|reddit|pinterest|telegram|pocket|tumblr|mastodon|bluesky|x)(?:[ ,|/·]+(?:facebook|twitter|linkedin|whatsapp|reddit|pinterest|email|print|x))*"
    r"|reply|replies|cancel reply|delete|edit|report(?: (?:this )?comment| abuse)?|load more.{0,20}|show (?:more|less|replies)|quote|permalink|flag|likes?|\d+ likes?|vote up|vote down"
    r"|(?:posted|filed|published|tagged|categori[sz]ed)(?: (?:in|under|on|as|with|at)\b|:).{0,120}|(?:tags|labels|categories|topics|keywords):.{0,200}"
    r"|(?:previous|next|older|newer)(?: (?:post|article|entry|story|page))?s?:?.{0,80}(?<![.?!])|home|about(?: us| me)?|contact(?: us)?|blog|faqs?|skip to.{0,30}|menu|close|back to (?:top|blog).{0,10}|read (?:more|next|the full (?:post|story)).{0,60}|continue reading.{0,80}"
    r"|your (?:e-?mail )?address will not be published.*|required fields are marked.*|save my name, .*|notify me (?:of|when|by).*|this site uses akismet.*|powered by .*|proudly powered.*"
    r"|(?:copyright|©|\(c\)) .{0,120}|all rights reserved.*|(?:this (?:web)?site|we) uses? cookies.*|(?:accept|reject)(?: all)?(?: cookies)?|(?:name|e-?mail|website|comment)\s?\*|post comment|submit(?: comment)?|log ?in.{0,40}|sign in.{0,40}"
    r"|(?:about|estimated )?\s?\d+ min(?:ute)?s?(?: read)?|reading time.{0,20}|\d+ (?:views?|shares?)|view all posts.{0,60}|(?:general |medical |legal )?disclaimer\b.*|terms (?:of|and) .{0,40}|privacy policy.{0,20}"
    r"|home\s*[»›>/|][^?!]{0,80}|print\W?friendly.{0,30}|e-?mail this ?blog.{0,60}|vote(?: view results)?|view results"
    r"|(?:(?:twitter|x|medium|linkedin|facebook|instagram|mastodon|bluesky|threads|substack)\s?:\s?@?[\w./@-]+[\s,|/·]*)+"
    r"|(?:#\w+[\s,]*)+|[\W_]+|\[?advertisements?\]?|sponsored.{0,40}|donate.{0,30}|buy me a coffee.{0,20}",
    _ANY,
)
_BYLINE = re.compile(
    r"(?:(?i:posted|written|published|post|story|words)\s+)?[Bb]y:? +(?P<name>[A-Z][\w.’'-]*(?: [A-Z0-9][\w.’'-]*){0,4})(?: \([^()]{3,30}\))?"
    r"(?:,? *(?:on|at|[|·•–-]) .{0,60}|,? \w+ \d{1,2},? \d{4}.{0,20}|,? \d{1,2} \w+ \d{4}.{0,20})?|[Aa]uthor: +(?P<other>[A-Z][\w.’' -]{1,40})"
)
_DATED_BYLINE = re.compile(r"(?i:posted|published|written)\b.{3,40} by (?P<name>[A-Z][\w.’'-]*(?: [A-Z0-9][\w.’'-]*){0,4})")
_DATE = re.compile(
    r"(?:(?:posted|published|updated|last updated|date)\b:?(?: on)? *)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? *)?"
    r"(?:\d{1,2}(?:[a-z]{2})?[ ./-](?:[A-Za-z]{3,9}|\d{1,2})[ ./,-]+(?P<a>\d{4})|[A-Za-z]{3,9}\.? \d{1,2}(?:[a-z]{2})?,? +(?P<b>\d{4})|(?P<c>\d{4})-\d\d-\d\d)"
    r"(?:,?(?: at| \||T)? *\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?)?\W*"
    r"|(?:(?:about )?(?:\d+|an?) (?:second|minute|min|hour|hr|day|week|month|year)s? ago|yesterday|today|just now|last (?:week|month|year))\W*",
    _ANY,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CONFLICT = re.compile(
    r"(?:(?:author |potential )?(?:conflicts? of interests?|competing interests?)|(?:declarations?|disclosures?|statements?) of (?:conflicts? of )?(?:competing )?interests?|CoIs?|COIs?|disclosures?(?: statement)?)\b"
    r"(?P<what>\s*[:.–—-].*|\s+(?:none|multiple|nil|see|no|the authors?)\b.*|)",
    _ANY,
)
_LONGEST = 30
"""Words; what is longer is somebody's text, however it begins (some sentences of the law aside)."""


def frame_of(text: str) -> str:
    """What a line is where it is no one's text: ``about``, ``comments``, ``tail``, ``byline``, ``date``, ``conflict``, ``line``, or nothing."""
    written = " ".join(text.split())
    text = written.strip("*_ ")
    if not text:
        return "line" if written else ""
    if m := _CONFLICT.fullmatch(text):
        return "conflict" if m.group("what") or len(text.split()) <= 4 else ""
    if len(text.split()) > _LONGEST:
        return (
            "line"
            if re.match(r"(?:general |medical |legal )?disclaimer\b|your e-?mail address will|this site uses akismet", text, _ANY)
            else ""
        )
    bare = text.rstrip(":.… ")
    for kind, pattern in (("about", _ABOUT), ("comments", _COMMENTS), ("tail", _TAIL)):
        if pattern.fullmatch(bare) and len(text.split()) <= 14 and not text.endswith(("?", "!")):
            return kind
    if _BYLINE.fullmatch(text) or _DATED_BYLINE.fullmatch(text):
        return "byline"
    if _DATE.fullmatch(text):
        return "date"
    return "line" if _LINE.fullmatch(text) else ""


def name_in(byline: str) -> str:
    """The name in ``By Prof G``; empty where there is none."""
    byline = " ".join(byline.split()).strip("*_ ")
    m = _BYLINE.fullmatch(byline) or _DATED_BYLINE.fullmatch(byline)
    return (m.groupdict().get("name") or m.groupdict().get("other") or "").strip() if m else ""


def is_date(text: str) -> bool:
    """True for a line that says when, and nothing else: a day, with or without an hour, or ``2 days ago``."""
    return bool(_DATE.fullmatch(" ".join(text.split())))


def last_year(text: str) -> str:
    """The last year that a line names."""
    return next(reversed(_YEAR.findall(text)), "")


def year_in(text: str) -> str:
    """The year of a line that is a date and nothing else."""
    m = _DATE.fullmatch(" ".join(text.split()))
    return next((y for y in m.groups() if y), "") if m else ""
