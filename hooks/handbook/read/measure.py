"""How much a text may hold: far more than anybody writes, and little enough for every later step to be quick.

What reads Markdown, ours and the generator's, takes time by the square of a paragraph's marks, and a step of its stack
for each level of a list or quotation. Nobody can be made to wait for that by a text from a stranger.
"""

import re
from collections.abc import Callable, Iterator

from handbook.diagnostics import Diagnostic, Source

_CHARACTERS = 400_000
"""In one file; the longest seed has a seventh of that."""
_PARAGRAPHS = 5_000
"""In one file; the longest seed has a twentieth of that."""
_PARAGRAPH = 20_000
"""Characters between two blank lines; a large table has half of that."""
_LEVELS = 8
"""Lists and quotations within one another; three are the most that a page shows well."""
_INDENT = 40
"""Spaces at the beginning of a line."""
_SIGNS = ("[", "]", "*", "_", "`", "<", ">", "@", "{", "!", "&", "\\")
_OFTEN = 300
"""Times that one of the signs may stand in a paragraph; the busiest one has 82 of one kind."""
_IN_ALL = 5_000
"""Times that one of them may stand in a file."""
_GAP = re.compile(r"\n[ \t]*\n")
_NESTED = re.compile(rf"\n(?:(?:[ \t]*(?:>|[-*+][ \t]|[0-9]{{1,9}}[.)][ \t])){{{_LEVELS + 1},}}|[ \t]{{{_INDENT + 1},}}(?=[^\s]))")
"""Looked for behind a line's end, which is found at once, where `^` would be tried at every sign."""
_HELP = "write less in one place: a blank line begins a paragraph, a second file a seed"


def measured(source: Source, report: Callable[[Diagnostic], None]) -> bool:
    """True where a text is of a size that can be read; everything that is beyond it is reported."""
    found = list(_beyond(source))
    for message, at in found:
        report(Diagnostic("file-too-large", message, source.span(at), _HELP))
    return not found


def _beyond(source: Source) -> Iterator[tuple[str, int]]:
    """What is too much, and the offset of the first sign that is."""
    text = source.text
    if len(text) > _CHARACTERS:
        yield f"{len(text)} characters; {_CHARACTERS} are the most", _CHARACTERS
        return
    if nested := _NESTED.search(f"\n{text}"):
        yield f"a line begins {_LEVELS} levels deep at the most, and with {_INDENT} spaces", nested.start()
    yield from (_too_often(text, sign, _IN_ALL, "file", 0) for sign in _SIGNS if text.count(sign) > _IN_ALL)
    at = 0
    gaps = [m.span() for m in _GAP.finditer(text)]
    if len(gaps) > _PARAGRAPHS:
        yield f"{len(gaps)} paragraphs; {_PARAGRAPHS} are the most", gaps[_PARAGRAPHS][0]
    dense = [sign for sign in _SIGNS if _stands_close(text, sign)]
    for end, following in (*gaps, (len(text), len(text))):
        if end - at > _PARAGRAPH:
            yield f"a paragraph of {end - at} characters; {_PARAGRAPH} are the most", at
        elif dense and end - at > _OFTEN:
            part = text[at:end]
            yield from (_too_often(part, sign, _OFTEN, "paragraph", at) for sign in dense if part.count(sign) > _OFTEN)
        at = following


def _stands_close(text: str, sign: str) -> bool:
    """Whether a sign stands too often in what can be one paragraph: mostly it does not, and no paragraph need be looked at."""
    if text.count(sign) <= _OFTEN:
        return False
    places = [m.start() for m in re.finditer(re.escape(sign), text)]
    return any(last - first <= _PARAGRAPH for first, last in zip(places, places[_OFTEN:], strict=False))


def _too_often(text: str, sign: str, most: int, where: str, offset: int) -> tuple[str, int]:
    return f"`{sign}` stands here {text.count(sign)} times; {most} times in a {where} are the most", offset + _nth(
        text, sign, most + 1
    )


def _nth(text: str, sign: str, n: int) -> int:
    """The offset of the n-th time that a sign stands in a text."""
    at = -1
    for _ in range(n):
        at = text.index(sign, at + 1)
    return at
