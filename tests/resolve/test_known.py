"""What was found in a seed before is bound again as it would be found, and only where it would be."""

from dataclasses import replace
from pathlib import Path

from handbook.known.seeds import kept, recalled
from handbook.model.handbook import Handbook, Mentions
from handbook.resolve.bind import resolve
from handbook.resolve.mentions import Known
from tests.harness import MINIMAL, PLAIN, SEED, TODAY, project

LATER = "## Late reactions { #late page=care/infusions basis=cohort as-of=2021 }\n"
MANY = "Alemtuzumab [@paper-2020] and [so]{term=drip}, [on]{term=none}: [](#late), [here](care/infusions), [there](care/infusions.md), [](https://example.org) [@nobody].\n"
GLOSSARY = f"{MINIMAL['seeds/glossary.yaml']}- {{id: drip, term: drip, plain: Into a vein.}}\n"
ONE, TWO = "seeds/one.md", "seeds/two.md"


def _fresh(root: Path) -> Handbook:
    """Two seeds, of which the first has two sections with a mention of each kind."""
    first = "\n".join(
        (
            SEED,
            MANY,
            LATER,
            PLAIN.replace("Steroids make", "Alemtuzumab makes"),
            "Late. The drip is late [@paper-2020].\n\nAs in [](#steroid-cover).\n",
        )
    )
    made = project(root).glossary(GLOSSARY).seed("one.md", first)
    return made.seed("two.md", SEED.replace("steroid-cover", "other") + "\nAs in [](#other).\n").check().handbook


def _known(handbook: Handbook, path: str) -> Known:
    (seed,) = (s for s in handbook.manuscript.seeds if s.path == path)
    return recalled(kept(seed, handbook.mentions[path]), seed.source)[1]


def _shown(mentions: Mentions) -> object:
    return (
        mentions.words,
        mentions.titles,
        [(u.key, u.targets, u.home, u.sentence) for u in mentions.citations],
        [(u.start, u.end, u.targets, u.home, u.explicit, u.sentence) for u in mentions.terms],
    )


def test_what_is_recalled_is_what_is_found(tmp_path: Path) -> None:
    """Every mention with its place, its meaning and its sentence, whether that sentence was asked for before or was not."""
    fresh = _fresh(tmp_path)
    unasked = _known(fresh, ONE)
    assert () == unasked.sentences
    expected = _shown(fresh.mentions[ONE])
    asked = _known(fresh, ONE)
    assert [u.start for u in fresh.mentions[ONE].terms] == [start for start, _ in asked.sentences]
    for known in (unasked, asked):
        handbook = resolve(fresh.manuscript, TODAY, {ONE: known})
        assert {ONE} == handbook.in_order
        assert {TWO} == set(handbook.stretches_of)
        assert expected == _shown(handbook.mentions[ONE])
        assert _shown(fresh.mentions[TWO]) == _shown(handbook.mentions[TWO])
        assert fresh.missing_links == handbook.missing_links
        assert fresh.words == handbook.words


def test_another_title_is_looked_for_anew(tmp_path: Path) -> None:
    """Where one of the titles that a seed shows is another, the seed is not taken over; another seed is."""
    fresh = _fresh(tmp_path)
    known = {path: _known(fresh, path) for path in (ONE, TWO)}
    for target, title in (("#late", "Later"), ("https://example.org", "Somewhere"), ("#steroid-cover", "")):
        other = replace(known[ONE], titles={**known[ONE].titles, target: title})
        handbook = resolve(fresh.manuscript, TODAY, {**known, ONE: other})
        assert {TWO} == handbook.in_order
        assert {ONE} == set(handbook.stretches_of)
        assert _shown(fresh.mentions[ONE]) == _shown(handbook.mentions[ONE])
    assert {ONE, TWO} == resolve(fresh.manuscript, TODAY, known).in_order


def test_what_is_known_is_bound_to_what_there_is_now(tmp_path: Path) -> None:
    """A citation means the work as it is now, and none once that has gone."""
    fresh = _fresh(tmp_path)
    known = {TWO: _known(fresh, TWO)}
    later = tuple(replace(r, verified="later") for r in fresh.manuscript.references)
    for references, found in ((later, later), ((), ())):
        (use,) = resolve(replace(fresh.manuscript, references=references), TODAY, known).mentions[TWO].citations
        assert found == use.targets


def test_a_link_that_leads_nowhere_any_more_is_looked_for_anew(tmp_path: Path) -> None:
    """Though it has words of its own: where it stands is said, and nothing of that is known."""
    made = project(tmp_path).seed("two.md", SEED.replace("steroid-cover", "other") + "\nAs in [words](#steroid-cover).\n")
    fresh = made.check().handbook
    known = {TWO: _known(fresh, TWO)}
    assert () == fresh.missing_links == resolve(fresh.manuscript, TODAY, known).missing_links
    (one, two) = fresh.manuscript.seeds
    gone = resolve(replace(fresh.manuscript, seeds=(two,)), TODAY, known)
    assert (ONE, TWO, frozenset()) == (one.path, two.path, gone.in_order)
    (link,) = gone.missing_links
    assert ("#steroid-cover", TWO, len(two.source.text.splitlines())) == (link.value, link.span.path, link.span.line)
