"""Two folders change places at one moment, where the system can do that."""

import ctypes
import errno
import os
import sys
from pathlib import Path

_HERE = -100
"""Linux: paths are meant from the working folder."""
_SWAP = 2
"""Both on Linux (``RENAME_EXCHANGE``) and on macOS (``RENAME_SWAP``)."""
_CANNOT = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


def exchange(one: Path, other: Path) -> bool:
    """True once each lies where the other lay; False where the system or the file system cannot do it at one moment.

    Raises OSError where it could and failed: FileNotFoundError if one of them is gone.
    """
    a, b = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = system.renamex_np(a, b, _SWAP)
        else:
            failed = system.renameat2(_HERE, a, _HERE, b, _SWAP)
    except (AttributeError, TypeError, OSError):  # no such call in this system's library
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))
