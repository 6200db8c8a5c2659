"""Templates that were compiled before, for whoever builds again and again."""

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Templates(BytecodeCache):
    """Compiled templates in memory; Jinja itself sees whether the source of one has changed."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What Jinja asks for."""
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """What Jinja gives."""
        self._kept[bucket.key] = bucket.bytecode_to_string()
