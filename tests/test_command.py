"""However a command is ended, nobody sees a traceback."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from handbook.command import INTERRUPTED, main
from tests.harness import project


def test_ctrl_c_is_a_status_and_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a shell expects it, so that a script which calls the command ends too."""

    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("handbook.pipeline.check", interrupted)
    assert main(["check", "--root", str(project(tmp_path).root)]) == INTERRUPTED


def test_who_has_heard_enough_ends_it(tmp_path: Path) -> None:
    """As `handbook check | head` does."""
    made = project(tmp_path).body("Nobody has shown this [@nobody].\n")
    reads, writes = os.pipe()
    os.close(reads)
    words = [sys.executable, "-m", "handbook", "check", "--root", str(made.root)]
    run = subprocess.run(words, stdout=writes, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writes)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "BrokenPipe" not in run.stderr
