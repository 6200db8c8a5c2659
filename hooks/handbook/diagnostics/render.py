"""The ink: diagnostics as lines for people, for GitHub and for machines."""

import json
from collections.abc import Callable, Iterable, Mapping

from handbook.diagnostics.diagnostic import Diagnostic, Severity
from handbook.diagnostics.place import Source, Span
from handbook.diagnostics.words import plural


def concise(found: Iterable[Diagnostic], sources: Mapping[str, Source]) -> str:
    """One line a diagnostic, as editors and grep like it."""
    return "\n".join(head(d) for d in found)


def full(found: Iterable[Diagnostic], sources: Mapping[str, Source]) -> str:
    """Each diagnostic with its line, a caret below the place, its other places and its help."""
    return "\n\n".join("\n".join(_full(d, sources)) for d in found)


def github(found: Iterable[Diagnostic], sources: Mapping[str, Source]) -> str:
    """Workflow commands that GitHub shows as annotations on the lines of a pull request."""
    lines = []
    for d in found:
        text = " ".join(part for part in (d.message, *(f"({x.text}: {x.span})" for x in d.labels), d.help) if part)
        place = f"file={_property(d.span.path)},line={d.span.line},col={d.span.column},endColumn={d.span.column + d.span.length}"
        lines.append(f"::{d.severity} {place},title={_property(d.code)}::{_data(text)}")
    return "\n".join(lines)


def as_json(found: Iterable[Diagnostic], sources: Mapping[str, Source]) -> str:
    """A JSON array of objects: code, severity, message, path, line, column, length, help, labels."""
    return json.dumps(
        [
            {
                "code": d.code,
                "severity": str(d.severity),
                "message": d.message,
                **_place(d.span),
                "help": d.help,
                "labels": [{**_place(label.span), "text": label.text} for label in d.labels],
            }
            for d in found
        ],
        ensure_ascii=False,
        indent=2,
    )


FORMATS: dict[str, Callable[[Iterable[Diagnostic], Mapping[str, Source]], str]] = {
    "concise": concise,
    "full": full,
    "github": github,
    "json": as_json,
}


def head(d: Diagnostic) -> str:
    """``path:line:column: severity[code] message``."""
    return f"{_visible(str(d.span))}: {d.severity}[{d.code}] {_visible(d.message)}"


def tally(found: Iterable[Diagnostic]) -> str:
    """``2 errors, 1 warning``."""
    severities = [d.severity for d in found]
    return ", ".join(plural(n, kind) for kind in Severity if (n := severities.count(kind)) or kind is Severity.ERROR)


def _full(d: Diagnostic, sources: Mapping[str, Source]) -> Iterable[str]:
    yield head(d)
    yield from _excerpt(d.span, sources)
    for label in d.labels:
        yield f"  {_visible(str(label.span))}: {label.text}"
        yield from _excerpt(label.span, sources)
    if d.help:
        yield f"   help: {_visible(d.help)}"


_WIDTH = 100


def _excerpt(span: Span, sources: Mapping[str, Source]) -> Iterable[str]:
    """The line and a caret below the place; a long line is shown around the place."""
    source = sources.get(span.path)
    text = source.line(span.line) if source else ""
    if not text.strip():
        return
    start = max(0, span.column - 1 - _WIDTH // 2) if len(text) > _WIDTH else 0
    window = text[start : start + _WIDTH]
    before, after = ("… " if start else ""), (" …" if start + _WIDTH < len(text) else "")
    at = span.column - 1 - start
    indent = "".join(c if c == "\t" else " " for c in _visible(window[:at], keep_tabs=True))
    carets = "^" * max(1, len(_visible(window[at : at + span.length], keep_tabs=True)))
    yield f"{span.line:>6} | {before}{_visible(window, keep_tabs=True)}{after}"
    yield f"       | {' ' * len(before)}{indent}{carets}"


def _place(span: Span) -> dict[str, object]:
    return {"path": span.path, "line": span.line, "column": span.column, "length": span.length}


def _visible(text: str, keep_tabs: bool = False) -> str:
    """The text with control and direction characters made visible: a terminal must not obey a seed."""
    return "".join(c if c.isprintable() or (keep_tabs and c == "\t") else f"\\u{ord(c):04x}" for c in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
