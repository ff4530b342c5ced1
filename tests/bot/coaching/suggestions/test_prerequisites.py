"""Prerequisites: from maps, from document order, and never in cycles."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given

from bot.coaching.suggestions.prerequisites import find_prerequisites
from knowledge.model import Catalogue, SkillMap
from tests.bot.skill_maps import catalogues, document, make_catalogue, real_catalogue


def test_a_map_says_what_a_skill_needs_and_why() -> None:
    found = find_prerequisites(make_catalogue({"One": "abc"}, ["ba", "cb", "ca"]))

    assert found.direct("c") == ("b", "a")
    assert found.why("c", "b") == "b carries c"
    assert found.closure(["c"]) == found.shown_by(["c"]) == {"a", "b"}
    assert found.closure(["a"]) == frozenset()


def test_a_closure_contains_a_given_skill_only_if_another_needs_it() -> None:
    found = find_prerequisites(make_catalogue({"One": "abc"}, ["ba", "cb"]))

    assert found.closure(["a", "b"]) == {"a"}


def test_ids_nobody_knows_need_nothing() -> None:
    found = find_prerequisites(make_catalogue({"One": "ab"}, ["ba", "bz", "za"]))

    assert found.direct("b") == ("a",)
    assert found.direct("z") == ()
    assert found.closure(["z"]) == frozenset()
    assert found.why("z", "a") == ""


def test_without_a_map_bullets_come_in_order_and_sections_stand_side_by_side() -> None:
    found = find_prerequisites(make_catalogue({"One": "abc", "Two": "de"}))

    assert [found.direct(id_) for id_ in "abcde"] == [(), ("a",), ("b",), (), ("d",)]
    assert found.closure(["c"]) == {"a", "b"}
    assert found.why("b", "a") == "it comes just before it in One"


def test_order_alone_shows_nothing_to_be_known() -> None:
    assert find_prerequisites(make_catalogue({"One": "abc"})).shown_by(["c"]) == frozenset()


def test_a_subsection_comes_after_the_beginning_of_what_it_details() -> None:
    plain = document({"One": "ab", "Two": "cd"})
    one, two = plain.sections
    nested = replace(plain, sections=(one, replace(two, path=(*one.path, "Two"))))

    assert find_prerequisites(Catalogue((nested,))).direct("c") == ("a",)


def test_each_document_speaks_for_itself() -> None:
    mapped = document({"One": "ab"}, SkillMap((("a", "b", "why"),)))
    other = replace(mapped.document, id="e")
    sections = tuple(replace(s, id="E", document_id="e") for s in mapped.sections)
    skills = tuple(replace(s, id=s.id.upper(), section_id="E") for s in mapped.skills)
    found = find_prerequisites(Catalogue((mapped, replace(mapped, document=other, sections=sections,
                                             skills=skills, skill_map=None))))  # fmt: skip

    assert found.direct("a") == ("b",)
    assert found.direct("B") == ("A",)


def test_a_cycle_only_loses_its_last_edge() -> None:
    found = find_prerequisites(make_catalogue({"One": "abc"}, ["ba", "cb", "ac"]))

    edges = {(id_, needed) for id_ in "abc" for needed in found.direct(id_)}
    assert len(edges) == 2


def test_a_long_chain_is_no_trouble() -> None:
    ids = [f"s{n}" for n in range(3_000)]
    plain = document({"One": "a"})
    skills = tuple(replace(plain.skills[0], id=id_, order=n) for n, id_ in enumerate(ids))
    chain = SkillMap(tuple((b, a, "") for a, b in pairwise(ids)))
    found = find_prerequisites(Catalogue((replace(plain, skills=skills, skill_map=chain),)))

    assert len(found.closure([ids[-1]])) == 2_999


@given(catalogues())
def test_nothing_ever_rests_on_itself(catalogue: Catalogue) -> None:
    found = find_prerequisites(catalogue)

    assert all(id_ not in found.closure([id_]) for id_ in catalogue.skills)


def test_the_real_map_loses_no_edge() -> None:
    catalogue = real_catalogue()
    skill_map = catalogue.outlines[0].skill_map
    assert skill_map

    found = find_prerequisites(catalogue)

    for skill_id, needed, why in skill_map.prerequisites:
        assert needed in found.direct(skill_id)
        assert found.why(skill_id, needed) == why
