"""``handbook release``: what it takes and what it prints."""

import argparse
import sys


def add_release(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """``handbook release [--version YYYY-MM-DD]``."""
    p = commands.add_parser("release", parents=[shared], help="record a new version: what it changes for readers, and its number")
    p.add_argument("--version", metavar="YYYY-MM-DD", help="its day (default: today)")
    return p


def run_release(a: argparse.Namespace, today: str) -> int:
    """Records the version: 0 where it is done, 1 where it cannot be."""
    from handbook.author.refused import RefusedError
    from handbook.author.release import release
    from handbook.diagnostics.words import plural
    from handbook.pipeline import check

    checked = check(a.root, today)
    if not checked.ok:
        print("handbook: there are errors; `handbook check` shows them, and a version has none", file=sys.stderr)
        return 1
    try:
        paths, made = release(a.root, checked.handbook, a.version or today)
    except RefusedError as e:
        print(f"handbook: {e}", file=sys.stderr)
        if e.help:
            print(f"   help: {e.help}", file=sys.stderr)
        return 1
    if not paths:
        print(f"the version of {made.date} is what it was; nothing was written", file=sys.stderr)
        return 0
    print("\n".join(paths))
    said = plural(len(made.told), "change") if made.told else "the first edition"
    print(f"version of {made.date}: {said}; put the entry in CHANGELOG.md into words for readers", file=sys.stderr)
    return 0
