"""The command line: one function a subcommand; each returns the exit status."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from handbook.days import today

INTERRUPTED = 130
"""What a shell expects of a command that Ctrl-C has ended."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs ``handbook`` and returns its exit status: 0 for done, 1 for faults found, 2 for a wrong call, 130 for Ctrl-C."""
    arguments = _parser().parse_args(argv)
    try:
        status = int(arguments.run(arguments))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has heard enough, as in `handbook check | head`
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def check(a: argparse.Namespace) -> int:
    """Judges the seeds and prints what is wrong; no site is made."""
    from handbook.diagnostics import Severity
    from handbook.diagnostics.render import FORMATS, tally
    from handbook.pipeline import check

    checked = check(a.root, a.today or today())
    if a.fix:
        from handbook.author.arguments import run_fix

        rounds = 5  # what is mended can bring to light what was hidden behind it
        while rounds and run_fix(a.root, checked.handbook, checked.diagnostics):
            checked, rounds = check(a.root, a.today or today()), rounds - 1
    shown = [d for d in checked.diagnostics if d.severity is Severity.ERROR or not a.no_warnings]
    if a.format in ("full", "concise"):  # for people: what must be mended stands last, just above the prompt
        shown.sort(key=lambda d: d.severity is Severity.ERROR)
    text = FORMATS[a.format](shown, checked.sources)
    if text:
        print(text)
    if a.format in ("full", "concise"):
        sys.stdout.flush()
        verdict = (
            "no site is made until they are mended" if not checked.ok else "all is well" if not shown else "a site can be made"
        )
        print(f"{len(checked.handbook.manuscript.seeds)} seeds: {tally(checked.diagnostics)}; {verdict}", file=sys.stderr)
    return 0 if checked.ok else 1


def write(a: argparse.Namespace) -> int:
    """Writes the whole handbook as Markdown, for any generator."""
    from handbook.diagnostics.render import full
    from handbook.pipeline import build, check
    from handbook.write.tree import write_tree

    checked = check(a.root, a.today or today())
    if not checked.ok:
        print(full(checked.diagnostics, checked.sources), file=sys.stderr)
        return 1
    from handbook.settings import configured

    try:
        site = build(checked, configured(a.root))
    except ValueError as e:
        print(f"handbook: {e}", file=sys.stderr)
        return 2
    count = write_tree(a.root, site, a.to)
    print(f"{count} files in {a.to}", file=sys.stderr)
    return 0


def site(a: argparse.Namespace) -> int:
    """Builds the whole site, strictly; the hook puts it in the place of the old one when it is whole.

    MkDocs takes its time to start, and is given what has been compiled here meanwhile.
    """
    import gc
    import subprocess
    from contextlib import suppress
    from importlib import import_module

    from handbook.interrupts import interrupts_wait
    from handbook.started import environment

    gc.disable()  # nearly all that is made here, modules too, lives until the end, and need not be looked through then
    sys.setswitchinterval(0.0002)  # seconds: who hands over waits so long for its turn, and a pipe takes little at a time
    root: Path = a.root.resolve()
    words = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    run: subprocess.Popen[bytes] | None = None
    try:
        with interrupts_wait():
            run = subprocess.Popen(words, cwd=root, stdin=subprocess.PIPE, env=environment())
            from handbook.handed import hand
            from handbook.settings import configured

            import_module("handbook.compiled")  # by which it is handed over
        assert run.stdin
        with suppress(Exception), run.stdin:  # the hook will find it too, and say it
            hand(run.stdin, root, today(), configured(root))
        gc.freeze()
        status = run.wait()
    except KeyboardInterrupt:
        if run:  # it was interrupted too, and clears up after itself
            run.wait()
        return INTERRUPTED
    if status:
        return 1
    target: Path = a.root / "site"
    print(f"the handbook lies in {target}/: open {target}/index.html", file=sys.stderr)
    return 0


def new(a: argparse.Namespace) -> int:
    """Makes a seed, a section, a reference or a term."""
    from handbook.author.arguments import run_new
    from handbook.pipeline import check

    day = a.today or today()
    return run_new(a, check(a.root, day).handbook, day)


def import_works(a: argparse.Namespace) -> int:
    """Takes over works from a file of another program."""
    from handbook.author.arguments import run_import
    from handbook.pipeline import check

    return run_import(a, check(a.root, a.today or today()).handbook)


def draft(a: argparse.Namespace) -> int:
    """Makes the skeleton of a seed out of a blog post."""
    from handbook.author.draft_command import run_draft

    return run_draft(a, a.today or today())


def diff(a: argparse.Namespace) -> int:
    """Says what changes for readers between two states of the handbook."""
    from handbook.author.diff_command import run_diff

    return run_diff(a, a.today or today())


def release(a: argparse.Namespace) -> int:
    """Records a new version."""
    from handbook.author.release_command import run_release

    return run_release(a, a.today or today())


def _parser() -> argparse.ArgumentParser:
    from handbook.author.arguments import add_import, add_new
    from handbook.author.diff_command import add_diff
    from handbook.author.draft_command import add_draft
    from handbook.author.release_command import add_release

    top = argparse.ArgumentParser(prog="handbook", description="Compiles the seeds of the handbook.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: this one)")
    shared.add_argument("--today", help="the day to judge reviews by, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, or now)")

    p = commands.add_parser("check", parents=[shared], help="judge the seeds; no site is made")
    p.add_argument("--format", choices=("full", "concise", "github", "json"), default="full")
    p.add_argument("--no-warnings", action="store_true", help="print errors alone")
    p.add_argument("--fix", action="store_true", help="first mend what a slip of the hand explains, and say what was changed")
    p.set_defaults(run=check)

    p = commands.add_parser("site", parents=[shared], help="build the whole site in site/")
    p.set_defaults(run=site)

    p = commands.add_parser("write", parents=[shared], help="write the handbook as plain Markdown, for any generator")
    p.add_argument("to", type=Path, metavar="DIR")
    p.set_defaults(run=write)

    add_draft(commands, shared).set_defaults(run=draft)
    add_diff(commands).set_defaults(run=diff)
    add_release(commands, shared).set_defaults(run=release)

    add_new(commands, shared).set_defaults(run=new)
    add_import(commands, shared).set_defaults(run=import_works)
    return top
