"""A template that was compiled before says what it would say if it were compiled now."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, pass_context

from handbook.host.templates import Templates, beside

PAGE = "{% block a %}{{ words | shown }}{{ 'x' | shown }}{% endblock %}\n{% include 'part' %}"


class _Counted(Environment):
    compiled = 0

    def compile(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]
        type(self).compiled += 1
        return super().compile(*args, **kwargs)  # type: ignore[call-overload]


def said(
    file: Path | None,
    page: str = PAGE,
    change: Callable[[Environment], object] = lambda env: None,
    memory: dict[bytes, bytes] | None = None,
) -> tuple[str, int]:
    """What the page says, and how many templates were compiled for it."""
    env = _Counted(loader=DictLoader({"page": page, "part": "<{{ words }}>"}))
    env.filters["shown"] = str.upper
    change(env)
    _Counted.compiled = 0
    env.bytecode_cache = templates = Templates(file, {} if memory is None else memory)
    text = env.get_template("page").render(words="a&b")
    templates.close()
    return text, _Counted.compiled


def test_what_is_known_is_not_compiled(tmp_path: Path) -> None:
    """Neither the page nor what it includes; a page of other words is."""
    file = tmp_path / "cache" / "templates"
    assert [said(file) for _ in range(3)] == [("A&BX\n<a&b>", 2), *[("A&BX\n<a&b>", 0)] * 2]
    assert said(file, PAGE + "!") == ("A&BX\n<a&b>!", 1)
    assert said(file)[0] == "A&BX\n<a&b>"


def test_without_a_file_they_are_kept_in_memory() -> None:
    """As for `serve`, where it is the same from build to build."""
    memory: dict[bytes, bytes] = {}
    assert [said(None, memory=memory) for _ in range(2)] == [("A&BX\n<a&b>", 2), ("A&BX\n<a&b>", 0)]


@pass_context
def _with_context(_: object, words: str) -> str:
    return f"{words} in it"


OTHERS: dict[str, Callable[[Environment], object]] = {
    "another filter of this name": lambda env: env.filters.update(shown=_with_context),
    "another one that does not ask for it": lambda env: env.filters.update(shown=lambda words: f"{words}?"),
    "escaped": lambda env: setattr(env, "autoescape", True),
    "other signs": lambda env: setattr(env, "variable_start_string", "{{ 'so ' ~"),
    "trimmed": lambda env: setattr(env, "trim_blocks", True),
    "an extension": lambda env: env.add_extension("jinja2.ext.do"),
    "finished": lambda env: setattr(env, "finalize", lambda words: f"({words})"),
}


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS.keys())
def test_in_other_surroundings_it_is_compiled_anew(change: Callable[[Environment], object], tmp_path: Path) -> None:
    """Whatever Jinja looks at: the page is as if nothing had been known."""
    file = tmp_path / "templates"
    said(file)
    assert said(file, change=change) == said(None, change=change)
    assert said(file)[0] == said(None)[0]


SPOILT: dict[str, Callable[[Path], object]] = {
    "cut": lambda file: os.truncate(file, file.stat().st_size - 20),
    "another byte": lambda file: file.write_bytes(bytes(b ^ (n == 300) for n, b in enumerate(file.read_bytes()))),
    "empty": lambda file: file.write_bytes(b""),
    "gone": lambda file: file.unlink(),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_what_is_spoilt_is_not_run(spoil: Callable[[Path], object], tmp_path: Path) -> None:
    """Whatever has become of the file: the page is as it was, and what cannot be used is compiled."""
    file = tmp_path / "templates"
    whole = said(file)[0]
    spoil(file)
    again, compiled = said(file)
    assert (again, compiled > 0) == (whole, True)


def test_it_lies_where_python_keeps_what_it_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nowhere where Python is to keep nothing."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept = beside(__file__)
    assert kept
    assert kept.parent.name == "__pycache__" or sys.pycache_prefix
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert beside(__file__) is None
