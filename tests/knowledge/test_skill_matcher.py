"""Matching phrases to skills: lists, single skills, no match, arbitrary input."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import skill_matcher as module
from knowledge.skill_matcher import SkillMatcher, is_list, parts_of
from tests.knowledge.retrieval_helpers import GARDEN, searcher

MATCHER = SkillMatcher(searcher(GARDEN))
SKILLS = {skill.text for skill in MATCHER._searcher._catalogue().skills.values()}


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("caching and CDNs", ["caching", "CDNs"]),
        ("docker, terraform and oauth", ["docker", "terraform", "oauth"]),
        ("docker", []),
        ("the and of", []),
        ("graphql; rest", ["graphql", "rest"]),
    ],
)
def test_lists_are_split(phrase: str, parts: list[str]) -> None:
    assert parts_of(phrase) == parts


@pytest.mark.parametrize(
    ("parts", "listed"),
    [
        (["caching", "CDNs"], True),
        (["retries with backoff", "load tests"], True),
        (["added an index", "it went from 8 seconds to 90 ms"], False),
        (["publish an event", "three other services subscribe to it"], False),
    ],
)
def test_clauses_are_not_a_list(parts: list[str], listed: bool) -> None:
    assert is_list(parts) is listed


def test_a_phrase_finds_its_skill() -> None:
    match = MATCHER.match("today I learned about sowing tomatoes indoors")

    assert match.candidates[0].skill.text == "Sowing tomatoes indoors"
    assert match.candidates[0].section.title == "Seeds"
    ranked = [candidate.confidence for candidate in match.candidates]
    assert ranked == sorted(ranked, reverse=True)


def test_each_item_of_a_list_is_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KNOWN", 0.0)

    match = MATCHER.match("composting waste and sowing tomatoes")

    assert [skill.text for skill in match.skills] == [
        "Composting kitchen waste",
        "Sowing tomatoes indoors",
    ]
    assert match.known


@pytest.mark.parametrize("phrase", ["", "thanks!", "🎉", "good morning"])
def test_there_is_nothing_to_log_in_chat(phrase: str) -> None:
    assert MATCHER.match(phrase).known is False
    assert MATCHER.match(phrase).skills == ()


def test_an_empty_library_matches_nothing() -> None:
    assert SkillMatcher(searcher()).match("composting").candidates == ()


def test_a_document_without_skills_matches_nothing() -> None:
    assert not SkillMatcher(searcher("# Notes\n\nOnly prose is here.\n")).match("prose").known


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_phrase_can_be_matched(phrase: str) -> None:
    match = MATCHER.match(phrase)

    assert match.known is bool(match.skills)
    assert {candidate.skill.text for candidate in match.candidates} <= SKILLS
    assert {skill.id for skill in match.skills} <= {c.skill.id for c in match.candidates}
