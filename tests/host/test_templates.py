"""Compiled templates are kept, and never outlive what they were compiled from."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from handbook.host.templates import Templates
from handbook.write.store import Store


def rendered(file: Path | None, source: str, extensions: tuple[str, ...] = ()) -> tuple[str, bool]:
    """What a template says in a process of its own, and whether it had to be compiled."""
    compiled: list[str] = []

    class Watched(Environment):
        def _generate(self, source: object, name: str | None, filename: str | None, defer_init: bool = False) -> str:
            compiled.append(str(name))
            return super()._generate(source, name, filename, defer_init)  # type: ignore[arg-type]

    env = Watched(loader=DictLoader({"page.html": source}), extensions=extensions)
    templates = Templates(Store(file))
    env.bytecode_cache = templates
    said = env.get_template("page.html").render(word="a")
    templates.close()
    return said, bool(compiled)


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    """The next build takes it over, and says the same."""
    assert rendered(tmp_path / "templates", "{{ word }}!") == ("a!", True)
    assert rendered(tmp_path / "templates", "{{ word }}!") == ("a!", False)


@pytest.mark.parametrize(
    ("source", "extensions"),
    [("{{ word }}?", ()), ("{{ word }}!", ("jinja2.ext.loopcontrols",))],
    ids=["another source", "another extension"],
)
def test_what_it_was_compiled_from_counts(tmp_path: Path, source: str, extensions: tuple[str, ...]) -> None:
    """Another source under the same name, or another environment, is compiled anew."""
    rendered(tmp_path / "templates", "{{ word }}!")
    assert rendered(tmp_path / "templates", source, extensions) == (source.replace("{{ word }}", "a"), True)


def test_what_is_broken_is_compiled_anew(tmp_path: Path) -> None:
    """A disk may return what was never written."""
    file = tmp_path / "templates"
    rendered(file, "{{ word }}!")
    kept = bytearray(file.read_bytes())
    kept[-20] ^= 1
    file.write_bytes(kept)
    assert rendered(file, "{{ word }}!") == ("a!", True)
    assert rendered(file, "{{ word }}!") == ("a!", False)


def test_without_a_place_they_are_kept_in_memory() -> None:
    """As for `serve`, which gives each build an environment of its own."""
    templates, said = Templates(Store(None)), []
    for word in ("a", "b"):
        env = Environment(loader=DictLoader({"page.html": "{{ word }}!"}), autoescape=True)
        env.bytecode_cache = templates
        said.append(env.get_template("page.html").render(word=word))
    assert said == ["a!", "b!"]
