"""Goals in free words: roles, topics, phrases, other languages, typos and unrelated goals."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assemble import KnowledgeService, build_knowledge
from bot.coaching.learning.learner_state import LearnerState
from bot.coaching.suggestions.reasons import ClaimKind
from bot.coaching.suggestions.suggest import Suggestion, suggest
from ingest.outline import outline
from knowledge.goals.goals import Aim, load
from knowledge.goals.names import Names, forms
from knowledge.model import Catalogue, Outline, Role, SkillMap
from knowledge.ports import Embedder
from knowledge.skillmap.reader import read_map
from tests.eval.sets import DOCUMENTS, HERE, splits
from tests.fakes.knowledge import MemoryIndex

FEWEST = {"backend": 60, "data-engineering": 28}
KINDS = {"role", "topic", "wish", "language", "typo", "nothing"}


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal and the titles of every section that helps with it, if any."""

    goal: str
    sections: tuple[str, ...]
    kind: str
    split: str


def goals(name: str, split: str | None = None) -> list[Goal]:
    """Return the goals of a set, all or those of one split."""
    rows = map(json.loads, (HERE / name / "goals.jsonl").read_text("utf-8").splitlines())
    found = [Goal(**{**row, "sections": tuple(row["sections"])}) for row in rows]
    return [goal for goal in found if split in (None, goal.split)]


def read(path: Path) -> Outline:
    """Read a document and its map, if it has one."""
    plain = outline(path.read_text("utf-8"), path.name)
    map_file = path.with_suffix(".map.yaml")
    if not map_file.exists():
        return plain
    return replace(plain, skill_map=read_map(map_file.read_bytes(), plain).skill_map)


def service_for(embedder: Embedder, document: Outline) -> KnowledgeService:
    made = build_knowledge(MemoryIndex(), embedder)
    made.library.add(document, "test")
    return made


@pytest.fixture(scope="module")
def mapped(embedder: Embedder) -> KnowledgeService:
    """Return the service for the packaged document and its map."""
    return service_for(embedder, read(DOCUMENTS["backend"]))


def titles(catalogue: Catalogue, skill_ids: list[str]) -> list[str]:
    return [catalogue.sections[catalogue.skills[id_].section_id].title for id_ in skill_ids]


def leads_to(suggested: Suggestion) -> str:
    """Return the skill that a suggestion is for: itself, or the one that it leads to."""
    way = (c.about[0] for c in suggested.claims if c.says is ClaimKind.ON_THE_WAY)
    return next(way, suggested.skill.id)


def relevant_share(knowledge: KnowledgeService, goal: Goal) -> float:
    """Return the share of three suggestions that belong to a goal, for a beginner."""
    catalogue = knowledge.catalogue()
    weights = knowledge.weigh(goal.goal)
    found = suggest(LearnerState(goal=goal.goal), catalogue, weights, 0.0) if weights else ()
    served = titles(catalogue, [leads_to(each) for each in found])
    return sum(title in goal.sections for title in served) / max(1, len(served))


@pytest.mark.parametrize(("name", "split", "least"), [
    ("backend", "dev", 0.95),
    ("backend", "test", 0.8),
    ("data-engineering", "dev", 0.75),
    ("data-engineering", "test", 0.75),
])  # fmt: skip
def test_suggestions_belong_to_the_goal(
    embedder: Embedder, name: str, split: str, least: float
) -> None:
    knowledge = service_for(embedder, read(DOCUMENTS[name]))
    rows = goals(name, split)
    shares = [relevant_share(knowledge, goal) for goal in rows if goal.sections]
    strange = [goal.goal for goal in rows if not goal.sections and knowledge.weigh(goal.goal)]

    assert sum(shares) / len(shares) >= least
    assert len(strange) <= 1, strange


@pytest.mark.parametrize("name", FEWEST)
def test_the_sets_are_valid(name: str) -> None:
    rows = goals(name)
    found = {section.title for section in read(DOCUMENTS[name]).sections}

    assert len(rows) >= FEWEST[name]
    assert {title for goal in rows for title in goal.sections} <= found
    assert {goal.kind for goal in rows} <= KINDS
    assert all((goal.kind == "nothing") == (not goal.sections) for goal in rows)
    assert splits((g.kind, g.goal) for g in rows) == tuple(g.split for g in rows)
    assert len({goal.goal.casefold() for goal in rows}) == len(rows)


def test_weights_are_between_zero_and_one_and_the_best_is_one(mapped: KnowledgeService) -> None:
    for goal in ("SRE", "gRPC", "run my own service in production"):
        weights = mapped.weigh(goal)
        assert max(weights.values()) == 1.0
        assert min(weights.values()) > 0
        assert set(weights) <= set(mapped.catalogue().skills)


@pytest.mark.parametrize("words", [
    "Site reliability engineer", "SRE", "become an SRE", "site reliabilty enginer",
    "I want to work as an SRE one day",
])  # fmt: skip
def test_a_role_of_the_map_weighs_as_the_map_says(mapped: KnowledgeService, words: str) -> None:
    skill_map = mapped.catalogue().outlines[0].skill_map
    assert skill_map
    role = next(r for r in skill_map.roles if r.name == "Site reliability engineer")

    assert mapped.weigh(words) == dict(role.weights)


def test_a_role_in_another_language_is_the_maps_own(mapped: KnowledgeService) -> None:
    assert mapped.weigh("quiero ser ingeniero de datos") == mapped.weigh("data engineer")


def test_more_than_a_roles_name_counts(mapped: KnowledgeService) -> None:
    weights = mapped.weigh("backend developer who knows gRPC")
    skills = mapped.catalogue().skills

    assert skills[max(weights, key=lambda id_: weights[id_])].text.startswith("HTTP/gRPC")
    assert len(weights) > 10


def test_a_role_that_no_map_names_is_weighed_by_its_topics(knowledge: KnowledgeService) -> None:
    weights = knowledge.weigh("become a DBA")
    best = sorted(weights, key=lambda id_: -weights[id_])[:3]

    assert set(titles(knowledge.catalogue(), best)) <= {
        "ORM and Database Libraries",
        "Performance Optimization",
        "Infrastructure Management",
    }


@pytest.mark.parametrize("words", [
    "", "   ", "🎸🎸🎸", "hello there", "the", "learn Spanish", "buy a house", "become rich",
    "\x00\u202e", "?!", "a" * 5_000,
])  # fmt: skip
def test_goals_outside_the_documents_weigh_nothing(mapped: KnowledgeService, words: str) -> None:
    assert mapped.weigh(words) == {}


def test_an_empty_library_gives_no_weights(embedder: Embedder) -> None:
    empty = build_knowledge(MemoryIndex(), embedder)

    assert empty.weigh("become an SRE") == {}


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80))
def test_any_text_at_all_is_weighed(mapped: KnowledgeService, words: str) -> None:
    assert all(0 < weight <= 1 for weight in mapped.weigh(words).values())


NAMES = Names([("site reliability engineer", 1), ("SRE", 1), ("QA", 2), ("architect", 3)])


@pytest.mark.parametrize(("text", "values"), [
    ("SRE", [1]), ("a SITE reliability ENGINEER, please", [1]), ("sites", []),
    ("site reliabilty enginer", [1]), ("architekt", [3]), ("architecture of houses", []),
    ("QA or architects", [2, 3]), ("qb", []), ("", []),
])  # fmt: skip
def test_misspelled_names_are_found(text: str, values: list[int]) -> None:
    assert [found.value for found in NAMES.find(text)] == values


def test_a_role_is_its_work_and_its_subject_too() -> None:
    assert forms("site reliability engineer") == (
        "site reliability engineer", "site reliability engineering", "site reliability",
    )  # fmt: skip
    assert forms("data engineer") == ("data engineer", "data engineering")
    assert forms("tester") == ("tester",)


@given(st.text(max_size=200))
def test_positions_of_names_are_inside_the_text(text: str) -> None:
    for found in NAMES.find(text):
        assert 0 <= found.start < found.end <= len(text)


def test_the_table_of_the_field_is_complete() -> None:
    table = load()

    assert len(table) >= 40
    assert all(aim.names or aim.phrases for aim in table)
    names = [name.casefold() for aim in table for name in aim.names]
    assert len(set(names)) == len(names)
    assert all(isinstance(text, str) for aim in table for part in
               (aim.names, aim.phrases, aim.topics) for text in part)  # fmt: skip
    assert Aim((), (), ()) not in table


def test_roles_of_several_documents_are_all_found(embedder: Embedder) -> None:
    plain = read(DOCUMENTS["data-engineering"])
    role = Role("Number person", ("numbers",), ((plain.skills[0].id, 0.5),))
    knowledge = service_for(embedder, replace(plain, skill_map=SkillMap(roles=(role,))))

    assert knowledge.weigh("numbers person") == {plain.skills[0].id: 1.0}
