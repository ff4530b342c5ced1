"""Reworded and moved skills are relinked, and other skills aren't mistaken for them."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.outline import outline
from knowledge.model import Catalogue, Outline
from knowledge.relink.relink import carry_successors, relink
from knowledge.relink.similarity import ALIKE, coverage, words
from tests.conftest import SKILLS
from tests.knowledge.relink_pairs import RENAMED, REPLACED


def document(source: str = "guide.md", title: str = "Guide", **sections: str) -> Outline:
    """Return a document of sections, each with its bullets in one string: "REST; GraphQL"."""
    parts = [
        f"## {name}\n" + "".join(f"- {bullet}\n" for bullet in bullets.split("; "))
        for name, bullets in sections.items()
    ]
    return outline(f"# {title}\n" + "\n".join(parts), source)


def links_as_text(
    links: dict[str, str], old: Sequence[Outline], new: Sequence[Outline]
) -> dict[str, str]:
    """Return the links as texts, each with its section's title."""
    before, after = Catalogue(tuple(old)), Catalogue(tuple(new))
    return {_skills_as_text(before, a): _skills_as_text(after, b) for a, b in links.items()}


def _skills_as_text(catalogue: Catalogue, skill_id: str) -> str:
    skill = catalogue.skills[skill_id]
    return f"{catalogue.sections[skill.section_id].title}: {skill.text}"


def found(old: Outline, new: Outline) -> dict[str, str]:
    return links_as_text(relink([old], [new]), [old], [new])


def is_one(pair: tuple[str, str]) -> bool:
    """Whether a pair counts as one skill."""
    return coverage(*map(words, pair)) >= ALIKE


@pytest.fixture(scope="module")
def judged() -> tuple[list[bool], list[bool]]:
    """Return whether each pair counts as one skill, for the renamed and the replaced ones."""
    return [is_one(pair) for pair in RENAMED], [is_one(pair) for pair in REPLACED]


def test_the_threshold_links_no_other_skill_and_misses_few(
    judged: tuple[list[bool], list[bool]],
) -> None:
    renamed, replaced = judged
    assert [pair for pair, one in zip(REPLACED, replaced, strict=True) if one] == []
    assert sum(renamed) / len(renamed) >= 0.9
    assert sum(renamed[1::2]) / len(renamed[1::2]) >= 0.85, "those it was not chosen on"


def test_no_two_skills_of_a_document_count_as_one() -> None:
    texts = [skill.text for skill in outline(SKILLS.read_text("utf-8"), SKILLS.name).skills]
    assert [pair for pair in combinations(texts, 2) if is_one(pair)] == []


def test_a_list_reworded_is_one_skill_and_another_kind_of_test_is_not(
    judged: tuple[list[bool], list[bool]],
) -> None:
    renamed, replaced = judged
    assert RENAMED[0][1] == "Rate limiting, throttling and quotas"
    assert renamed[0]
    assert REPLACED[0] == ("Unit testing", "Load testing")
    assert not replaced[0]


def test_the_same_words_elsewhere_are_the_same_skill() -> None:
    old = document(APIs="REST; GraphQL", Data="SQL")
    new = document(APIs="REST", Data="SQL; graphql.")
    assert found(old, new) == {"APIs: GraphQL": "Data: graphql."}


def test_a_section_renamed_keeps_its_skills() -> None:
    assert found(document(APIs="REST; SQL"), document(Interfaces="REST; SQL")) == {
        "APIs: REST": "Interfaces: REST",
        "APIs: SQL": "Interfaces: SQL",
    }


def test_a_document_renamed_or_split_keeps_its_skills_each_in_its_section() -> None:
    old = [document("a.md", One="Testing; REST", Two="Caching; Testing")]
    new = [document("b.md", Two="Testing"), document("c.md", One="Testing; REST", Two="Caching")]
    assert links_as_text(relink(old, new), old, new) == {
        "One: Testing": "One: Testing",
        "One: REST": "One: REST",
        "Two: Testing": "Two: Testing",
        "Two: Caching": "Two: Caching",
    }


def test_of_two_equal_ones_the_nearest_is_linked() -> None:
    old = document(APIs="Rate limiting", Data="Storage")
    new = document(Data="Rate limiting of writes", APIs="Rate limiting of calls")
    assert found(old, new) == {"APIs: Rate limiting": "APIs: Rate limiting of calls"}


def test_each_is_linked_once() -> None:
    old = document(APIs="Rate limiting")
    new = document(APIs="Rate limiting in gateways; Rate limiting with Redis")
    assert len(found(old, new)) == len(found(new, old)) == 1


def test_other_skills_are_not_linked() -> None:
    old = document(APIs="REST; GraphQL; Unit testing")
    assert found(old, old) == {}
    assert found(old, document(APIs="REST; Load testing")) == {}


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared_and_order_does_not_matter(one: str, other: str) -> None:
    covered = coverage(words(one), words(other))
    assert 0 <= covered <= 1
    if len(words(one).about) != len(words(other).about):
        assert coverage(words(other), words(one)) == covered


def versions(*texts: Sequence[Outline]) -> list[tuple[Outline, ...]]:
    """Return a library's versions, one after another, with their successors."""
    made: list[tuple[Outline, ...]] = [tuple(texts[0])]
    for new in texts[1:]:
        made.append(carry_successors(made[-1], new, relink(made[-1], new)))
    return made


def present(library: Sequence[Outline], skill_id: str) -> str | None:
    skill = Catalogue(tuple(library)).present(skill_id)
    return skill.text if skill else None


def test_chains_are_one_step_and_survive_an_absence() -> None:
    first = document(APIs="Rate limiting")
    (logged,) = first.skills
    steps = ("Rate limiting of calls", "Kafka", "Rate limiting of calls", "Limiting rate of calls")
    made = versions([first], *([document(APIs=text)] for text in steps))
    assert [present(library, logged.id) for library in made] == [
        "Rate limiting",
        "Rate limiting of calls",
        None,
        "Rate limiting of calls",
        "Limiting rate of calls",
    ]


def test_a_reverted_edit_leaves_no_cycle() -> None:
    first, second = document(APIs="Rate limiting"), document(APIs="Rate limiting of calls")
    made = versions([first], [second], [first], [second])
    a, b = first.skills[0].id, second.skills[0].id
    assert [library[0].successors for library in made] == [(), ((a, b),), ((b, a),), ((a, b),)]


def test_links_survive_the_document_that_has_them() -> None:
    a1, a2 = document("a.md", APIs="Rate limiting"), document("a.md", APIs="Rate limiting of calls")
    b = document("b.md", Data="SQL")
    moved = document("c.md", APIs="Rate limiting of calls")
    made = versions([a1, b], [a2, b], [b], [b, a2], [b, moved], [moved])
    assert [present(library, a1.skills[0].id) for library in made] == [
        "Rate limiting",
        "Rate limiting of calls",
        None,
        "Rate limiting of calls",
        "Rate limiting of calls",
        "Rate limiting of calls",
    ]
    assert made[2][0].successors == ((a1.skills[0].id, a2.skills[0].id),)


BULLETS = st.lists(
    st.lists(st.sampled_from(["rate", "limit", "call", "queue"]), min_size=1, max_size=4),
    max_size=4,
)
SECTIONS = st.dictionaries(st.sampled_from(["One", "Two"]), BULLETS, max_size=2)
LIBRARY = st.dictionaries(st.sampled_from(["a.md", "b.md", "c.md"]), SECTIONS, max_size=3)


def made_of(library: dict[str, dict[str, list[list[str]]]]) -> tuple[Outline, ...]:
    return tuple(
        document(source, **{name: "; ".join(map(" ".join, b)) for name, b in sections.items()})
        for source, sections in library.items()
    )


@given(histories=st.lists(LIBRARY, min_size=2, max_size=5))
def test_links_are_one_to_one_and_never_of_an_id_that_is_there(
    histories: list[dict[str, dict[str, list[list[str]]]]],
) -> None:
    library: tuple[Outline, ...] = ()
    for told_library in histories:
        new = made_of(told_library)
        links = relink(library, new)
        before, now = ({s.id for o in each for s in o.skills} for each in (library, new))
        assert len(set(links.values())) == len(links)
        assert set(links) <= before - now
        assert set(links.values()) <= now - before
        library = carry_successors(library, new, links)
        kept = [step for one in library for step in one.successors]
        assert len(dict(kept)) == len(kept)
        assert not dict(kept).keys() & now
        assert links.items() <= dict(kept).items()
        assert [one.skills for one in library] == [one.skills for one in new]
