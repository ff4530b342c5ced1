"""Reading skill maps: what is understood, and every kind of problem, all at once."""

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.outline import outline
from knowledge.skillmap.cycles import depends_on, find_cycles
from knowledge.skillmap.reader import read_map
from knowledge.skillmap.yaml_tree import MAX_BYTES
from tests.conftest import SKILLS
from tests.knowledge.skillmap_samples import ids, made, read, sample_outline

MAP = SKILLS.with_name("backend-skills.map.yaml")
GOOD = """
skills:
  Filling  a kettle: {aliases: [kettle, NO], weight: 0.5}
  Water > Boiling water:
    needs:
      Filling a kettle: there has to be water
  Steeping:
    needs: [Water > Boiling water, Choosing leaves]
    aliases: brewing
  Pouring: {needs: {Steeping: }}
roles:
  Host: {aliases: [butler], skills: {Pouring: 1, Tea > Service > Boiling water: .25}}
"""


def test_a_good_map_is_read_whole() -> None:
    found, of = made(GOOD), ids()
    kettle, boiling = of["Water > Filling a kettle"], of["Water > Boiling water"]
    steeping, pouring = of["Leaves > Steeping"], of["Service > Pouring"]
    assert found.prerequisites == (
        (boiling, kettle, "there has to be water"),
        (steeping, boiling, ""),
        (steeping, of["Leaves > Choosing leaves"], ""),
        (pouring, steeping, ""),
    )
    assert found.aliases == ((kettle, "kettle"), (kettle, "NO"), (steeping, "brewing"))
    assert found.weights == ((kettle, 0.5),)
    (role,) = found.roles
    assert (role.name, role.aliases) == ("Host", ("butler",))
    assert role.weights == ((pouring, 1.0), (of["Service > Boiling water"], 0.25))


@pytest.mark.parametrize("text", ["", "# nothing\n", "skills:\nroles:\n", "skills: {Pouring: }"])
def test_what_is_left_out_is_empty(text: str) -> None:
    found = made(text)
    assert (found.prerequisites, found.aliases, found.roles, found.weights) == ((), (), (), ())


WRONG = {
    "skils:": "line 1: “skils” isn't allowed under the map; did you mean “skills”?",
    "skills: {Steping: }": "“Steping” isn't a skill of the document; did you mean “Steeping”?",
    "skills: {Quantum physics: }": "isn't a skill of the document; use one of its bullets",
    "skills: {Pouring: }\nroles:\n  Host: {skills: {Poring: 1}}": "line 3: “Poring” isn't a skill",
    "skills: {Boiling water: }": "several sections; say which, for example “Water > Boiling water”",
    "skills:\n  Pouring:\n  Pouring:": "line 3: “Pouring” is already on line 2",
    "skills:\n  Pouring:\n  Service > Pouring:": "line 3: “Service > Pouring” is already on line 2",
    "skills: {Pouring: {needs: [Steeping, Steeping]}}": "“Steeping” is already on line 1",
    "skills: {Pouring: {needs: [Pouring]}}": "“Pouring” needs itself",
    "skills: {Pouring: {weight: 7}}": "“7” isn't a valid weight for “Pouring”",
    "skills: {Pouring: {weight: 0}}": "a number above 0 and at most 1, for example 0.8",
    "skills: {Pouring: {weight: .nan}}": "“.nan” isn't a valid weight",
    "skills: {Pouring: {weight: [1]}}": "this value isn't a valid weight",
    "skills: {Pouring: {weight: much}}": "“much” isn't a valid weight",
    "skills: {Pouring: {needs: 3.5}}": "“3.5” isn't a skill",
    "skills: {Pouring: {needs: [[Steeping]]}}": "should be text",
    "skills: {Pouring: {needs: {Steeping: [a]}}}": "the reason for “Steeping” should be text",
    "skills: {Pouring: {aliases: {a: b}}}": "aliases of “Pouring” should be a list",
    "skills: {Pouring: {aliases: ['']}}": "should be text",
    f"skills: {{Pouring: {{aliases: [{'a' * 101}]}}}}": "longer than 100 characters; shorten it",
    "skills: {Pouring: {colour: red}}": "“colour” isn't allowed under “Pouring”; allowed: needs",
    "skills: [Pouring]": "skills should be written as “name: …”",
    "skills: {Pouring: pot}": "“Pouring” should be written as “name: …”",
    "- Pouring": "the map should be written as",
    "roles: {Host: }": "the role “Host” has no skills",
    "roles: {Host: {skills: {Pouring: 1}}, HOST: {skills: {Pouring: 1}}}": "merge the two",
    "roles: {Host: {skills: {Pouring: }}}": "“” isn't a valid weight for “Pouring”",
    "a: &x 1\nb: *x": "line 2: repeats a part by “*x”; write it out",
    "[" * 10_000: "line 1: is nested too deeply",
    "skills: {": "isn't valid YAML",
    "a: b: c": "line 1: isn't valid YAML: mapping values are not allowed",
    "a: \x01": "isn't valid YAML",
    "---\na: 1\n---\nb: 2": "isn't valid YAML",
}


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:40])
def test_problems_say_what_to_do(text: str) -> None:
    reading = read(text)
    assert reading.skill_map is None
    assert WRONG[text] in "\n".join(map(str, reading.problems))


def test_a_reworded_skill_is_offered_for_its_old_name() -> None:
    document = (
        "# D\n## S\n- Understanding of language ecosystems and libraries\n- GraphQL schemas, "
    )
    reworded = outline(f"{document}queries and resolver design\n", "d.md")
    (problem,) = read_map(b"skills: {GraphQL schema design and resolvers: }", reworded).problems
    assert "did you mean “GraphQL schemas, queries and resolver design”?" in str(problem)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: 1\nb: \xff", "line 2: isn't UTF-8 text; save it as UTF-8"),
        (b"#" * (MAX_BYTES + 1), "is larger than 1 MB; split up the document"),
    ],
)
def test_bytes_that_cannot_be_a_map(data: bytes, expected: str) -> None:
    assert [str(problem) for problem in read(data).problems] == [expected]


def test_all_problems_come_at_once_by_line() -> None:
    problems = read("skills:\n  Pour: \n  Pouring: {weight: 2}\nrole:").problems
    assert [problem.line for problem in problems] == [2, 3, 4]


def test_a_cycle_is_named_edge_by_edge() -> None:
    (problem,) = read(
        "skills:\n"
        "  Pouring: {needs: [Steeping]}\n"
        "  Steeping: {needs: [Choosing leaves]}\n"
        "  Choosing leaves:\n    needs:\n      Pouring:\n"
    ).problems
    assert problem.line == 6
    for step in (
        "“Pouring” needs “Steeping” (line 2)",
        "“Steeping” needs “Choosing leaves” (line 3)",
        "“Choosing leaves” needs “Pouring” (line 6)",
    ):
        assert step in problem.text


def test_two_cycles_are_both_reported() -> None:
    problems = read(
        "skills: {Pouring: {needs: [Steeping]}, Steeping: {needs: [Pouring]},"
        " Filling a kettle: {needs: [Choosing leaves]},"
        " Choosing leaves: {needs: [Filling a kettle]}}"
    ).problems
    assert len(problems) == 2


def test_a_map_with_a_thousand_unknown_names_is_refused_quickly() -> None:
    text = "skills:\n" + "".join(f"  Unknown {n}:\n" for n in range(5_000))
    assert len(read(text).problems) == 5_000


def test_equal_bullets_under_one_heading_mean_the_first() -> None:
    twice = outline("# T\n## S\n- Same\n- Same\n- Other\n", "t.md")
    found = read_map(b"skills: {Other: {needs: [Same]}}", twice).skill_map
    assert found
    assert found.prerequisites == ((twice.skills[2].id, twice.skills[0].id, ""),)


def test_reasons_contain_nothing_hidden() -> None:
    text = 'skills: {Pouring: {needs: {Steeping: "a\\0\\n b\\u202e c"}}}'
    ((*_, why),) = made(text).prerequisites
    assert why == "a b c"


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    read(data)


NAMES = st.sampled_from([*ids(), "Pouring", "needs", "x", "", "Boiling water"])
SHAPES = st.recursive(
    st.one_of(st.none(), NAMES, st.floats(), st.booleans()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["skills", "roles"])
ENTRIES = st.dictionaries(st.sampled_from(["needs", "aliases", "weight", "skills"]), SHAPES)


@given(st.dictionaries(KEYS, st.dictionaries(NAMES, ENTRIES | SHAPES) | SHAPES))
def test_any_shape_gives_a_map_or_problems_never_both(shape: object) -> None:
    reading = read(yaml.safe_dump(shape))
    assert (reading.skill_map is None) == bool(reading.problems)
    if reading.skill_map:
        needs: dict[str, list[str]] = {}
        for skill, needed, _ in reading.skill_map.prerequisites:
            needs.setdefault(skill, []).append(needed)
        TopologicalSorter(needs).prepare()
        known = {skill.id for skill in sample_outline().skills}
        weights = (w for role in reading.skill_map.roles for w in role.weights)
        assert {skill for skill, _ in weights} <= known


NODES = st.sampled_from("abcdef")


@given(st.dictionaries(NODES, st.sets(NODES).map(sorted)))
def test_cycles_are_found(needs: dict[str, list[str]]) -> None:
    found = find_cycles(needs)
    for circle in found:
        assert all(b in needs[a] for a, b in pairwise((*circle, circle[0])))
    steps = [step for circle in found for step in pairwise((*circle, circle[0]))]
    assert len(steps) == len(set(steps))
    try:
        TopologicalSorter(needs).prepare()
    except CycleError:
        assert found
    else:
        assert not found


@given(st.dictionaries(NODES, st.sets(NODES)), NODES, NODES)
def test_depends_on_follows_all_steps(needs: dict[str, set[str]], start: str, goal: str) -> None:
    under = {start}
    while more := {n for one in under for n in needs.get(one, ())} - under:
        under |= more
    assert depends_on(needs, start, goal) == (goal in under)


def test_our_own_map_covers_our_own_document() -> None:
    whole = outline(SKILLS.read_text("utf-8"), SKILLS.name)
    reading = read_map(MAP.read_bytes(), whole)
    assert reading.problems == ()
    found = reading.skill_map
    assert found
    skills = {skill.id for skill in whole.skills}
    assert len(skills) == 64
    assert {skill for edge in found.prerequisites for skill in edge[:2]} == skills
    assert all(why and not why.endswith(".") for *_, why in found.prerequisites)
    assert 3 <= len(skills - {skill for skill, *_ in found.prerequisites}) <= 8
    counts = [sum(owner == skill for owner, _ in found.aliases) for skill in skills]
    assert all(2 <= count <= 5 for count in counts)
    assert len(found.roles) >= 12
    assert {skill for role in found.roles for skill, _ in role.weights} == skills
