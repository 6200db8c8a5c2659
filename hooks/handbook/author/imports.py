"""``handbook import``: works from a file of another program, first shown, then written where that is wanted."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.author.design import guessed
from handbook.author.formats import works_in
from handbook.author.insert import add_references, faults_of
from handbook.author.record import Record
from handbook.author.refused import RefusedError, must_be_known, must_be_readable
from handbook.author.same import Shelf, differences
from handbook.author.text import shortened, tidy
from handbook.diagnostics import Span, did_you_mean
from handbook.model.basis import DESIGNS
from handbook.model.handbook import Handbook

_LARGEST = 2_000_000
"""Bytes of an imported file, as for every file that is read."""


@dataclass
class Plan:
    """What an import would do."""

    added: list[dict[str, Any]] = field(default_factory=list)
    there: int = 0
    unclear: int = 0
    lines: list[str] = field(default_factory=list)
    """What is shown, in the order of the file."""

    @property
    def tally(self) -> str:
        """``2 new, 1 there already, 0 unclear``."""
        return f"{len(self.added)} new, {self.there} there already, {self.unclear} unclear"


def text_of(path: Path) -> str:
    """The text of a file that somebody names; refused where it is none."""
    shown = tidy(str(path))
    try:
        if not path.is_file():
            raise RefusedError(f"there is no file `{shown}`")
        if path.stat().st_size > _LARGEST:
            raise RefusedError(f"`{shown}` has more than {_LARGEST} bytes", "export fewer works at a time")
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as e:
        raise RefusedError(f"`{shown}` cannot be read: {os.strerror(e.errno or 0)}") from e
    except ValueError as e:
        raise RefusedError(f"`{shown}` is not UTF-8", "export it in the encoding UTF-8") from e


def plan(handbook: Handbook, path: Path, designs: Sequence[str]) -> Plan:
    """What would come of importing a file; nothing is written. Designs are ``design`` for all, or ``key=design``."""
    must_be_readable(handbook, "seeds/references.yaml")
    said = _designs(designs)
    try:
        form, works = works_in(text_of(path))
    except RefusedError as e:
        raise RefusedError(f"{tidy(str(path))}: {e}", e.help) from e
    out = Plan(lines=[f"{tidy(str(path))}: {len(works)} work{'' if len(works) == 1 else 's'}, {form}"])
    shelf = Shelf((k, r.csl) for k, r in handbook.references.items())
    fresh: set[str] = set()
    for work in works:
        found = shelf.find(work.csl)
        if len(found) > 1:
            reasons = "; ".join(f"{why} as `{key}`" for key, why in found)
            _unclear(out, work, [f"its identifiers lead to several works: {reasons}"])
        elif found:
            _there(out, work, *found[0], shelf, fresh)
        else:
            _new(out, work, shelf, said, fresh)
    for key in said.keys() - fresh - {""}:
        raise RefusedError(f"no new work has the key `{key}`", did_you_mean(key, fresh))
    return out


def carry_out(root: Path, planned: Plan) -> list[Span]:
    """Writes the new works and returns where they stand."""
    return add_references(root, planned.added) if planned.added else []


def _designs(given: Sequence[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for one in given:
        key, _, design = one.rpartition("=")
        must_be_known(design, DESIGNS, "there is no design", "possible are " + ", ".join(DESIGNS))
        out[key] = design
    return out


def _there(out: Plan, work: Record, key: str, why: str, shelf: Shelf, fresh: set[str]) -> None:
    out.there += 1
    where = "stands twice in the file" if key in fresh else "is there already"
    out.lines.append(f"= `{key}` {where}: {why}")
    out.lines += [f"    {d}" for d in differences(shelf.works[key], work.csl)]


def _new(out: Plan, work: Record, shelf: Shelf, said: Mapping[str, str], fresh: set[str]) -> None:
    key = shelf.free(work.stem)
    design, why = (said.get(key) or said.get("", ""), "as you say") if {key, ""} & said.keys() else guessed(work)
    shelf.put(key, work.csl)
    fresh.add(key)
    if not design:
        _unclear(out, work, [f"nothing tells its design; add --design {key}=…, one of " + ", ".join(DESIGNS)])
        return
    custom: dict[str, Any] = {"design": design, "registry": list(work.registry), "verified": "full"}
    entry = {"id": key, **work.csl, "custom": {k: v for k, v in custom.items() if v}}
    faults = faults_of(entry, "references")
    if faults:
        _unclear(out, work, [tidy(d.message) for d in faults])
        return
    out.added.append(entry)
    out.lines.append(f"+ `{key}`: {shortened(work.csl['title'])}")
    out.lines.append(f"    design: {design}, {why}")
    out.lines += [f"    {r}" for r in work.remarks]
    out.lines += [f"    `{k}` has the same title, but another identifier" for k in shelf.namesakes(work.csl) if k != key]


def _unclear(out: Plan, work: Record, reasons: Sequence[str]) -> None:
    out.unclear += 1
    out.lines.append(f"! {work.name} is left out:")
    out.lines += [f"    {r}" for r in [*reasons, *work.remarks]]
