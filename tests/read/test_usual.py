"""What is usual is read in one step, and no otherwise than step by step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.diagnostics import Diagnostic, Located, Source, Span
from handbook.model.basis import BASES, VOICES
from handbook.model.prose import Prose
from handbook.read import usual
from handbook.read.attributes import ordinary, read_attributes
from handbook.read.markdown import scan
from tests.read.test_markdown import PIECES

USUAL = [
    f"\n{piece}\n" if piece[0] in "#/" else piece
    for piece in (
        *("[@a]", "[@a-b_c:d]", "[@a](x)", "[@a]{x}", "[@a]:", "[@a][b]", "@b [@a]", "@b\n> [@a]", "@b [p. 3]", "\n[@a]"),
        *(
            "[words](#id)",
            "[](#id)",
            "[w](<x>)",
            "[see @a](#c)",
            "[a/b](#c)",
            "[https://x](#c)",
            "[www.x.org](#c)",
            "[w](#a(b))",
            "[w](#a 't')",
        ),
        *("## H { #id a=b }", "## H # {#id}\t", "##\tA: b {: #id }", "## C# {#id}", "## H {#id", "## @{#id}", "## [@a] {#id}"),
        *("/// plain\nWords: “q”\n\nand “words”.\n///", "/// plain\n///", "/// plain\n- a\n///", "/// plain\n/// plain\nx\n///"),
        *(
            "/// plain\nA/b\n///",
            "/// plain\nwww.x.org\n///",
            "/// plain\nx\n/// ",
            "/// plain\nx [@a]\n///",
            "/// plain\nx\n===\n///",
            "/// plain\nx",
        ),
    )
]
TEXTS = st.lists(st.sampled_from(USUAL) | PIECES, max_size=25).map("".join)


def step_by_step(source: Source, start: int, end: int) -> Prose:
    """What the general walk alone finds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(usual, "STEPS", {})
        return scan(source, start, end)


@given(TEXTS, st.integers(0, 20), st.integers(0, 20))
def test_what_is_usual_is_read_no_otherwise(text: str, before: int, after: int) -> None:
    """In one step or sign by sign, the same is found in a text, and at the same places; in a part of it, too."""
    start = min(before, len(text))
    end = max(len(text) - after, start)
    source = Source("x.md", text)
    assert tuple(scan(source, start, end)) == tuple(step_by_step(source, start, end))


@pytest.mark.parametrize("piece", USUAL)
@pytest.mark.parametrize("around", ["{}", "x {} y", "/// note\nx{}\n///", "[x {}](#id)", "@a\n{}[@b]"])
def test_each_is_read_no_otherwise(piece: str, around: str) -> None:
    """The same for each by itself, in a block, and in the words of a link."""
    source = Source("x.md", around.format(piece))
    assert tuple(scan(source)) == tuple(step_by_step(source, 0, len(source.text)))


@pytest.mark.parametrize("text", ["[@a]", "[words](#id)", "[](#id)", "## H { #id a=b }", "/// plain\nWords.\n///"])
def test_what_is_usual_takes_one_step(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the usual things is taken whole, by a step that has nothing more to ask for."""
    steps: list[str] = []
    for name, step in usual.STEPS.items():
        monkeypatch.setitem(usual.STEPS, name, lambda *given, step=step: steps.append(text) or step(*given))  # type: ignore[misc]
    scan(Source("x.md", f"Words.\n{text if text[0] in '#/' else f'and {text}'}\n"))
    assert [text] == steps


VALUES = {
    "page": st.sampled_from(["topic/page", "a", "page=b", "ü/ü", "a.b", "a/", "'a b'"]),
    "basis": st.sampled_from([*BASES, "opinion", "cohorts", ""]),
    "as-of": st.sampled_from(["2014", "2014-08", "2014-13", "1899", "20١٤", "2014-8", ""]),
    "voice": st.sampled_from([*VOICES, "readers", ""]),
    "updates": st.sampled_from(["a", "a,b"]),
}
IDS = st.sampled_from(["steroid-cover", "a1", "con", "com1", "hb-x", "references", "A", "a--b", "a" * 80, "a" * 81, ""])


@st.composite
def lists(draw: st.DrawFn) -> str:
    """Lists of attributes: mostly those that are wanted in their usual order, and seldom something else."""
    names = draw(st.just(["page", "basis", "as-of"]) | st.just(["page", "basis", "as-of", "voice"]) | st.permutations([*VALUES]))
    return draw(st.sampled_from([" ", " ", " ", "  ", " x "])).join(
        [f"#{draw(IDS)}", *(f"{name}={draw(VALUES[name])}" for name in names)]
    )


@given(lists(), st.integers(1, 50))
def test_usual_attributes_are_read_no_otherwise(text: str, column: int) -> None:
    """A list that is read in one step has the attributes that are found one by one, at the same places, and no fault."""
    written = Located(text, Span("x.md", 3, column, len(text)))
    found: list[Diagnostic] = []
    one_by_one = read_attributes(written, Span("x.md"), found.append)
    assert ordinary(written) in (one_by_one, None)
    assert not (found and ordinary(written))


@pytest.mark.parametrize("voice", ["", " voice=reply"])
def test_usual_attributes_take_one_step(voice: str) -> None:
    """The list that nearly every section has is read so."""
    written = Located(f"#steroid-cover page=care/infusions basis=expert-opinion as-of=2014-08{voice}", Span("x.md"))
    assert ordinary(written)


def test_a_date_is_written_in_plain_digits() -> None:
    """Digits of other scripts would be no year to whoever compares them."""
    found: list[Diagnostic] = []
    read_attributes(Located("#a page=b basis=cohort as-of=20١٤", Span("x.md")), Span("x.md"), found.append)
    assert ["`as-of` cannot be `20١٤`"] == [d.message for d in found]
