"""The built site as one zip, the same to the byte whenever and wherever it is made."""

import zipfile
from pathlib import Path

_DAY = (1980, 1, 1, 0, 0, 0)
_FOLDER = "ms-therapy-handbook"


def archive(site: Path, target: Path) -> None:
    """Puts every file below ``site`` into the zip ``target``, itself left out. Raises OSError where that fails."""
    files = sorted(p for p in site.rglob("*") if p.is_file() and p != target)
    beside = target.with_suffix(".new")
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as z:
        for path in files:
            if path != beside:
                info = zipfile.ZipInfo(f"{_FOLDER}/{path.relative_to(site).as_posix()}", _DAY)
                info.external_attr, info.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
                z.writestr(info, path.read_bytes())
    beside.replace(target)
