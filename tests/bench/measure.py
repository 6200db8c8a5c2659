"""One process measured whole, and several in turn."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """What one process took: seconds by the wall and by the processors, its children's too, and peak memory in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Command:
    """Something to measure, where it runs, and what has to be done before each run without being measured."""

    words: tuple[str, ...]
    folder: Path
    before: Callable[[], object] = lambda: None


def timed(command: Command) -> Run:
    """Runs a command to its end. Raises CalledProcessError, with what it said, where it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # every rival has its modules compiled, and so have we after the first round
    start = time.perf_counter()
    with subprocess.Popen(
        command.words, cwd=command.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, text=True
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command.words, said)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def in_turn(commands: Mapping[str, Command], rounds: int) -> dict[str, list[Run]]:
    """Each command once a round, so that whatever else the machine does falls on all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            command.before()
            runs[name].append(timed(command))
    return runs


def median(runs: list[Run]) -> Run:
    """The median of each measure."""
    return Run(*(statistics.median(getattr(r, name) for r in runs) for name in ("wall", "cpu", "memory")))


@dataclass(frozen=True)
class Ratio:
    """How many times what another command takes, by the wall and by the processors: medians of the rounds."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.2f} ({self.cpu:.2f})"


def ratio(ones: list[Run], others: list[Run]) -> Ratio:
    """One command beside another, round by round."""
    pairs = list(zip(ones, others, strict=True))
    return Ratio(statistics.median(a.wall / b.wall for a, b in pairs), statistics.median(a.cpu / b.cpu for a, b in pairs))


def size(folder: Path, suffix: str = "") -> int:
    """Bytes of all files below a folder whose names end so."""
    return sum(p.stat().st_size for p in folder.rglob(f"*{suffix}") if p.is_file())
