"""Templates that were compiled before.

They are code, and what is code does not lie in the cache of a project: they lie where Python keeps compiled files.
"""

import sys
from importlib.metadata import version
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from jinja2.utils import _PassArg

from handbook.write.store import Store, key_of


class Templates(BytecodeCache):
    """Compiled templates, known by their text and by all that makes code of it."""

    def __init__(self, file: Path | None, memory: dict[bytes, bytes]) -> None:
        """Whoever builds again and again gives the same memory, which serves even where there can be no file."""
        self._memory = memory
        self._store = Store(file, key_of(MAGIC_NUMBER, version("jinja2")))

    def load_bytecode(self, bucket: Bucket) -> None:
        """What Jinja asks for."""
        key = self._key(bucket)
        if kept := self._memory.get(key) or self._store.get(key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """What Jinja gives."""
        key = self._key(bucket)
        self._memory[key] = bucket.bytecode_to_string()
        self._store.put(key, self._memory[key])

    def close(self) -> None:
        """Keeps what was compiled."""
        self._store.close()

    def _key(self, bucket: Bucket) -> bytes:
        return self._store.key(_settings(bucket.environment), bucket.key, bucket.checksum)


def beside(file: str) -> Path | None:
    """Where compiled templates are kept by a program; None where nothing compiled is to be written."""
    if sys.dont_write_bytecode:
        return None
    return Path(cache_from_source(file)).with_name(f"templates.{sys.implementation.cache_tag}")


def _settings(env: Environment) -> str:
    """Whatever Jinja looks at while it compiles. It may call a filter or a test then, unless that asks for the page's context.

    Of a function that it does not bring itself only the place in memory is known, so nothing is found that needs one.
    """
    plain = [(name, value) for name, value in vars(env).items() if isinstance(value, str | int | None)]
    own = {*env.filters.items(), *env.tests.items()} - {*FILTERS.items(), *TESTS.items()}
    called = [(name, "context" if getattr(f, "jinja_pass_arg", None) is _PassArg.context else repr(f)) for name, f in own]
    return repr((plain, env.autoescape, env.finalize, sorted(env.extensions), sorted(called)))
