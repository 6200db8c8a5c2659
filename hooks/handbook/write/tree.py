"""The whole handbook as files for any generator: Markdown, assets, and the least configuration."""

import shutil
from pathlib import Path

from handbook.model.site import Site


def write_tree(root: Path, site: Site, to: Path) -> int:
    """Writes pages and files below ``to`` and returns how many; what the project's own folders hold is copied.

    Raises OSError where ``to`` cannot be written.
    """
    docs = to / "docs"
    files: dict[Path, bytes] = {docs / p.path: p.markdown.encode() for p in site.pages}
    files |= {docs / a.path: a.content for a in site.assets}
    for path, content in sorted(files.items()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    copied = 0
    for folder, target in ((root / "docs" / "assets", docs / "assets"), (root / "overrides", to / "overrides")):
        if folder.is_dir():
            shutil.copytree(folder, target, dirs_exist_ok=True)
            copied += sum(1 for x in folder.rglob("*") if x.is_file())
    (to / "mkdocs.yml").write_text(_configuration(root, site), "utf-8")
    return len(files) + copied + 1


def _configuration(root: Path, site: Site) -> str:
    """The project's own ``mkdocs.yml`` without the hook, and with the navigation written out."""
    import json

    text = (root / "mkdocs.yml").read_text("utf-8")
    kept, skipping = [], False
    for line in text.split("\n"):
        if line and not line[0].isspace() and not line.startswith("#"):
            skipping = line.split(":")[0] in ("hooks", "watch", "nav", "edit_uri")
        if not skipping:
            kept.append(line)
            if line.startswith("extra:"):
                kept.append(f"  content: {json.dumps(site.content)}")
    return "\n".join(kept).rstrip() + f"\nnav: {json.dumps(site.nav, ensure_ascii=False)}\n"
