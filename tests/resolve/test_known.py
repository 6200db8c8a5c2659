"""What was found in a seed before is bound again as it would be found, and only where it would be."""

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.known.seeds import kept, recalled
from handbook.model.handbook import Handbook, Home, Mentions
from handbook.model.manuscript import Manuscript
from handbook.resolve.bind import resolve
from handbook.resolve.meanings import Meanings
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


def _recalled(handbook: Handbook, *paths: str) -> tuple[Manuscript, dict[str, Mentions]]:
    """The manuscript with some of its seeds recalled, and what is known of these."""
    m = handbook.manuscript
    meanings = Meanings(m.topics, m.references, m.terms)
    again = {s.path: recalled(kept(s, handbook.mentions[s.path]), s.source, meanings) for s in m.seeds if s.path in paths}
    seeds = tuple(again[s.path][0] if s.path in again else s for s in m.seeds)
    return replace(m, seeds=seeds), {path: known for path, (_, known) in again.items()}


def _shown(mentions: Mentions) -> object:
    return (
        [(plain, (line := mentions.bodies[s]).text, line.length, line.digest) for s, plain in mentions.plain.items()],
        mentions.titles,
        mentions.addresses,
        [_placed(home) for home in mentions.homes],
        [(u.key, u.targets, _placed(u.home), u.sentence) for u in mentions.citations],
        [(u.start, u.end, u.targets, _placed(u.home), u.explicit, u.sentence) for u in mentions.terms],
    )


def _placed(home: Home) -> object:
    """A home with what is told of its section, which is another object in a seed that was recalled."""
    return home[:-1], home.section and (home.section.id, home.section.start)


def test_what_is_recalled_is_what_is_found(tmp_path: Path) -> None:
    """Every mention with its place, its meaning and its sentence, whether that sentence was asked for before or was not."""
    fresh = _fresh(tmp_path)
    unasked = _recalled(fresh, ONE)
    expected = _shown(fresh.mentions[ONE])
    asked = _recalled(fresh, ONE)
    for manuscript, known in (unasked, asked):
        handbook = resolve(manuscript, TODAY, known)
        assert {ONE} == handbook.in_order
        assert {TWO} == set(handbook.stretches_of)
        assert expected == _shown(handbook.mentions[ONE])
        assert _shown(fresh.mentions[TWO]) == _shown(handbook.mentions[TWO])
        assert [*map(_placed, fresh.homes.values())] == [*map(_placed, handbook.homes.values())]


def test_a_sentence_that_was_wanted_is_not_cut_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text of a seed is read again for others alone."""
    fresh = _fresh(tmp_path)
    expected = [u.sentence for u in fresh.mentions[TWO].terms]
    _, known = _recalled(fresh, ONE, TWO)
    monkeypatch.setattr("handbook.known.seeds.read_seed", lambda *_: None)
    assert expected == [u.sentence for u in known[TWO].terms]
    with pytest.raises(AssertionError):
        assert known[ONE].terms[0].sentence


def test_another_title_is_looked_for_anew(tmp_path: Path) -> None:
    """Where one of the titles that a seed shows is another, the seed is not taken over; another seed is."""
    fresh = _fresh(tmp_path)
    manuscript, known = _recalled(fresh, ONE, TWO)
    for target, title in (("#late", "Later"), ("https://example.org", "Somewhere"), ("#steroid-cover", "")):
        other = replace(known[ONE], titles={**known[ONE].titles, target: title})
        handbook = resolve(manuscript, TODAY, {**known, ONE: other})
        assert {TWO} == handbook.in_order
        assert {ONE} == set(handbook.stretches_of)
        assert _shown(fresh.mentions[ONE]) == _shown(handbook.mentions[ONE])
    assert {ONE, TWO} == resolve(manuscript, TODAY, known).in_order


def test_a_link_that_leads_nowhere_any_more_is_looked_for_anew(tmp_path: Path) -> None:
    """Though it has words of its own: where it stands is said, and nothing of that is known."""
    made = project(tmp_path).seed("two.md", SEED.replace("steroid-cover", "other") + "\nAs in [words](#steroid-cover).\n")
    fresh = made.check().handbook
    manuscript, known = _recalled(fresh, TWO)
    assert () == fresh.missing_links == resolve(manuscript, TODAY, known).missing_links
    (one, two) = manuscript.seeds
    gone = resolve(replace(manuscript, seeds=(two,)), TODAY, known)
    assert (ONE, TWO, frozenset()) == (one.path, two.path, gone.in_order)
    (link,) = gone.missing_links
    assert ("#steroid-cover", TWO, len(two.source.text.splitlines())) == (link.value, link.span.path, link.span.line)


def test_a_body_is_known_apart_without_its_words(tmp_path: Path) -> None:
    """So that what is made of it need not be made again, the words of a seed that is as it was need not be read either."""
    fresh = _fresh(tmp_path)
    m, mentions = fresh.manuscript, fresh.mentions[ONE]
    (seed,) = (s for s in m.seeds if s.path == ONE)
    without, _, bodies = kept(seed, mentions).partition(b"\n")
    assert bodies
    _, known = recalled(without, seed.source, Meanings(m.topics, m.references, m.terms))
    assert [(x.length, x.digest) for x in known.bodies.values()] == [(x.length, x.digest) for x in mentions.bodies.values()]
