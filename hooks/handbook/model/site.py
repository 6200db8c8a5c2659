"""What is written: pages in Markdown and files beside them, for any generator to take."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

OFFLINE = "assets/ms-therapy-handbook.zip"
"""Where the copy for reading without a network lies in the built site."""


@dataclass(frozen=True)
class Settings:
    """What the handbook must be told about its surroundings; everything can be left out."""

    repository: str = ""
    """Address of the repository, ``https://github.com/owner/name``; empty for none."""
    branch: str = "main"
    site_url: str = ""
    """Address of the published site, with a slash at its end; empty for none."""
    cache: Path | None = None
    """A folder for what is costly to make; safe to delete."""
    version: str = ""


class FaultError(Exception):
    """The handbook has errors, so there is no site; the message is the diagnostics, ready to print."""


@dataclass(frozen=True)
class Page:
    """One web page as Markdown with a front matter."""

    path: str
    """Below ``docs/``, with forward slashes: ``derisking/monitoring.md``."""
    title: str
    text: str | Callable[[], str]
    """The Markdown; of a page that was written before, what reads it, for few are asked for theirs."""
    edit: str = ""
    """Path, from the project's root, of the file that a reader would change."""
    by_hand: bool = False
    """True where somebody wrote the page as it stands, and not the compiler."""
    digest: str = field(default="", compare=False, repr=False)
    """A hash of the Markdown, where it is known already."""

    @cached_property
    def markdown(self) -> str:
        """The Markdown itself."""
        return self.text if isinstance(self.text, str) else self.text()


@dataclass(frozen=True)
class Asset:
    """A file that is published as it is."""

    path: str
    made: bytes | Callable[[], bytes]
    """What it holds, or what makes or reads it: pages can be handed over meanwhile."""
    digest: str = field(default="", compare=False, repr=False)
    """A hash of the content, where it is known already."""

    @cached_property
    def content(self) -> bytes:
        """What it holds."""
        return self.made if isinstance(self.made, bytes) else self.made()


@dataclass(frozen=True)
class Site:
    """Everything that is handed to the generator."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    nav: list[object] = field(default_factory=list)
    """The navigation, nested as MkDocs takes it: paths, or one-key mappings from a title to either."""
    content: str = ""
    """Eight digits that differ where the words of the handbook differ."""
    reviewed: str = ""
    """The day, ``YYYY-MM-DD``, of the newest review of any seed; empty where there is none."""
