"""Files of MkDocs as the handbook has them: each is written once, or not at all where the last site has the same."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from handbook.host.finished import Finished
from handbook.write.store import key_of
from mkdocs_pages import DrawnPage

Content = str | bytes | Callable[[], str | bytes]
"""What a file holds, or what gives it: MkDocs asks for the text of few pages."""
_AS_IT_STANDS = re.compile(r"(?:[\w-]+/)*(?!README\.)[\w-]+\.(?:md|js|json|bib|ris|txt)", re.ASCII)
"""A path that is its own address; for a thousand files it takes a while to take paths apart and to put them together."""


class MadeFile(File):
    """A file that the compiler made. What is no page is written once, or taken from the last site where it is the same."""

    made: Content | None = None
    finished: Finished | None = None
    """The last site, where nobody else writes to the place of this file."""
    digest = ""
    """A hash of what it holds, where that is known already."""
    _copied: Content | None = None

    @property
    def src_path(self) -> str:
        """As in MkDocs; of the compiler's paths each has forward slashes."""
        return os.path.normpath(self.src_uri)

    @src_path.setter
    def src_path(self, path: str) -> None:
        self.src_uri = path

    @property
    def _content(self) -> str | bytes | None:
        if callable(self.made):
            made, copied = self.made(), self._copied is self.made
            self.made, self._copied = made, made if copied else None
        return self.made

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        self.made, self.digest = content, ""

    def copy_file(self, dirty: bool = False) -> None:
        """As MkDocs does; it is asked for before pages are drawn, and once more behind them."""
        if self._copied is self.made is not None:
            return
        key = self.digest or key_of(self.content_bytes).hex()
        if not (self.finished and self.finished.take(self.dest_uri, key, self.dest_dir)):
            super().copy_file(dirty)
            if self.finished:
                self.finished.put_file(self.dest_uri, key, self.content_bytes)
        self._copied = self.made


def replaced(files: Files, config: MkDocsConfig, path: str, content: Content, edit: str | None, digest: str = "") -> MadeFile:
    """A new file in the place of one that may be there."""
    old = files.src_uris.get(path)
    if old:
        files.remove(old)
    made = MadeFile.generated(config, path, content="")
    assert isinstance(made, MadeFile)  # whatever MkDocs says of it
    if _AS_IT_STANDS.fullmatch(path) and not config.use_directory_urls:
        made.dest_uri = made.url = f"{path[:-3]}.html" if path.endswith(".md") else path
    made.made, made.digest, made.edit_uri = content, digest, edit
    files.append(made)
    return made


class SiteFiles(Files):
    """The files of a site. Templates see all pages; MkDocs, where it draws and writes them, those that were not taken over."""

    def laid_out(self, site: str) -> Iterator[str]:
        """Writes what is no page, as MkDocs does once more later on, and takes over pages; gives the place of each such file.

        Some files may still be made, so pages are seen to between them.
        """
        pages = ((f.page, f.finished) for f in self if isinstance(f, MadeFile) and isinstance(f.page, DrawnPage) and f.finished)
        files = [f for f in self if not f.is_documentation_page() and f.inclusion.is_included()]
        few = len(self) // (len(files) or 1)  # pages, so that they are seen to when the last file comes
        for file in files:
            file.copy_file()
            yield file.dest_uri
            for page, finished in islice(pages, few):
                page.take_over(finished, site)
        for page, finished in pages:
            page.take_over(finished, site)

    def documentation_pages(self, *, inclusion: Callable[[InclusionLevel], bool] | None = None) -> Sequence[File]:
        """As in MkDocs, where only whoever is about to draw or write pages says which to include."""
        if not inclusion:
            return super().documentation_pages()
        pages = super().documentation_pages(inclusion=inclusion)
        return [f for f in pages if not (isinstance(f.page, DrawnPage) and f.page.finished)]


def with_own_place(files: Files, config: MkDocsConfig) -> list[File]:
    """The files to whose place on the site nothing else is written: MkDocs writes into a file that is there."""
    templates = [*config.theme.static_templates, *config.extra_templates]
    places = Counter(path.casefold() for path in (*(f.dest_uri for f in files), *templates, *(f"{t}.gz" for t in templates)))
    return [f for f in files if places[f.dest_uri.casefold()] == 1]


def check_anchors(finished: Finished, files: Files, config: MkDocsConfig) -> None:
    """Says of pages that were taken over what MkDocs says of those that it draws: a link leads to an anchor that is gone.

    Where none was gone before, and the pages that were drawn have all that they had, there is nothing to look for.
    """
    pages = [f.page for f in files if isinstance(f.page, DrawnPage)]
    if finished.stays_sound((p.file.dest_uri, p.present_anchor_ids or ()) for p in pages if not p.finished):
        return
    for page in pages:
        page.validate_kept_links(files=files, log_level=config.validation.links.anchors)
