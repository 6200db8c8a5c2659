"""A site or diagnostics, never a traceback: the real seeds, broken at random, are still read, bound and judged."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.diagnostics import has_errors
from handbook.diagnostics.render import FORMATS
from handbook.model.site import Settings
from handbook.pipeline import build, check
from tests.harness import MINIMAL, TODAY, project

SEEDS = Path(__file__).parent.parent / "seeds"
FILES = sorted(p.name for p in SEEDS.iterdir() if p.suffix in (".md", ".yaml"))
SCRAPS = st.sampled_from(
    [
        *(
            "@",
            "[@",
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            "#",
            "## ",
            "### x\n",
            "---\n",
            "===\n",
            "\n",
            "\n\n",
            "\t",
            "    ",
            " ",
            "///\n",
            "/// plain\n",
            "/// chart\n",
            "\n/// x",
        ),
        *(
            "`",
            "```\n",
            "~~~\n",
            "<",
            ">",
            "<!--",
            "<b",
            "|",
            "| a |\n|---|\n",
            "*",
            "\\",
            '"',
            "'",
            ":",
            ": ",
            "- ",
            "&a ",
            "*a",
            "!x ",
            "? ",
            "%",
            "~",
            "null",
            "[]",
            "{}",
            "0",
            "012",
        ),
        *(
            "\u200b",
            "\ufeff",
            "\r",
            "\0",
            "é",
            "🙂",
            "İ",
            "[](#x)",
            "[x](y)",
            "[x]{term=y}",
            "@{",
            "-@a",
            "https://",
            "page=",
            "as-of=",
            "updates=",
            "change=",
            "term=",
            "{ #a page=b/c basis=cohort as-of=2014 }",
        ),
    ]
)
WOUNDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["delete characters", "insert", "delete lines", "repeat a line", "swap lines", "swap values", "cut off", "join lines"]
        ),
        st.floats(0, 1, exclude_max=True),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 30),
        SCRAPS,
    ),
    min_size=1,
    max_size=4,
)


def wounded(text: str, wounds: list[tuple[str, float, float, int, str]]) -> str:
    """The text with each wound in turn; places are fractions of its length."""
    for how, here, there, many, scrap in wounds:
        at = int(here * len(text))
        lines = text.split("\n")
        one, other = int(here * len(lines)), int(there * len(lines))
        if how == "delete characters":
            text = text[:at] + text[at + many :]
        elif how == "insert":
            text = text[:at] + scrap + text[at:]
        elif how == "cut off":
            text = text[:at]
        else:
            if how == "delete lines":
                del lines[one : one + many]
            elif how == "repeat a line":
                lines.insert(other, lines[one])
            elif how == "swap lines":
                lines[one], lines[other] = lines[other], lines[one]
            elif how == "join lines":
                lines[one : one + 2] = ["".join(lines[one : one + 2])]
            else:
                (a, colon, x), (b, other_colon, y) = lines[one].partition(": "), lines[other].partition(": ")
                lines[one], lines[other] = f"{a}{colon}{y}", f"{b}{other_colon}{x}"
            text = "\n".join(lines)
    return text


def judged(root: Path, write: bool = True) -> None:
    """Checks what lies below ``root``: no exception, every place inside its file, and, if wanted, a site where there is no error."""
    checked = check(root, TODAY)
    for d in checked.diagnostics:
        for span in (d.span, *(x.span for x in d.labels)):
            source = checked.sources.get(span.path)
            assert span.line >= 1, d
            assert span.column >= 1, d
            assert span.length >= 1, d
            if source is None:
                assert (span.line, span.column) == (1, 1) or d.code == "not-utf8", d
            else:
                assert span.line <= len(source.line_starts), d
                assert span.column + span.length - 1 <= max(len(source.line(span.line)), 1) + 1, d
    for shown in FORMATS.values():
        shown(checked.diagnostics, checked.sources)
    assert list(checked.diagnostics) == sorted(set(checked.diagnostics), key=lambda d: (d.span, d.code, d.message))
    if write and not has_errors(checked.diagnostics):
        build(checked, Settings())


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real seeds."""
    root = tmp_path_factory.mktemp("handbook")
    shutil.copytree(SEEDS, root / "seeds")
    return root


@given(st.sampled_from(FILES), WOUNDS)
@settings(max_examples=settings.default.max_examples // 8)  # all of the seeds are read each time
def test_the_real_seeds_with_wounds(handbook: Path, name: str, wounds: list[tuple[str, float, float, int, str]]) -> None:
    """Whatever happens to one file of the seeds, the author is told where, and no exception gets through."""
    path = handbook / "seeds" / name
    whole = path.read_bytes()
    try:
        path.write_bytes(wounded(whole.decode(), wounds).encode("utf-8", "replace"))
        judged(handbook, write=False)
    finally:
        path.write_bytes(whole)


@given(st.dictionaries(st.sampled_from(sorted(MINIMAL)), WOUNDS, min_size=1))
def test_the_smallest_handbook_with_wounds(
    tmp_path_factory: pytest.TempPathFactory, wounds: dict[str, list[tuple[str, float, float, int, str]]]
) -> None:
    """The same for all files of a small handbook at once, where each wound weighs more; without an error, a site is written."""
    made = project(tmp_path_factory.mktemp("handbook"))
    for path, changes in wounds.items():
        made.file(path, wounded(MINIMAL[path], changes).encode("utf-8", "replace"))
    judged(made.root)


@given(
    st.sampled_from(["seeds/one.md", "seeds/topics.yaml", "seeds/references.yaml", "seeds/glossary.yaml", "docs/page.md"]),
    st.binary(max_size=80),
)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, path: str, content: bytes) -> None:
    """A file of any bytes at all is judged."""
    judged(project(tmp_path_factory.mktemp("handbook")).file(path, content).root)
