"""What the handbook is told about its surroundings: ``mkdocs.yml``, the environment, and a folder for its cache."""

import os
from pathlib import Path
from typing import Any

from handbook.model.site import Settings


def settings_of(root: Path, repository: str = "", site_url: str = "", version: str = "") -> Settings:
    """Settings for the project in ``root``; the environment wins over what a host passes on."""
    return Settings(
        repository=(os.environ.get("HANDBOOK_REPOSITORY") or repository).rstrip("/"),
        branch=os.environ.get("HANDBOOK_BRANCH") or "main",
        site_url=os.environ.get("HANDBOOK_SITE_URL") or site_url,
        cache=root / ".cache" / "handbook",
        version=os.environ.get("HANDBOOK_VERSION") or version,
    )


def configured(root: Path) -> Settings:
    """The settings that MkDocs would pass on, read without it from ``mkdocs.yml``; nothing where there is no such file.

    Raises ValueError where the file is no YAML.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    path = root / "mkdocs.yml"
    try:
        node = YAML(typ="safe", pure=True).compose(path.read_text("utf-8")) if path.is_file() else None
    except YAMLError as e:
        raise ValueError(f"{path}: {e}") from e
    extra = _child(node, "extra")
    told = (_child(extra, "repository"), _child(node, "site_url"), _child(extra, "version"))
    return settings_of(root, *map(_text, told))


def _child(node: Any, name: str) -> Any:
    """The value of a key in a mapping as it was composed; None where there is none."""
    pairs = node.value if node is not None and node.id == "mapping" else ()
    return next((value for key, value in pairs if key.value == name), None)


def _text(node: Any) -> str:
    """A scalar, or ``!ENV [NAME, …, default]``: the first name that the environment knows, else the default."""
    if node is None or node.id == "mapping":
        return ""
    if node.id == "scalar":
        return str(os.environ.get(node.value, "") if node.tag == "!ENV" else node.value)
    values = [str(x.value) for x in node.value]
    return next((os.environ[n] for n in values[:-1] if n in os.environ), values[-1] if values else "")
