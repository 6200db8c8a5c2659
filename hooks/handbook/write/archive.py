"""The built site as one zip, the same to the byte whenever and wherever it is made."""

import hashlib
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path

from handbook.write.keep import keep

_DAY = (1980, 1, 1, 0, 0, 0)
_LEVEL = 4
"""Of nine: half the time of the usual six, for a file that is 4 % larger."""
_FOLDER = "ms-therapy-handbook"


def archive(site: Path, target: Path, cache: Path | None = None) -> None:
    """Puts every file below ``site`` into the zip ``target``, itself left out. Raises OSError where that fails.

    A zip that was made before of the same files is taken from ``cache``, a folder that may be deleted at any time.
    """
    files = {p.relative_to(site).as_posix(): p for p in sorted(site.rglob("*")) if p.is_file() and p != target}
    target.parent.mkdir(parents=True, exist_ok=True)
    kept = cache / f"site-{_key(files)}.zip" if cache else None
    if kept and zipfile.is_zipfile(kept):
        with suppress(OSError):  # another build may have cleared it by now; then it is made
            shutil.copyfile(kept, target)
            return
    beside = target.with_suffix(".new")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as z:
        for name, file in files.items():
            info = zipfile.ZipInfo(f"{_FOLDER}/{name}", _DAY)
            info.external_attr, info.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
            z.writestr(info, file.read_bytes())
    beside.replace(target)
    if kept:
        _keep(target, kept)


def _key(files: dict[str, Path]) -> str:
    found = hashlib.sha256()
    for name, file in files.items():
        data = file.read_bytes()
        found.update(f"{name}\0{len(data)}\0".encode())
        found.update(data)
    return found.hexdigest()[:32]


def _keep(made: Path, kept: Path) -> None:
    """Keeps the newest zip alone."""
    with suppress(OSError):
        for old in kept.parent.glob("site-*.zip"):
            old.unlink(missing_ok=True)
    with made.open("rb") as file:
        keep(kept, iter(lambda: file.read(1_000_000), b""))
