"""The attributes of a section: ``{ #id page=topic/page basis=cohort as-of=2014 }``."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from handbook.diagnostics import Diagnostic, Label, Located, Span, did_you_mean
from handbook.diagnostics.suggest import nearest
from handbook.model.basis import BASES, CHANGES, VOICES

_TOKEN = re.compile(
    r"\s*(?:#(?P<id>[^\s#=\"']*)|(?P<name>[^\s=#.\"']+)\s*=\s*(?P<quote>[\"']?)(?P<value>(?<=\")[^\"]*|(?<=')[^']*|(?![\w-]+\s*=)[^\s\"']*)(?P=quote)|(?P<other>\S+))"
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)|(?:hb|ref)-.*|references|__.*")
_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?")
_CHOICES: dict[str, Mapping[str, object]] = {"basis": BASES, "voice": VOICES, "change": CHANGES}
_ORDINARY = re.compile(
    rf"#({_ID.pattern}) page=([\w/-]+) basis=({'|'.join(BASES)}) as-of=({_DATE.pattern})(?: voice=({'|'.join(VOICES)}))?"
)
"""The list that nearly every section has."""
_NONE = Located("", Span(""))
KNOWN = ("page", "basis", "as-of", "voice", "updates", "change")
_LONGEST = 80
"""Characters of an id."""
REQUIRED = ("page", "basis", "as-of")


class Attributes(NamedTuple):
    """The attributes that could be read; a wrong one is left out, and reported."""

    id: Located[str] | None
    values: dict[str, Located[str]]

    def get(self, name: str) -> Located[str]:
        """The value of one attribute; where it has none, an empty one at no place in particular."""
        return self.values.get(name, _NONE)


def ordinary(written: Located[str]) -> Attributes | None:
    """The attributes of a list that is in order as most are, read in one step; None where it may be any other."""
    m = _ORDINARY.fullmatch(written.value)
    if m is None or m.end(1) > _LONGEST + 1 or _RESERVED.fullmatch(m.group(1)):
        return None
    path, line, column, _ = written.span
    id, page, basis, as_of, voice = m.groups()
    values = {
        "page": Located(page, Span(path, line, column + m.start(2), len(page))),
        "basis": Located(basis, Span(path, line, column + m.start(3), len(basis))),
        "as-of": Located(as_of, Span(path, line, column + m.start(4), len(as_of))),
    }
    if voice:
        values["voice"] = Located(voice, Span(path, line, column + m.start(5), len(voice)))
    return Attributes(Located(id, Span(path, line, column, m.end(1))), values)  # the place of an id begins with its sign


def read_attributes(written: Located[str] | None, heading: Span, report: Callable[[Diagnostic], None]) -> Attributes:
    """Every attribute of one section; whatever is wrong with one is reported at its place."""
    if written is None:
        message = "this section has no attributes"
        report(Diagnostic("bad-attribute", message, heading, "end the heading with { #id page=topic/page basis=… as-of=YYYY }"))
        return Attributes(None, {})
    base, text = written.span, written.value

    def at(start: int, end: int) -> Span:
        return Span(base.path, base.line, base.column + start, max(end - start, 1))

    id: Located[str] | None = None
    values: dict[str, Located[str]] = {}
    for m in _TOKEN.finditer(text):
        start, end = m.end() - len(m.group().lstrip()), m.end()
        if m.group("other") is not None:
            report(
                Diagnostic(
                    "bad-attribute", f"`{m.group('other')}` is not an attribute", at(start, end), "write `#id` or `name=value`"
                )
            )
        elif m.group("id") is not None:
            if id:
                label = (Label(id.span, "first here"),)
                report(Diagnostic("bad-attribute", "a section has one id", at(start, end), "keep one of them", label))
            elif _ID.fullmatch(m.group("id")) and len(m.group("id")) <= _LONGEST and not _RESERVED.fullmatch(m.group("id")):
                id = Located(m.group("id"), at(start, end))
            else:
                wish = _as_id(m.group("id"))
                help = "lower-case letters, digits and hyphens" + (f", as in `#{wish}`" if wish else "")
                report(Diagnostic("bad-attribute", f"`#{m.group('id')}` cannot be an id", at(start, end), help))
        else:
            _named(m, at, values, report)
    missing = [name for name in REQUIRED if name not in values]
    meant = {nearest(m.group("name"), KNOWN) for m in _TOKEN.finditer(text) if m.group("name")} if missing else set()
    for name in missing:
        if name not in meant:
            report(
                Diagnostic("missing-attribute", f"the attribute `{name}` is missing", heading, f"add `{name}=…` between the braces")
            )
    if id is None and "#" not in text:
        report(
            Diagnostic("missing-attribute", "the section has no id", heading, "add `#id` between the braces: its permanent address")
        )
    if ("updates" in values) != ("change" in values):
        one, other = ("updates", "change") if "updates" in values else ("change", "updates")
        report(Diagnostic("missing-attribute", f"`{one}` needs `{other}` beside it", values[one].span, f"add `{other}=…`"))
    return Attributes(id, values)


def _named(
    m: re.Match[str], at: Callable[[int, int], Span], values: dict[str, Located[str]], report: Callable[[Diagnostic], None]
) -> None:
    name, value = m.group("name"), m.group("value")
    key_span = at(m.start("name"), m.end("name"))
    span = at(m.start("value"), m.end("value")) if value else key_span
    if name not in KNOWN:
        help = did_you_mean(name, KNOWN) or "possible are " + ", ".join(f"`{k}`" for k in KNOWN)
        report(
            Diagnostic("unknown-attribute", f"`{name}` is not an attribute of a section", key_span, help, fix=nearest(name, KNOWN))
        )
    elif name in values:
        label = (Label(values[name].span, "first here"),)
        report(Diagnostic("bad-attribute", f"`{name}` stands here twice", key_span, "keep one of them", label))
    elif not value:
        report(Diagnostic("bad-attribute", f"`{name}` has no value", span, f"write `{name}=…`"))
    elif name in _CHOICES and value not in _CHOICES[name]:
        known = list(_CHOICES[name])
        help = did_you_mean(value, known) or "possible are " + ", ".join(f"`{k}`" for k in known)
        report(Diagnostic("bad-attribute", f"`{name}` cannot be `{value}`", span, help, fix=nearest(value, known)))
    elif name == "as-of" and not _DATE.fullmatch(value):
        report(
            Diagnostic("bad-attribute", f"`as-of` cannot be `{value}`", span, "write a year, or a year and month: 2014 or 2014-08")
        )
    else:
        values[name] = Located(value, span)


def _as_id(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))
