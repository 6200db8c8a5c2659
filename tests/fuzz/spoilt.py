"""A folder of seeds, and what happens to files as files: encodings, bytes, names, links."""

from dataclasses import dataclass, field

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.fuzz.words import FILE_NAMES


@dataclass(frozen=True)
class Folder:
    """Files by path, and links by path with what they lead to; a file without content is a folder of that name."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


def spoilt(draw: DrawFn, files: dict[str, bytes | None]) -> Folder:
    """One or two of: another encoding, any bytes, a hostile name, a folder or a link in the place of a file, nothing at all."""
    links: dict[str, str] = {}
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(sorted(files)))
        content = files[path] or b""
        text = content.decode("utf-8", "replace")
        how = draw(
            st.sampled_from(
                ["utf-16", "latin-1", "bom", "crlf", "cr", "bytes", "empty", "gone", "folder", "link", "loop", "name", "page"]
            )
        )
        if how in ("utf-16", "latin-1"):
            files[path] = text.encode(how, "replace")
        elif how == "bom":
            files[path] = b"\xef\xbb\xbf" + content
        elif how in ("crlf", "cr"):
            files[path] = content.replace(b"\n", b"\r\n" if how == "crlf" else b"\r")
        elif how == "bytes":
            files[path] = draw(st.binary(max_size=60))
        elif how == "empty":
            files[path] = b""
        elif how == "folder":
            files[path] = None
        elif how == "gone":
            del files[path]
        elif how in ("link", "loop"):
            del files[path]
            links[path] = (
                draw(st.sampled_from(["/etc/passwd", "../outside", "nowhere", "."])) if how == "link" else path.rpartition("/")[2]
            )
        else:
            folder = "seeds" if how == "name" else "docs"
            files[f"{folder}/{draw(st.sampled_from(FILE_NAMES))}.md"] = content if how == "name" else b"# A page\n\nWords.\n"
        if not files:
            break
    return Folder(files, links)
