"""Every mention knows where it stands and what it means, whatever else is wrong with the handbook."""

from pathlib import Path

import pytest

from handbook.model.handbook import CitationUse, Handbook, Home, TermUse
from handbook.resolve.bind import GENERATED
from handbook.resolve.links import find
from tests.harness import BODY, FRONT, HEADING, MINIMAL, PLAIN, SEED, Project, project

PAGE = "care/infusions.md"
TITLE = "Steroids before every infusion"
HEADINGS = "## {0} {{ #{1} page=care/infusions basis=cohort as-of=2020{2} }}\n"


def section(id: str, body: str = BODY, rest: str = "", title: str = TITLE) -> str:
    """A section as a seed has it."""
    return "\n".join((HEADINGS.format(title, id, rest and f" {rest}"), PLAIN, body))


def bound(made: Project) -> Handbook:
    """The handbook as it lies on disk, bound."""
    return made.check().handbook


def in_prose(handbook: Handbook) -> list[CitationUse]:
    """The citations that stand in sections and hand-written pages."""
    return [c for c in handbook.citations if c.home.section or c.home.path.startswith("about/")]


def words(handbook: Handbook, use: TermUse) -> str:
    """What the offsets of a use enclose in the file in which it stands."""
    path = "seeds/one.md" if use.home.section else f"docs/{use.home.path}"
    return handbook.manuscript.sources[path].text[use.start : use.end]


def test_a_mention_in_a_section_knows_its_section(tmp_path: Path) -> None:
    """Its home has path and title of the web page, and id and title of the section; the section itself comes along."""
    handbook = bound(project(tmp_path))
    (one,) = handbook.sections_on["care/infusions"]
    home = Home(PAGE, "steroid-cover", TITLE, "Infusions", one)
    assert [home] == [c.home for c in in_prose(handbook)]
    assert [home] == [u.home for u in handbook.term_uses]
    assert [home, home] == [h for _, h in handbook.stretches]
    assert home == handbook.homes["steroid-cover"]


def test_a_section_that_has_no_page_still_has_a_home(tmp_path: Path) -> None:
    """Where the outline lacks the page, only its title is missing."""
    handbook = bound(project(tmp_path).seed("one.md", SEED.replace("care/infusions", "care/nowhere")))
    home = handbook.homes["steroid-cover"]
    assert ("care/nowhere.md", "steroid-cover", TITLE, "") == (home.path, home.anchor, home.title, home.page_title)
    assert {"care/infusions": ()} == handbook.sections_on


def test_a_mention_in_a_hand_written_page_knows_its_page(tmp_path: Path) -> None:
    """Its home is the page, without an anchor and without a section."""
    handbook = bound(project(tmp_path).page("about/method.md", "# Method\n\nOf alemtuzumab [@paper-2020].\n"))
    home = Home("about/method.md", "", "Method", "Method")
    assert [home] == [c.home for c in handbook.citations if c.home.path == "about/method.md"]
    assert [home] == [u.home for u in handbook.term_uses if not u.home.section]
    assert home == handbook.stretches[-1][1]


def test_a_citation_knows_its_sentence_and_its_work(tmp_path: Path) -> None:
    """Each use has its own sentence and the one work of its key, or none."""
    made = project(tmp_path).body("One is so [@paper-2020]. Two, as @paper-2020 says. Three is not [-@nobody].\n")
    first, second, third = in_prose(bound(made))
    assert ["One is so.", "Two, as says.", "Three is not."] == [first.sentence, second.sentence, third.sentence]
    assert [["paper-2020"], ["paper-2020"], []] == [[r.key.value for r in c.targets] for c in (first, second, third)]
    assert ["paper-2020", "paper-2020", "nobody"] == [c.key for c in (first, second, third)]


def test_keys_that_no_reference_has_are_listed_as_they_stand(tmp_path: Path) -> None:
    """Those in texts, in the order of the seeds, and behind them those of hand-written pages, of sources and of the glossary."""
    made = project(tmp_path).page("index.md", "# Home\n\n[@page; @paper-2020]\n")
    made.seed("one.md", SEED.replace("source: paper-2020", "source: [paper-2020, source]") + "\n[@text] [@text]\n")
    made.glossary(f"{MINIMAL['seeds/glossary.yaml']}  citations: [term]\n")
    missing = bound(made).missing_citations
    assert ["text", "text", "page", "source", "term"] == [k.value for k in missing]
    assert missing[0].span.column < missing[1].span.column


def test_the_sources_of_a_seed_are_cited_by_the_seed(tmp_path: Path) -> None:
    """They are bound to their works, have the seed for their home, and no sentence."""
    front = FRONT.replace("source: paper-2020", "source: [paper-2020, nobody]")
    handbook = bound(project(tmp_path).seed("one.md", "\n".join((front, HEADING, PLAIN, BODY))))
    found = [c for c in handbook.citations if c.home.path == "seeds/one.md"]
    assert ["paper-2020", "nobody"] == [c.key for c in found]
    assert [1, 0] == [len(c.targets) for c in found]
    assert {Home("seeds/one.md", "", "Steroids", "Steroids")} == {c.home for c in found}
    assert {""} == {c.sentence for c in found}


def test_a_term_cites_from_its_entry(tmp_path: Path) -> None:
    """Its home is the entry in the glossary; its sentence is the definition, or the plain meaning where there is none."""
    made = project(tmp_path)
    glossary = MINIMAL["seeds/glossary.yaml"]
    made.glossary(
        f"{glossary}  abbreviation: ALM\n  citations: [paper-2020]\n"
        "- {id: drip, term: drip, plain: Into a vein., definition: An infusion., citations: [paper-2020, nobody]}\n"
    )
    found = [c for c in bound(made).citations if c.home.path == "glossary.md"]
    drug = Home("glossary.md", "alemtuzumab", "alemtuzumab (ALM)", "Glossary")
    drip = Home("glossary.md", "drip", "drip", "Glossary")
    assert [drug, drip, drip] == [c.home for c in found]
    assert ["A drug for MS.", "An infusion.", "An infusion."] == [c.sentence for c in found]
    assert [["paper-2020"], ["paper-2020"], []] == [[r.key.value for r in c.targets] for c in found]


TWO_TERMS = f"{MINIMAL['seeds/glossary.yaml']}- {{id: drip, term: drip, plain: Into a vein.}}\n"


def test_a_term_is_marked_once_in_each_stretch(tmp_path: Path) -> None:
    """The first use in the plain reading and the first in the text, in order, each at its place in the file."""
    made = project(tmp_path).glossary(TWO_TERMS)
    handbook = bound(made.body("Alemtuzumab is a drip. The drip is alemtuzumab [@paper-2020].\n"))
    assert ["drip", "Alemtuzumab", "drip"] == [words(handbook, u) for u in handbook.term_uses]
    assert ["drip", "alemtuzumab", "drip"] == [t.key.value for u in handbook.term_uses for t in u.targets]
    text = handbook.manuscript.sources["seeds/one.md"].text
    assert [text.index("drip"), text.index("Alemtuzumab"), text.index("drip", text.index("Alemtuzumab"))] == [
        u.start for u in handbook.term_uses
    ]
    plain = "Steroids make the drip milder."
    assert [plain, "Alemtuzumab is a drip.", "Alemtuzumab is a drip."] == [u.sentence for u in handbook.term_uses]
    assert [None, None, None] == [u.explicit for u in handbook.term_uses]


def test_an_explicit_term_is_always_marked(tmp_path: Path) -> None:
    """``{term=id}`` marks each time, before a use that was found and after it, and counts as a first use."""
    made = project(tmp_path)
    for body, expected in (
        ("[A]{term=alemtuzumab} is [B]{term=alemtuzumab}, alemtuzumab.", ["A", "B"]),
        ("Alemtuzumab is [A]{term=alemtuzumab}, alemtuzumab.", ["Alemtuzumab", "A"]),
        ("[A]{term=alemtuzumab} is alemtuzumab.", ["A"]),
    ):
        handbook = bound(made.body(f"{body} [@paper-2020]\n"))
        assert expected == [words(handbook, u) for u in handbook.term_uses], body
        assert [["alemtuzumab"]] * len(expected) == [[t.key.value for t in u.targets] for u in handbook.term_uses]
        assert [w in "AB" for w in expected] == [u.explicit is not None for u in handbook.term_uses]


def test_uses_stand_in_the_order_in_which_they_begin(tmp_path: Path) -> None:
    """Whatever way they were found; of a mark within a mark the outer one comes first."""
    handbook = bound(project(tmp_path).body("[[A]{term=alemtuzumab} B]{term=none}, alemtuzumab [@paper-2020].\n"))
    assert ["[A]{term=alemtuzumab} B", "A"] == [words(handbook, u) for u in handbook.term_uses]


def test_an_explicit_term_without_an_entry_is_kept(tmp_path: Path) -> None:
    """It is bound to nothing, each time, and hides no other use; ``{.no-term}`` is no use at all."""
    body = "[A]{term=nothing}, [B]{term=none}, [alemtuzumab]{.no-term} and alemtuzumab [@paper-2020].\n"
    handbook = bound(project(tmp_path).body(body))
    assert ["A", "B", "alemtuzumab"] == [words(handbook, u) for u in handbook.term_uses]
    assert [0, 0, 1] == [len(u.targets) for u in handbook.term_uses]
    assert ["nothing", "none", None] == [u.explicit and u.explicit.value for u in handbook.term_uses]


def test_of_two_with_one_name_the_first_is_meant(tmp_path: Path) -> None:
    """Sections, references and terms alike; the fault is reported elsewhere."""
    made = project(tmp_path).seed("one.md", SEED + "\n" + section("steroid-cover", title="Another"))
    made.references(MINIMAL["seeds/references.yaml"] + MINIMAL["seeds/references.yaml"].replace("2020, 5", "2021, 5"))
    made.glossary(MINIMAL["seeds/glossary.yaml"] + "- {id: alemtuzumab, term: other, plain: Another thing.}\n")
    handbook = bound(made)
    assert TITLE == handbook.homes["steroid-cover"].title
    assert "2020-05" == handbook.references["paper-2020"].date
    assert "alemtuzumab" == handbook.terms["alemtuzumab"].name


def test_of_two_seeds_with_one_section_the_first_has_it(tmp_path: Path) -> None:
    """A section belongs to the first seed that has it."""
    handbook = bound(project(tmp_path).seed("two.md", SEED))
    assert "seeds/one.md" == handbook.seed_of["steroid-cover"].path


def test_updates_are_bound_or_kept_as_missing(tmp_path: Path) -> None:
    """Each update names the later section, the earlier one and the change; whatever names nothing is listed as it stands."""
    later = section("later", rest="updates=steroid-cover,nowhere change=qualifies")
    handbook = bound(project(tmp_path).seed("one.md", f"{SEED}\n{later}"))
    assert [("later", "steroid-cover", "qualifies")] == [(u.by.id.value, u.of.id.value, u.change) for u in handbook.updates]
    assert ["nowhere"] == [m.value for m in handbook.missing_updates]


@pytest.mark.parametrize("path", sorted(GENERATED))
def test_made_pages_can_be_linked_to(tmp_path: Path, path: str) -> None:
    """A hand-written page may link to each page that is made, and to whatever anchor is there."""
    result = project(tmp_path).page("index.md", f"# Home\n\n[x]({path}) [y]({path}#anything)\n").check()
    assert [] == result.codes
    made = GENERATED[path]
    handbook = result.handbook
    assert [Home(path, anchor, made, made) for anchor in ("*", "anything")] == [
        find(address, "index.md", handbook.homes, handbook.places) for address in (path, f"{path}#anything")
    ]


def test_a_link_knows_the_title_of_its_page(tmp_path: Path) -> None:
    """Pages of the outline and topics, by the names that the outline gives them; a hand-written page by its own."""
    made = project(tmp_path).page("about/method.md", "# Method\n\nWords.\n")
    handbook = bound(made.body(f"{BODY}\n[a](care/infusions) [b](care) [c](about/method)\n"))
    addresses = ("care/infusions", "care", "about/method")
    assert () == handbook.missing_links
    assert [
        Home(PAGE, "", "Infusions", "Infusions"),
        Home("care/index.md", "", "Care", "Care"),
        Home("about/method.md", "*", "Method", "Method"),
    ] == [find(address, "", handbook.homes, handbook.places) for address in addresses]


def test_links_that_lead_out_and_images_are_not_bound(tmp_path: Path) -> None:
    """Only what stays within the handbook is looked for there, and is missing where it is not there."""
    links = "![x](assets/x.png) [y](https://example.org) [o](https://../index.md) [z](#steroid-cover) [n](#nowhere)\n"
    made = project(tmp_path).page("index.md", f"# Home\n\n{links}").body(f"{BODY}\n{links}")
    handbook = bound(made)
    assert ["#nowhere"] * 2 == [x.value for x in handbook.missing_links]
    assert ["seeds/one.md", "docs/index.md"] == [x.span.path for x in handbook.missing_links]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("## Bases", "bases"),
        ("## How we work", "how-we-work"),
        ("## What’s it: a “test”?", "whats-it-a-test"),
        ("## A - B", "a-b"),
        ("## Anti-drug", "anti-drug"),
        ("## - x -", "x"),
        ("## Bases { #grounds }", "grounds"),
        ("## Bases { .wide #grounds }", "grounds"),
        ("## Bases { .wide }", "bases"),
    ],
)
def test_headings_of_hand_written_pages_are_anchors(tmp_path: Path, heading: str, anchor: str) -> None:
    """A heading is found by the id that it states, or else by its words in lower case with hyphens between them."""
    handbook = bound(project(tmp_path).page("about/method.md", f"# Method\n\n{heading}\n\nWords.\n"))
    home = handbook.homes[anchor]
    title = heading.removeprefix("## ").partition(" {")[0]
    assert ("about/method.md", anchor, title, "Method") == (home.path, home.anchor, home.title, home.page_title)


def test_a_section_goes_before_a_heading_of_the_same_id(tmp_path: Path) -> None:
    """The id of a section is a permanent address; of two headings with one id the first is meant."""
    made = project(tmp_path).page("about/a.md", "# A\n\n## Steroid cover\n\n## Same\n").page("about/b.md", "# B\n\n## Same\n")
    handbook = bound(made)
    assert PAGE == handbook.homes["steroid-cover"].path
    assert "about/a.md" == handbook.homes["same"].path


def test_links_without_words_have_a_title_to_show(tmp_path: Path) -> None:
    """By their target as it is written: a section's or heading's title, or a page's."""
    made = project(tmp_path).page("about/method.md", "# Method\n\n## Bases\n")
    titles = bound(made).titles
    assert {"#steroid-cover": TITLE, "#bases": "Bases", "#method": "Method", "care/infusions": "Infusions"} == titles


def test_a_back_link_shows_the_titles_of_links_without_words(tmp_path: Path) -> None:
    """In the sentences of citations and terms alike."""
    handbook = bound(project(tmp_path).body("See [](care/infusions) on alemtuzumab [@paper-2020].\n"))
    said = "See Infusions on alemtuzumab."
    assert [said] == [c.sentence for c in in_prose(handbook)]
    assert [said] == [u.sentence for u in handbook.term_uses]


def test_a_seed_knows_which_titles_it_shows(tmp_path: Path) -> None:
    """Those of its links without words, by their target, and nothing for one that leads nowhere; a link with words shows none."""
    handbook = bound(project(tmp_path).body(f"{BODY}\n[](care/infusions) [](#nowhere) [words](#steroid-cover)\n"))
    assert {"care/infusions": "Infusions", "#nowhere": ""} == handbook.mentions["seeds/one.md"].titles


def test_a_section_has_its_words(tmp_path: Path) -> None:
    """Those of its plain reading and those of its text around it, each on one line; none where it has no plain reading."""
    made = project(tmp_path)
    for text, expected in (
        (f"One.\n\n{PLAIN}\nTwo.\n", ("Steroids make the drip milder.", "One. Two.")),
        ("One.\n\nTwo.\n", ("", "One. Two.")),
    ):
        handbook = bound(made.seed("one.md", f"{FRONT}\n{HEADING}\n{text}"))
        (section,) = handbook.manuscript.seeds[0].sections
        assert expected == (handbook.plain_words(section), handbook.body_words(section).text)
