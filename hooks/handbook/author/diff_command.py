"""``handbook diff``: what it takes and what it prints."""

import argparse
import sys
from pathlib import Path


def add_diff(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """``handbook diff OLD NEW [--format markdown|text|json]``."""
    p = commands.add_parser("diff", help="say what changes for readers from one state of the handbook to another")
    for name in ("old", "new"):
        p.add_argument(name, type=Path, metavar=name.upper(), help="a project's folder, its seeds folder, or a handbook.json")
    p.add_argument("--format", choices=("markdown", "text", "json"), default="markdown")
    p.add_argument("--today", help=argparse.SUPPRESS)
    return p


def run_diff(a: argparse.Namespace, today: str) -> int:
    """Prints the changes: 0 whatever they are, 2 where one of the two is no handbook."""
    from handbook.author.diff_edition import edition
    from handbook.author.diff_write import FORMATS
    from handbook.author.refused import RefusedError
    from handbook.write.compare import compare

    try:
        changes = compare(edition(a.old, today), edition(a.new, today))
    except RefusedError as e:
        print(e, file=sys.stderr)
        return 2
    sys.stdout.write(FORMATS[a.format](changes))
    return 0
