"""How much a text may hold: far more than anybody writes, and little enough for every later step to be quick.

What reads Markdown, ours and the generator's, makes something of each sign, line and cell, looks through a whole
paragraph for the second sign of a pair, and takes a step of its stack for each level of a list or quotation. Nobody can
be made to wait for that by a text from a stranger.
"""

import re
from collections.abc import Callable, Iterator

from handbook.diagnostics import Diagnostic, Source

_CHARACTERS = 400_000
"""In one file; the longest seed has a seventh of that."""
_LINES = 6_000
"""In one file; the longest seed has 567."""
_PARAGRAPH = 20_000
"""Characters between two blank lines; the longest paragraph has 2,604."""
_ROWS = 500
"""Lines between two blank lines; the longest table has 43."""
_CELLS = 5_000
"""Of a table, as columns times lines; the largest has 182."""
_CELLS_IN_ALL = 20_000
"""Of all tables in a file; the busiest has 311."""
_LEVELS = 8
"""Lists and quotations within one another; three are the most that a page shows well."""
_INDENT = 40
"""Columns at the beginning of a line; no seed has more than six."""
_SIGNS = (*"[]*_`<>@{}!&\\#~", "///")
_OFTEN = 300
"""Times that one of the signs may stand in a paragraph; the busiest one has 82 of one kind."""
_IN_ALL = 5_000
"""Times that one of them may stand in a file; the busiest has 252 of one kind."""
_OTHERS = bytes(n for n in range(256) if chr(n) not in f"{''.join(_SIGNS)}|\n")
_GAP = re.compile(r"\n[ \t]*\n")
_NESTED = re.compile(
    r"\n(?=[ \t>*+0-9-])(?:"
    rf"(?:[ \t]*(?:>|[-*+][ \t]|[0-9]{{1,9}}[.)][ \t])){{{_LEVELS + 1}}}|(?:[ ]{{4}}|[ ]{{0,3}}\t){{{_INDENT // 4}}}[ \t]*[^\s])"
)
"""Looked for behind a line's end, which is found at once, where `^` would be tried at every sign."""
_HELP = "write less in one place: a blank line begins a paragraph, a second file a seed"

Found = tuple[str, int]
"""What is said, and the offset of the place."""


def measured(source: Source, report: Callable[[Diagnostic], None]) -> bool:
    """True where a text is of a size that can be read; everything that is beyond it is reported."""
    found = list(_beyond(source.text))
    for message, at in found:
        report(Diagnostic("file-too-large", message, source.span(at), _HELP))
    return not found


def _beyond(text: str) -> Iterator[Found]:
    """What is too much, and the offset of the first sign that is."""
    if len(text) > _CHARACTERS:
        yield f"{len(text)} characters; {_CHARACTERS} are the most", _CHARACTERS
        return
    if nested := _NESTED.search(f"\n{text}"):
        yield f"a line begins {_LEVELS} levels deep at the most, and with {_INDENT} spaces", nested.start()
    signs = _signs(text)
    if (lines := signs.count(b"\n")) > _LINES:
        yield f"{lines} lines; {_LINES} are the most", _nth(text, "\n", _LINES) + 1
    yield from _often(text, signs, _IN_ALL, "file", 0)
    if b"|" in signs:
        yield from _in_tables(text)
    if len(text) > _PARAGRAPH or len(signs) > _OFTEN:
        yield from _in_paragraphs(text)


def _in_paragraphs(text: str) -> Iterator[Found]:
    """What is too much between two blank lines."""
    for at, part in _placed(text, _is_large):
        if len(part) > _PARAGRAPH:
            yield f"a paragraph of {len(part)} characters; {_PARAGRAPH} are the most", at
        else:
            yield from _often(part, _signs(part), _OFTEN, "paragraph", at)
        if (rows := part.count("\n") + 1) > _ROWS:
            yield f"a paragraph of {rows} lines; {_ROWS} are the most", at + _nth(part, "\n", _ROWS) + 1


def _is_large(part: str) -> bool:
    return (len(part) > _OFTEN and len(_signs(part)) > _OFTEN) or len(part) > _PARAGRAPH


def _in_tables(text: str) -> Iterator[Found]:
    """Tables that are too large: what draws them fills each row up to the width of the head."""
    in_all = 0
    for at, part in _placed(text, lambda part: "|" in part):
        rows = part.split("\n")
        cells = len(rows) * (1 + max(row.count("|") for row in rows))
        in_all += cells
        if cells > _CELLS:
            yield f"a table of {cells} cells; {_CELLS} are the most", at
        if in_all > _CELLS_IN_ALL:
            yield f"tables of more than {_CELLS_IN_ALL} cells; so many are the most in a file", at
            return


def _placed(text: str, wanted: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """The stretches between two blank lines that are wanted, each with its offset; few are, so places are looked for last."""
    at = 0
    for part in filter(wanted, _GAP.split(text)):
        at = text.index(part, at)
        yield at, part
        at += len(part)


def _signs(text: str) -> bytes:
    """What is left of a text without its words: far less, and quickly counted."""
    return text.encode("utf-8", "surrogatepass").translate(None, _OTHERS)


def _often(text: str, signs: bytes, most: int, where: str, offset: int) -> Iterator[Found]:
    """The signs that stand too often in a text; what is left of it may bring together what stood apart, and so be too much."""
    for sign in _SIGNS if len(signs) > most else ():
        if signs.count(sign.encode()) > most and (many := text.count(sign)) > most:
            yield f"`{sign}` stands here {many} times; {most} times in a {where} are the most", offset + _nth(text, sign, most + 1)


def _nth(text: str, sign: str, n: int) -> int:
    """The offset of the n-th time that a sign stands in a text."""
    at = -len(sign)
    for _ in range(n):
        at = text.index(sign, at + len(sign))
    return at
