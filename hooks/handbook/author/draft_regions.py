"""Which blocks are the article, which its comments, and which stand around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handbook.author.draft_citations import is_reference
from handbook.author.draft_frame import frame_of
from handbook.author.draft_shapes import Block
from handbook.author.draft_voices import ADDRESSED, QUOTING, header_of

_BIO = 60
"""Words; what the box about an author holds at most in one paragraph."""
_SIGNED = 4
"""Words; a name below its text has no more."""
_LONG = 25
"""Words; a menu has no item that long."""
_ENOUGH = 3
_NAMES = 2
"""Lines that may stand above a menu: the name of a site and what it says of itself."""
_OPEN_CONFLICT = re.compile(r"[A-Za-z]+(?: [a-z]+){0,3}:?")
"""``Conflicts of interest`` as a heading; its text follows."""


@dataclass(frozen=True)
class Placed:
    """A block and where it belongs."""

    block: Block
    region: str
    """``article``, ``comments``, ``conflict`` or ``frame``."""
    frame: str = ""
    """What kind of frame it is, as :func:`handbook.author.draft_frame.frame_of` has it."""


def place(blocks: Sequence[Block]) -> list[Placed]:
    """Walks down the blocks; what was said last about where we are holds until something else is said."""
    out: list[Placed] = []
    state, bio, commented = "article", 0, False
    for i, b in enumerate(blocks):
        kind = frame_of(b.text) if i or b.bullet or not _a_title(blocks) else ""
        if kind == "line" and b.bullet and not re.search(r"\w", b.text):
            kind = ""
        if kind == "tail" and not commented and sum(p.region == "article" for p in out) <= _NAMES:
            kind = "line"
        if kind == "date" and state == "comments":
            kind = ""
        if kind in ("about", "comments", "tail"):
            state, bio = kind, 0
        if kind:
            out.append(Placed(b, "conflict" if kind == "conflict" else "frame", kind))
            continue
        if (
            state == "article"
            and b.plain
            and b.words < 3 * _BIO
            and _after_conflict(out)
            and _OPEN_CONFLICT.fullmatch(out[-1].block.text)
        ):
            out.append(Placed(b, "conflict"))
            continue
        state = _next(state, blocks, i, bio, commented)
        bio += state == "about"
        commented = commented or state == "comments"
        out.append(Placed(b, {"article": "article", "comments": "comments"}.get(state, "frame")))
    return _without_signature(_without_menu(out))


def _without_signature(placed: list[Placed]) -> list[Placed]:
    """A name at the margin, below comments that are all set in, is that of the author and no comment."""
    said = [n for n, p in enumerate(placed) if p.region == "comments"]
    if len(said) < 2 or not all(placed[n].block.indent for n in said[:-1]):
        return placed
    last = placed[said[-1]].block
    signed = last.plain and last.words <= _SIGNED and all(w[0].isupper() for w in last.text.split()) and last.text[-1].isalnum()
    return [replace(p, region="frame") if signed and n == said[-1] else p for n, p in enumerate(placed)]


def _without_menu(placed: list[Placed]) -> list[Placed]:
    """What stands above a menu at the head of the page is the name of the site, and no title."""
    own = [n for n, p in enumerate(placed) if p.region == "article"]
    first = next((n for n in own if placed[n].block.words >= _LONG or not placed[n].block.plain), len(placed))
    menu = max((n for n, p in enumerate(placed[:first]) if p.frame == "line"), default=0)
    titled = any(menu < n < first for n in own) and sum(n < menu for n in own) <= _NAMES
    return [replace(p, region="frame") if titled and n < menu and p.region == "article" else p for n, p in enumerate(placed)]


def _after_conflict(out: Sequence[Placed]) -> bool:
    return bool(out) and out[-1].frame == "conflict"


def _next(state: str, blocks: Sequence[Block], i: int, bio: int, commented: bool) -> str:
    b = blocks[i]
    if state == "comments":
        return state
    if header_of(b.lines[0]) and (b.words > 8 or i + 1 < len(blocks)):
        return "comments"
    if state == "article":
        return "comments" if _comments_begin(blocks, i) else state
    if state == "about":
        if not b.plain or QUOTING.match(b.text):
            return "comments"
        if b.gap >= 2 and bio and not _set_in(blocks[i + 1 :]):
            return "comments"
        return state if bio < 3 and b.words <= _BIO and not is_reference(b.text) else "article"
    if b.plain:
        return "article" if b.words >= _LONG and not commented else state
    run = _run(blocks, i)
    return "comments" if any(x.words >= _LONG for x in run) and not commented else state


def _comments_begin(blocks: Sequence[Block], i: int) -> bool:
    """Is what is set in here a list of the article, or does somebody else speak? Only the whole run can tell."""
    b = blocks[i]
    if b.plain:
        return (i == 0 or b.gap >= 2) and any(x.plain and QUOTING.match(x.text) for x in blocks[i : i + 12])
    run = _run(blocks, i)
    following = blocks[i + len(run) :]
    voices = sum(bool(QUOTING.match(x.text) or ADDRESSED.search(x.text) or header_of(x.lines[0])) for x in run)
    score = 2 * (b.gap >= 2) + 2 * (i == 0) + min(voices, 3)
    score += len({x.indent for x in run if x.bullet}) > 1
    score += sum(x.words for x in run) > _LONG * len(run)
    score -= 2 * (2 * sum(is_reference(x.text) for x in run) >= len(run))
    score -= bool(i and blocks[i - 1].text.endswith(":"))
    score -= 2 * any(x.plain and x.words > _SIGNED and not frame_of(x.text) for x in following)
    return score >= _ENOUGH


def _run(blocks: Sequence[Block], i: int) -> list[Block]:
    """What is set in from here on, up to the next paragraph at the margin."""
    run: list[Block] = []
    for b in blocks[i:]:
        kind = frame_of(b.text)
        if (b.plain and kind != "line") or kind in ("about", "comments", "tail"):
            break
        run.append(b)
    return run


def _set_in(blocks: Sequence[Block]) -> bool:
    return any(not b.plain or frame_of(b.text) == "comments" for b in blocks)


def _a_title(blocks: Sequence[Block]) -> bool:
    """True where the first line, whatever words it has, stands above an article as its title."""
    first = blocks[0].text
    return blocks[0].plain and frame_of(first) in ("tail", "comments", "conflict") and first.endswith(("?", "…"))
