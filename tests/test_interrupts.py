"""Ctrl-C waits for the end of what is not to be done by halves."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from handbook import PACKAGE
from handbook.interrupts import interrupts_wait

pytestmark = pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows knows no such thing")

_CHILD = """
import signal, threading
from handbook.interrupts import has_loaded
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.pthread_kill(threading.get_ident(), signal.SIGINT)
print("loaded")
has_loaded()
print("never")
"""


@pytest.fixture(autouse=True)
def hears() -> Iterator[None]:
    """Whoever runs the tests in the background may not listen to Ctrl-C; a person does."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt() -> None:
    """In this thread: the test's process may have others."""
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)


def test_what_is_begun_is_ended_first() -> None:
    """Within another such thing too, whose end it then waits for."""
    done: list[str] = []

    @interrupts_wait()
    def inner() -> None:
        interrupt()
        done.append("inner")

    @interrupts_wait()
    def outer() -> None:
        inner()
        done.append("outer")

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            outer()
    with pytest.raises(KeyboardInterrupt):
        interrupt()
    assert done == ["inner", "outer"] * 2


def test_what_goes_wrong_meanwhile_ends_the_waiting() -> None:
    """Whoever interrupted is heard, and the fault is not lost."""

    @interrupts_wait()
    def fails() -> None:
        interrupt()
        raise OSError

    with pytest.raises(KeyboardInterrupt) as told:
        fails()
    assert isinstance(told.value.__context__, OSError)


def test_who_was_started_meanwhile_says_when_it_has_loaded() -> None:
    """What came until then comes then."""
    with interrupts_wait():
        words = [sys.executable, "-c", _CHILD]
        run = subprocess.run(words, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(PACKAGE.parent)})
    assert run.stdout == "loaded\n"
    assert "KeyboardInterrupt" in run.stderr
