"""Templates that were compiled before, for whoever builds again and again."""

from jinja2 import BytecodeCache, __version__
from jinja2.bccache import Bucket

from handbook.write.store import Store


class Templates(BytecodeCache):
    """Compiled templates, in memory and in a store; each is known by its name, its place and its source."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[bytes, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What Jinja asks for."""
        key = self._key(bucket)
        if kept := self._kept.get(key) or self._store.get(key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """What Jinja gives."""
        key = self._key(bucket)
        self._kept[key] = bucket.bytecode_to_string()
        self._store.put(key, self._kept[key])

    def close(self) -> None:
        """Keeps the store; the memory stays."""
        self._store.close()

    def _key(self, bucket: Bucket) -> bytes:
        """Jinja's own has name and place alone."""
        return self._store.key(__version__, *sorted(bucket.environment.extensions), bucket.key, bucket.checksum)
