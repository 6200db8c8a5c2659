"""What the handbook is told about its surroundings: the environment, and a folder for its cache."""

import os
from pathlib import Path

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
