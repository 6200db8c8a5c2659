"""The old site or the new, never a mixture: whatever ends a build, and whoever builds beside it.

``HANDBOOK_KILLS=60`` kills as many builds as that; the moments come from ``HANDBOOK_KILLS_SEED``.
"""

import ctypes
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.model.site import OFFLINE
from tests.harness import MINIMAL, project
from tests.site.conftest import ROOT

KILLS = int(os.environ.get("HANDBOOK_KILLS") or 8)
SEED = int(os.environ.get("HANDBOOK_KILLS_SEED") or 2026)
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--strict")
HANDBOOK = (sys.executable, "-m", "handbook", "site")
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600", "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
Tree = dict[str, str]


def tree(site: Path) -> Tree:
    """Each file below the folder and a hash of it; empty where there is no folder."""
    return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in site.rglob("*") if p.is_file()}


def left(folder: Path) -> list[str]:
    """What builds have left beside their target."""
    return sorted(p.name for p in folder.iterdir() if ".making-" in p.name)


class Small:
    """A small handbook with two states, A and B, and the site of each."""

    def __init__(self, root: Path) -> None:
        self.root, self.site = root, root / "site"

    @classmethod
    def new(cls, root: Path) -> "Small":
        """The sources alone."""
        project(root).page("index.md", "# Start\n\nA page.\n")
        for name in ("hooks", "overrides", "docs/assets"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        for name in ("mkdocs.yml", "README.md"):
            shutil.copy(ROOT / name, root / name)
        return cls(root)

    def copy(self, to: Path) -> "Small":
        """All of it in another folder: the site and the caches too, which save time."""
        shutil.copytree(self.root, to)
        return Small(to)

    def turn(self, state: str) -> "Small":
        """Gives seeds, outline and index the words of a state, so that most pages differ; B has a page more."""
        for path, text in MINIMAL.items():
            (self.root / path).write_text(text.replace("Steroids", "Steroids" if state == "A" else "Tablets"), "utf-8")
        extra = self.root / "docs" / "extra.txt"
        extra.write_text("more") if state == "B" else extra.unlink(missing_ok=True)
        return self

    def run(self, *command: str, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
        """A build to its end."""
        return subprocess.run(
            command or MKDOCS, cwd=self.root, env=ENVIRONMENT, capture_output=True, text=True, check=False, preexec_fn=before
        )

    def start(self, *command: str) -> "subprocess.Popen[str]":
        """A build in a group of its own."""
        options = {"cwd": self.root, "env": ENVIRONMENT, "stderr": subprocess.PIPE, "start_new_session": True}
        return subprocess.Popen(command, text=True, preexec_fn=_hears, **options)  # noqa: PLW1509


def _hears() -> None:
    """Whoever runs the tests in the background may not listen to Ctrl-C; a person does."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _without_privileges() -> None:
    """Even for root, what is read-only is read-only: the right to pass over modes is given up for good."""
    if os.geteuid() == 0:
        for right in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
            assert ctypes.CDLL(None).prctl(24, right, 0, 0, 0) == 0  # PR_CAPBSET_DROP


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Small, dict[str, Tree]]:
    """A handbook in state A, and the files of both states, each built alone."""
    small = Small.new(tmp_path_factory.mktemp("built"))
    out = {}
    for state in "BA":
        run = small.turn(state).run()
        assert run.returncode == 0, run.stderr
        out[state] = tree(small.site)
    assert left(small.root) == []
    assert len({hash_ for path, hash_ in out["A"].items() if out["B"].get(path) != hash_}) > 5
    return small, out


@pytest.fixture
def states(built: tuple[Small, dict[str, Tree]]) -> dict[str, Tree]:
    """The files of both states."""
    return built[1]


@pytest.fixture
def small(tmp_path: Path, built: tuple[Small, dict[str, Tree]]) -> Small:
    """A handbook whose site is that of state A, and whose seeds are those of state B."""
    return built[0].copy(tmp_path / "small").turn("B")


def test_a_killed_build_leaves_the_old_site_or_the_new(small: Small, states: dict[str, Tree]) -> None:
    """Every other build is killed somewhere in its time, the others about where the site is put in its place."""
    chance, now = random.Random(SEED), "A"
    start = time.monotonic()
    assert small.run().returncode == 0
    whole, now = time.monotonic() - start, "B"
    ended = {"A": 0, "B": 0}
    for n in range(KILLS):
        other = "B" if now == "A" else "A"
        build = small.turn(other).start(*(MKDOCS if n % 4 < 2 else HANDBOOK))
        assert build.stderr
        if n % 2:
            for line in build.stderr:
                if "Documentation built" in line:
                    break
            time.sleep(chance.uniform(0, 0.05))
        else:
            time.sleep(chance.uniform(0, whole))
        os.killpg(build.pid, signal.SIGKILL)
        build.communicate()
        found = tree(small.site)
        assert found in (states[now], states[other]), f"kill {n} of seed {SEED}"
        ended["A" if found == states["A"] else "B"] += 1
        now = "A" if found == states["A"] else "B"
    print(f"{KILLS} kills: {ended}")
    assert small.turn("A").run().returncode == 0
    assert tree(small.site) == states["A"]
    assert left(small.root) == []


LATE = """
import logging

def on_post_build(**_):
    logging.getLogger("mkdocs.late").warning("a late warning")
"""
CHANGE = """
import os, shutil, signal, sys
from pathlib import Path
from handbook.write import stage
if sys.argv[2] == "two steps":
    stage.exchange = lambda one, other: False
if sys.argv[2] == "no locks":
    def none(folder):
        raise OSError(95, "no locks here")
    stage.exchange, stage._lock = (lambda one, other: False), none
target = Path(sys.argv[1], "site")

def build(state, kill):
    seen = 0
    def count(event, args):
        nonlocal seen
        seen += 1
        if seen == kill:
            os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(count)
    made = stage.begin(target)
    for name in "abc":
        (made.new / name).write_text(state)
    stage.put(made)
    stage.drop(made)
    os._exit(0)

def apart(state, kill):
    child = os.fork()
    if not child:
        build(state, kill)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

state, kill, died = "0", 0, -9
assert apart(state, 0) == 0
while died:
    kill += 1
    died = apart(str(kill), kill)
    found = {p.name: p.read_text() for p in target.iterdir()} if target.exists() else {}
    whole = [dict.fromkeys("abc", state), dict.fromkeys("abc", str(kill))]
    if sys.argv[2] != "one step" and not found:  # for this there is the next build, even if it fails later
        stage.drop(stage.begin(target))
        found = {p.name: p.read_text() for p in target.iterdir()}
    assert found in whole, (kill, found)
    state = found["a"]
    for folder in target.parent.iterdir():
        if folder != target and sys.argv[2] == "no locks":  # what nobody can know to be dead is cleared after a day
            os.utime(folder, (0, 0))
assert died == 0, died
assert apart("end", 0) == 0
assert [p.name for p in target.parent.iterdir()] == ["site"]
print(kill)
"""


@pytest.mark.parametrize("system", ["one step", "two steps", "no locks"])
def test_no_moment_of_the_exchange_is_a_bad_one(tmp_path: Path, system: str) -> None:
    """Killed at the first, second, … thing asked of the system, until one lives: the site is whole each time.

    Where the system cannot exchange folders, there may be none for a moment; then the next build brings it back.
    """
    run = subprocess.run([sys.executable, "-c", CHANGE, tmp_path, system], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > 20


def test_two_builds_at_once(small: Small, states: dict[str, Tree], tmp_path: Path) -> None:
    """Both end well, the last one wins, whole, and at no moment is there no site."""
    other = small.copy(tmp_path / "other").turn("A")
    missing, done = [], threading.Event()

    def watch() -> None:
        while not done.is_set():
            if not (small.site / "index.html").exists():
                missing.append(time.monotonic())

    watching = threading.Thread(target=watch)
    watching.start()
    one, two = small.start(*HANDBOOK), other.start(*MKDOCS, "--site-dir", str(small.site))
    said = one.communicate()[1] + two.communicate()[1]
    done.set()
    watching.join()
    assert (one.returncode, two.returncode) == (0, 0), said
    assert tree(small.site) in states.values()
    assert left(small.root) == []
    if sys.platform == "linux":
        assert missing == []


def test_a_living_build_is_left_alone(small: Small, states: dict[str, Tree]) -> None:
    """The folder of a build that is stopped but not dead is not cleared; once it goes on, it ends well."""
    build = _begun(small, *MKDOCS)
    os.killpg(build.pid, signal.SIGSTOP)
    try:
        assert small.run().returncode == 0
        assert len(left(small.root)) == 1
        assert tree(small.site) == states["B"]
    finally:
        os.killpg(build.pid, signal.SIGCONT)
    build.communicate()
    assert build.returncode == 0
    assert tree(small.site) == states["B"]
    assert left(small.root) == []


@pytest.mark.parametrize("part", [0.01, 0.3, 0.999])
def test_a_full_disk_keeps_the_old_site(small: Small, states: dict[str, Tree], part: float) -> None:
    """No file can grow beyond some size: a small one, a page, the zip. One sentence, status 1, no traceback."""
    size = int(part * (small.site / OFFLINE).stat().st_size)
    run = small.run(before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    _refused(run, small, states, "File too large")


def test_a_folder_that_cannot_be_written_keeps_the_old_site(small: Small, states: dict[str, Tree]) -> None:
    """The same where the target, or the folder that it lies in, is read-only."""
    for folder in (small.root, small.site):
        folder.chmod(0o555)
        try:
            _refused(small.run(before=_without_privileges), small, states, "Permission denied")
        finally:
            folder.chmod(0o755)


def test_a_fault_found_last_keeps_the_old_site(small: Small, states: dict[str, Tree]) -> None:
    """A warning counts only after the last page and the zip are written, and still ends a strict build."""
    (small.root / "hooks" / "late.py").write_text(LATE, "utf-8")
    config = small.root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("mkdocs_events.py\n", "mkdocs_events.py\n  - hooks/late.py\n"), "utf-8")
    run = small.run(*HANDBOOK)
    assert "Aborted with 1 warnings in strict mode" in run.stdout + run.stderr
    _refused(run, small, states, "a late warning")
    assert small.run(*MKDOCS[:-1]).returncode == 0  # without --strict it is only a warning
    assert tree(small.site) == states["B"]


@pytest.mark.parametrize("command", [MKDOCS, HANDBOOK])
def test_ctrl_c_keeps_the_old_site(small: Small, states: dict[str, Tree], command: tuple[str, ...]) -> None:
    """An interrupted build clears up after itself and shows no traceback."""
    build = _begun(small, *command)
    os.killpg(build.pid, signal.SIGINT)
    said = build.communicate()[1]
    assert build.returncode not in (0, None)
    assert "Traceback" not in said
    assert tree(small.site) == states["A"]
    assert left(small.root) == []


@pytest.mark.skipif(not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="only Linux tells whom one has started")
@pytest.mark.parametrize("wait", [0, 0.02, 0.1])
def test_ctrl_c_waits_until_mkdocs_has_loaded(small: Small, states: dict[str, Tree], wait: float) -> None:
    """Who interrupts at once is told no more than who does so later: what is only loading would show a traceback."""
    build = small.start(*HANDBOOK)
    children = Path(f"/proc/{build.pid}/task/{build.pid}/children")
    while build.poll() is None and not children.read_text():
        time.sleep(0.001)
    time.sleep(wait)
    os.killpg(build.pid, signal.SIGINT)
    said = build.communicate()[1]
    assert build.returncode not in (0, None)  # most often 130; what a library is loading may keep the word to itself
    assert "Traceback" not in said
    assert said.endswith("Aborted!\n")
    assert tree(small.site) == states["A"]
    assert left(small.root) == []


@pytest.mark.parametrize("kind", ["link", "dangling link", "file"])
def test_what_is_no_folder_is_left_alone(small: Small, states: dict[str, Tree], kind: str) -> None:
    """A link named `site` is neither followed nor removed, and a file is not overwritten."""
    real = small.root / "real"
    small.site.rename(real)
    if kind == "file":
        small.site.write_text("mine")
    else:
        small.site.symlink_to(real if kind == "link" else small.root / "nowhere")
    run = small.run(*HANDBOOK)
    assert run.returncode == 1
    assert f"`{small.site}` is a {kind.removeprefix('dangling ')}; " in run.stderr
    assert "Traceback" not in run.stderr
    assert small.site.is_symlink() == (kind != "file")
    assert tree(real) == states["A"]
    assert left(small.root) == []


def test_a_new_place_and_hidden_files(small: Small, states: dict[str, Tree]) -> None:
    """A target that is not there yet is made; hidden files at the top of a site stay, as MkDocs leaves them."""
    to = small.root / "public" / "deep"
    assert small.run(*MKDOCS, "--site-dir", str(to)).returncode == 0
    assert tree(to) == states["B"]
    (to / ".nojekyll").touch()
    (to / "stale.html").touch()
    assert small.run(*MKDOCS, "--site-dir", str(to)).returncode == 0
    assert tree(to) == {**states["B"], ".nojekyll": hashlib.sha256().hexdigest()}
    assert left(to.parent) == []


def test_what_is_deployed_is_the_new_site(small: Small, states: dict[str, Tree], tmp_path: Path) -> None:
    """`gh-deploy` publishes what was put in place."""
    remote = tmp_path / "remote.git"

    def git(*command: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        return subprocess.run(["git", *who, *command], cwd=small.root, check=True, capture_output=True, text=True).stdout

    git("init", "--quiet")
    git("init", "--quiet", "--bare", str(remote))
    git("remote", "add", "origin", str(remote))
    git("config", "user.name", "A")
    git("config", "user.email", "a@example.org")
    git("commit", "--quiet", "--allow-empty", "--message", "start")
    run = small.run(sys.executable, "-m", "mkdocs", "gh-deploy", "--strict")
    assert run.returncode == 0, run.stderr
    assert tree(small.site) == states["B"]
    published = git("--git-dir", str(remote), "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert set(published) == {*states["B"], ".nojekyll"}
    assert not [line for line in git("status", "--porcelain").splitlines() if "making" in line]


def _begun(small: Small, *command: str) -> subprocess.Popen[str]:
    """A build that has read and judged everything and begins to write."""
    build = small.start(*command)
    assert build.stderr
    for line in build.stderr:
        if "Building documentation" in line:
            break
    return build


def _refused(run: subprocess.CompletedProcess[str], small: Small, states: dict[str, Tree], said: str) -> None:
    assert run.returncode == 1, run.stderr
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(small.site) == states["A"]
    assert left(small.root) == []
