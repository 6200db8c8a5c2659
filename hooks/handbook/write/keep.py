"""How something is put into the cache: whole or not at all."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def keep(path: Path, pieces: Iterable[bytes]) -> None:
    """Writes beside the place and moves it there, so that no reader meets half a file; a cache may fail in silence."""
    beside = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.writelines(pieces)
        beside.replace(path)
    except OSError:
        with suppress(OSError):  # the folder itself may be what is wrong
            beside.unlink(missing_ok=True)
