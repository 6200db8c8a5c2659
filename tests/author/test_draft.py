"""``handbook draft``: article, references and comments are told apart in posts of any shape, and no sentence is taken over.

Each post in ``posts/`` has beside it, in ``.outline``, what stands in it: kind, lines, voice and depth of each part.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.author.draft import draft
from handbook.author.draft_citations import is_reference, mention
from handbook.author.draft_match import Shelf
from handbook.author.draft_shapes import POINTER, Draft, Mention
from handbook.author.draft_write import skeleton
from handbook.author.new import SCHEMA
from handbook.command import main
from handbook.diagnostics import Source
from handbook.model.manuscript import Reference, Term
from handbook.read.tables import read_glossary, read_references
from tests.harness import TODAY, project

POSTS = sorted((Path(__file__).parent / "posts").glob("*.txt"))
POST = pytest.mark.parametrize("post", POSTS, ids=lambda p: p.stem)
REFERENCES = """\
- {id: smyth-2021, type: paper-conference, title: "Antivirals in early MS: a feasibility study", author: [{family: Smyth, given: J}], issued: {date-parts: [[2021]]}, custom: {design: cohort}}
- {id: nordstrom-2022, type: article-journal, title: A long look back reveals shingles in nearly everybody, author: [{family: Nordström, given: K}], issued: {date-parts: [[2022]]}, DOI: 10.9999/INV.1, PMID: "99111111", custom: {design: cohort}}
- {id: nordstrom-2019, type: article-journal, title: Glands and cells after the first infusion, author: [{family: Nordström, given: K}], issued: {date-parts: [[2019]]}, custom: {design: case-series}}
- {id: storm, type: post-weblog, title: After the storm, author: [{literal: RatDoctor}], issued: {date-parts: [[2020]]}, custom: {design: blog}}
"""
GLOSSARY = """\
- {id: disability-scale, term: disability scale, abbreviation: EDSS, plain: A scale.}
- {id: multiple-sclerosis, term: multiple sclerosis, abbreviation: MS, aliases: [pwMS], plain: A disease.}
"""


def references() -> tuple[Reference, ...]:
    return read_references(Source("r.yaml", REFERENCES), lambda d: pytest.fail(str(d)))


def terms() -> tuple[Term, ...]:
    return read_glossary(Source("g.yaml", GLOSSARY), lambda d: pytest.fail(str(d)))


def outline(d: Draft) -> str:
    """Each part on a line of its own."""
    lines = (f"{p.kind} {p.first}-{p.last}" + (f" {p.voice} {p.depth}" if p.kind == "comment" else "") for p in d.parts)
    return "\n".join(lines) + "\n"


def read(post: Path) -> str:
    return post.read_text(encoding="utf-8")


@POST
def test_a_post_has_the_parts_that_a_person_sees_in_it(post: Path) -> None:
    """Kind, lines, voice and depth of each part are those of the outline beside the post."""
    assert outline(draft(read(post))) == post.with_suffix(".outline").read_text(encoding="utf-8")


@POST
def test_line_ends_change_nothing(post: Path) -> None:
    """CRLF, CR and a byte order mark give the same parts on the same lines."""
    expected = outline(draft(read(post)))
    for ends in ("\r\n", "\r"):
        assert outline(draft("\ufeff" + read(post).replace("\n", ends))) == expected


@POST
def test_every_line_belongs_to_a_part(post: Path) -> None:
    """No line of the post is lost, whatever it was taken for."""
    parts = draft(read(post)).parts
    lines = [n for n, line in enumerate(read(post).split("\n"), 1) if line.strip()]
    assert [n for n in lines if not any(p.first <= n <= p.last for p in parts)] == []


@POST
def test_no_sentence_is_taken_over(post: Path, tmp_path: Path) -> None:
    """Apart from titles, no more words of the post stand in the skeleton in a row than make a pointer."""
    made = draft(read(post), references(), terms())
    found = " ".join(skeleton(made, post.name, TODAY).partition("---\n\n")[2].split())
    for part in made.parts:
        words = part.text.split()
        runs = (" ".join(words[n : n + POINTER + 1]) for n in range(len(words) - POINTER))
        assert [run for run in runs if run in found] == []


@POST
def test_a_skeleton_lacks_what_a_person_has_to_say_and_nothing_else(post: Path, tmp_path: Path) -> None:
    """The only faults of a skeleton are its places to fill: texts, pages, its source and its year."""
    made = project(tmp_path)
    text = skeleton(draft(read(post)), post.name, TODAY).replace("as-of=YYYY", "as-of=2020")
    found = made.seed("two.md", text).check().diagnostics
    assert {d.code for d in found if d.span.path == "seeds/two.md"} <= {
        "unfinished",
        "unknown-page",
        "unresolved-citation",
        "basis-not-borne-out",
    }


@pytest.mark.parametrize("bullet", ["-", "–", "*", "●", "+", "▪"])
@pytest.mark.parametrize("inset", ["", "  ", "      "])
def test_bullets_and_insets_are_all_one(bullet: str, inset: str) -> None:
    """Which sign opens a comment, and how far all of them are set in, changes nothing in the threads."""
    text = read(Path(__file__).parent / "posts" / "four-deep.txt")
    head, _, tail = text.partition("About the author\n")
    said, _, end = tail.partition("By RatDoctor")
    moved = "\n".join(f"{inset}{line}" if line.strip() else line for line in said.replace("•", bullet).split("\n"))
    expected = [(p.first, p.last, p.depth, p.voice) for p in draft(text).parts if p.kind == "comment"]
    found = draft(f"{head}About the author\n{moved}By RatDoctor{end}")
    assert [(p.first, p.last, p.depth, p.voice) for p in found.parts if p.kind == "comment"] == expected


@pytest.mark.parametrize(
    "frame", ["Share this:", "Filed under: Drugs", "Tweet", "Reply", "© 2031 Nobody", "Read more", "5 min read"]
)
def test_what_stands_around_is_no_text(frame: str) -> None:
    """Buttons and boxes are frame, in the article and between comments."""
    text = f"A title\n\nA paragraph that says something.\n\n{frame}\n\nComments\n\n• Why is that? I would like to know.\n\n{frame}\n\n• Why not?\n"
    found = [p for p in draft(text).parts if p.text == frame]
    assert [p.kind for p in found] == ["frame", "frame"]


@pytest.mark.parametrize(
    "line",
    ["CoI: multiple", "Conflicts of interest: none", "Competing interests - see here", "Disclosures: fees from Nothing Pharma"],
)
def test_a_conflict_of_interest_is_kept(line: str) -> None:
    """What the author declares is neither text nor frame."""
    assert [p.kind for p in draft(f"A title\n\nA paragraph.\n\n{line}\n").parts] == ["title", "paragraph", "conflict"]


@pytest.mark.parametrize(
    ("text", "author", "year", "title"),
    [
        ("Roe et al. On rats. Mult Invent. 2012 Aug;18(8):1197-9.", "Roe", "2012", "On rats"),
        ("Roe A, Doe B. On rats. Ther Adv Invent. 2017;10:343-359", "Roe", "2017", "On rats"),
        ("On rats and on mice in the wild.Roe A, Doe BC, Poe D.J Invent. 2020 Aug 25:1352458520914818", "Roe", "2020", "On rats and on mice in the wild"),
        ("On rats in the wild Ann Roe, Bob B. Doe, Cy Poe August 07, 2020 Invented Neurology.", "Roe", "2020", "On rats in the wild"),
        ("Roe, A. B., & Döe, C. (2019). On rats: A study. Journal of Rats, 12(3), 45–67.", "Roe", "2019", "On rats: A study"),
        ("3. Łoś Ż, van der Berg Q. On rats. Brain. 2009 Jan;132(Pt 1):10-20", "Łoś", "2009", "On rats"),
        ("Roe A et al., On rats. J Invent, in press", "Roe", "", "On rats"),
        ("P1231. A. Roe, B. Döe, C. Poe. On rats in the wild – a case report.", "Roe", "", "On rats in the wild – a case report"),
        ("On rats. A. Roe and B. Doe. Lancet 2014; 383: 1–10.", "Roe", "2014", ""),
    ],
)  # fmt: skip
def test_references_come_in_many_forms(text: str, author: str, year: str, title: str) -> None:
    """A reference is one in each of these styles, with its first author, year and title."""
    assert is_reference(text)
    found = mention(text, 1, 1)
    assert (author, year) == (found.author, found.year)
    assert not title or found.title == title


@pytest.mark.parametrize(
    "text",
    [
        "In March 2014 we saw 312 people with Multiple Sclerosis, Rheumatoid Arthritis and Systemic Lupus in our clinic.",
        "I think that you should read Roe et al. 2006, because it shows that the drug works early.",
        "Had an MRI in 2015 and 2016: 3 lesions, then 4.",
        "The Lancet had a good week.",
        "My neuro says 12 mg a day for 5 days, then 3 days a year later; is that right?",
    ],
)
def test_prose_is_no_reference(text: str) -> None:
    """A sentence with a year, a name or a journal in it stays a sentence."""
    assert not is_reference(text)


@pytest.mark.parametrize(
    ("m", "text", "expected"),
    [
        (Mention(1, 1, "inline", doi="10.9999/inv.1"), "", ("nordstrom-2022", "doi")),
        (Mention(1, 1, "inline", pmid="99111111"), "", ("nordstrom-2022", "pmid")),
        (Mention(1, 1, "inline", author="Nordstrom", year="2019"), "", ("nordstrom-2019", "author-year")),
        (Mention(1, 1, "inline", author="Nordström"), "", ("", "")),
        (Mention(1, 1, "inline", author="Smyth", year="2020"), "", ("", "")),
        (Mention(1, 1, "full", author="Smyth", year="2022"), "Smyth J. Antivirals in early M.S. — a feasability study. 2022", ("smyth-2021", "title")),
        (Mention(1, 1, "full", "Something else that year", "Smyth", "2021"), "Smyth J. Something else that year. 2021;1:2-3", ("", "")),
        (Mention(1, 1, "full", author="Poe", year="1999"), "Poe E. Antivirals in early MS: a feasibility study. 1999;1:2-3", ("", "")),
    ],
)  # fmt: skip
def test_a_mention_finds_its_reference_or_none(m: Mention, text: str, expected: tuple[str, str]) -> None:
    """By identifier, by a title that may be misspelt, by author and year where that is one work; never a mere namesake."""
    found = Shelf(references()).known(m, text)
    assert (found.key, found.how) == expected


def test_a_title_within_a_comment_is_a_citation() -> None:
    """A title that the references have is found in running text, across lines that were broken by hand."""
    text = (
        "A title\n\nA paragraph.\n\nComments\n\n  • See this one:\n    a long look back reveals\n    shingles in nearly everybody\n"
    )
    found = draft(text, references()).mentions
    assert [(m.form, m.key, m.first, m.last) for m in found] == [("title", "nordstrom-2022", 7, 9)]


def test_a_post_that_is_a_reference_is_known() -> None:
    """The source is the reference with the title of the post, and gives its year; else a key is suggested."""
    text = read(Path(__file__).parent / "posts" / "four-deep.txt")
    known = skeleton(draft(text, references()), "x.txt", TODAY)
    assert "source: storm\n" in known
    assert "as-of=2020" in known
    assert "source: ratdoctor-YYYY  # TODO" in skeleton(draft(text), "x.txt", TODAY)


def test_abbreviations_are_listed_with_their_lines() -> None:
    """Known ones with their entry, unknown ones without; no shouting, no initials of authors, no plural of its own."""
    text = "A title\n\nMS and the EDSS for pwMS, with NEDAs.\n\nTHIS IS SHOUTED OUT LOUD.\n\nRoe AB, Doe CD. On rats. Brain. 2009;1:2-3\n\nMS again.\n"
    found = draft(text, (), terms()).abbreviations
    assert [(a.text, a.lines, a.term) for a in found] == [
        ("EDSS", (3,), "disability-scale"),
        ("MS", (3, 9), "multiple-sclerosis"),
        ("NEDA", (3,), ""),
        ("pwMS", (3,), "multiple-sclerosis"),
    ]


def test_nothing_of_a_post_means_anything_in_a_skeleton() -> None:
    """Tags, attributes, citations, headings and links of a post come into the skeleton as bare words, if at all."""
    evil = "<script>x</script> [@evil-key] {#id} ![a](b) `code` *b* | # heading\n"
    text = f"{evil}\n{evil}\n• Re: {evil}"
    body = skeleton(draft(text), "<b>`x`</b>.txt", TODAY).partition("---\n\n")[2]
    assert not set("<>|*@") & set(body)


@given(st.text(alphabet=st.sampled_from("aA. \n•-–*1():;,2019&é“”?ü\r\t@<doi10/Re"), max_size=400))
def test_any_text_makes_a_draft(text: str) -> None:
    """Whatever the text, there is a draft, a skeleton and data, and parts stand in order."""
    made = draft(text, references(), terms())
    assert [p.first for p in made.parts] == sorted(p.first for p in made.parts)
    assert skeleton(made, "x.txt", TODAY).startswith(f"---\n{SCHEMA}\ntitle: ")


def test_the_command_prints_a_skeleton(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output, with status 0; ``--as-of`` dates what the text does not."""
    assert main(["draft", str(POSTS[0]), "--root", "nowhere", "--today", TODAY, "--as-of", "2031"]) == 0
    out = capsys.readouterr().out
    assert f"reviewed: {TODAY}\n" in out
    assert "as-of=2031 voice=reply" in out


def test_the_command_writes_no_file_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--to`` makes a file; a second time it refuses, and the first file stays."""
    to = tmp_path / "x.md"
    call = ["draft", str(POSTS[0]), "--root", str(tmp_path), "--to", str(to)]
    assert main(call) == 0
    before = to.read_bytes()
    assert main(call) == 1
    assert to.read_bytes() == before
    assert "already" in capsys.readouterr().err


def test_json_tells_the_structure(capsys: pytest.CaptureFixture[str]) -> None:
    """Kind, first and last line, voice and depth of each part; and no more words than a pointer has."""
    assert main(["draft", str(POSTS[0]), "--root", "nowhere", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["parts"][1] == {
        "kind": "comment",
        "first": 3,
        "last": 5,
        "voice": "reply",
        "depth": 2,
        "thread": 1,
        "sure": True,
        "begins": 'Re: "Is newmab safe in pregnancy?" No. Wait …',
    }


@pytest.mark.parametrize(("content", "word"), [(b"a\nb\xff", "UTF-8"), (None, "read")])
def test_a_text_that_cannot_be_read_is_refused(
    tmp_path: Path, content: bytes | None, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says what is wrong, with the line of the file where there is one; the status is 1."""
    path = tmp_path / "x.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["draft", str(path), "--root", str(tmp_path)]) == 1
    assert word in capsys.readouterr().err
