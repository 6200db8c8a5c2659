"""How long an author waits under `make serve`: from a saved seed to the page that shows it."""

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_LONGEST = 300
"""Seconds after which nothing comes any more."""
_OFTEN = 0.02
"""Seconds between two looks at the page."""


def edit_to_seen(project: Path, page: str, edit: Callable[[], str], rounds: int) -> float:
    """Seconds from an edit, which returns words that it brought, to their being served on a page: the median."""
    seconds = []
    with _serving(project) as address:
        _wait(f"{address}/{page}", "")
        for _ in range(rounds):
            time.sleep(1)  # whoever writes pauses, and a build may still be ending
            start = time.perf_counter()
            _wait(f"{address}/{page}", edit())
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


@contextmanager
def _serving(project: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    words = (sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", at)
    with subprocess.Popen(words, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield f"http://{at}/ms-therapy-handbook"
        finally:
            server.terminate()


def _wait(address: str, words: str) -> None:
    """Asks for a page until it is there and holds the words. Raises TimeoutError."""
    end = time.monotonic() + _LONGEST
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=_LONGEST) as answer:
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(_OFTEN)
    raise TimeoutError(address)
