"""A site is built beside the old one and takes its place at one moment: the old site or the new, never a mixture.

Each build has a folder of its own next to the target, so on the same file system, with a name that git and hosts pass over:

    .site.making-k3x9_q2a/     locked as long as the build lives
        .gitignore             says that git leaves all of this alone
        new/                   filled by the build
        gone-0/                the old site, only where folders cannot change places at one moment

Whatever ends a build, the lock ends with its process, and the next build clears what was left.
"""

import errno
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from handbook.write.exchange import exchange

_TRIES = 100
_DAY = 24 * 60 * 60
_BUSY = (errno.ENOTEMPTY, errno.EEXIST)
_CHANCE = re.compile("[a-z0-9_]{8}")
"""What ``mkdtemp`` puts behind a name."""


class StageError(Exception):
    """The site cannot be put where it should be; the message is a sentence that says what, where and why."""


@dataclass(frozen=True)
class Stage:
    """Where one build writes (``new``) and where its site will be (``target``)."""

    target: Path
    folder: Path
    lock: int

    @property
    def new(self) -> Path:
        """The folder that the build fills."""
        return self.folder / "new"


def begin(target: Path) -> Stage:
    """A folder to build in, after what killed builds left has been cleared. Raises :class:`StageError`."""
    try:
        _must_be_a_folder(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target)
        stage = _own(target)
    except OSError as e:
        raise StageError(_said(target, e)) from e
    try:
        (stage.folder / ".gitignore").write_text("*\n", "utf-8")
        stage.new.mkdir()
        if target.exists():
            shutil.copymode(target, stage.new)
    except OSError as e:
        drop(stage)
        raise StageError(_said(target, e)) from e
    return stage


def put(stage: Stage, lasting: bool = True) -> None:
    """Puts what was built in the place of the old site, at one moment; safe on the disk, if it should last.

    Raises :class:`StageError`.
    """
    try:
        _must_be_a_folder(stage.target)
        _keep_hidden(stage)
        if lasting:
            _to_disk(stage.new)
        _change_places(stage)
    except (OSError, shutil.Error) as e:
        raise StageError(_said(stage.target, e)) from e


def drop(stage: Stage) -> None:
    """Removes the build's own folder with what is in it: what was not put in place, or the old site."""
    shutil.rmtree(stage.folder, ignore_errors=True)
    if stage.lock >= 0:
        with suppress(OSError):
            os.close(stage.lock)


def _must_be_a_folder(target: Path) -> None:
    """A link is not followed, for what it leads to would be cleared; anything else is somebody's file."""
    if target.is_symlink():
        raise StageError(
            f"`{target}` is a link; the site needs a folder of its own there, so remove the link or choose another place"
        )
    if target.exists() and not target.is_dir():
        raise StageError(f"`{target}` is a file; the site needs a folder there, so move the file or choose another place")
    if os.path.ismount(target):
        raise StageError(f"`{target}` is where a file system is mounted and cannot be exchanged; choose a folder inside it")


def _said(target: Path, e: Exception) -> str:
    why = os.strerror(e.errno) if isinstance(e, OSError) and e.errno else str(e)
    return f"the site cannot be written to `{target}`: {why}; what was there stays as it was"


def _own(target: Path) -> Stage:
    """A new folder beside the target, locked. Another build may clear it in the moment before it is locked."""
    for _ in range(_TRIES):
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.making-", dir=target.parent))
        try:
            lock = _lock(folder)
        except (FileNotFoundError, BlockingIOError):
            continue
        except OSError:
            return Stage(target, folder, -1)
        if folder.exists():
            return Stage(target, folder, lock)
        os.close(lock)
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def _lock(folder: Path) -> int:
    """A lock that lasts as long as this process. Raises BlockingIOError where another has it, OSError where there are no locks."""
    try:
        import fcntl
    except ImportError:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP)) from None
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


def _clear(target: Path) -> None:
    """Clears the folders of builds that are dead, and brings back the old site if one was killed between two renames."""
    start = f".{target.name}.making-"
    for left in sorted(target.parent.iterdir()):
        if not left.name.startswith(start) or not _CHANCE.fullmatch(left.name.removeprefix(start)):
            continue
        if left.is_symlink() or not left.is_dir():
            continue
        try:
            lock = _lock(left)
        except (BlockingIOError, FileNotFoundError):
            continue
        except OSError:  # nobody can know whether its build lives
            lock = -1
        with suppress(OSError):
            for old in sorted(left.glob("gone-*"), reverse=True):
                if not target.exists():
                    old.rename(target)
        with suppress(OSError):
            if lock >= 0 or time.time() - left.stat().st_mtime > _DAY:
                shutil.rmtree(left, ignore_errors=True)
        if lock >= 0:
            os.close(lock)


def _keep_hidden(stage: Stage) -> None:
    """Hidden files at the top of the old site (``.nojekyll``, ``.git``) are not the build's and stay, as MkDocs leaves them."""
    if not stage.target.exists():
        return
    for old in stage.target.iterdir():
        new = stage.new / old.name
        if not old.name.startswith(".") or new.exists():
            continue
        if old.is_dir() and not old.is_symlink():
            shutil.copytree(old, new, symlinks=True)
        else:
            shutil.copy2(old, new, follow_symlinks=False)


def _to_disk(folder: Path) -> None:
    """Waits until every file is on the disk, so that a power cut after the exchange finds them whole."""
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(_synced, _new_below(str(folder))))


def _new_below(folder: str) -> Iterator[str]:
    """The folder and what lies in it, but for links: those to files of the old site, which are on the disk, and symbolic ones."""
    yield folder
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _new_below(entry.path)
            elif not entry.is_symlink() and entry.stat(follow_symlinks=False).st_nlink < 2:
                yield entry.path


def _synced(path: str | Path) -> None:
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # not ours to read, or a system that opens no folders
        return
    try:
        os.fsync(handle)
    except OSError as e:
        if e.errno in (errno.EIO, errno.ENOSPC, errno.EDQUOT):
            raise
    finally:
        os.close(handle)


def _change_places(stage: Stage) -> None:
    """The moment itself; another build may come in between, and then it is tried again: the last one to finish wins."""
    new, target = stage.new, stage.target
    for n in range(_TRIES):
        try:
            if not target.exists():
                new.rename(target)
            elif not exchange(new, target):
                _in_two_steps(new, target, stage.folder / f"gone-{n}")
        except FileNotFoundError:
            if not new.exists():
                raise
        except OSError as e:
            if e.errno not in _BUSY:
                raise
        else:
            with suppress(OSError):
                _synced(target.parent)
            return
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def _in_two_steps(new: Path, target: Path, gone: Path) -> None:
    """Where folders cannot change places: a build killed between the steps leaves the old site to the next build."""
    target.rename(gone)
    try:
        new.rename(target)
    except OSError:
        if not target.exists():
            gone.rename(target)
        raise
    gone.rename(gone.with_name(f"old-{gone.name}"))  # from now on it may be removed, and is not brought back
