"""From words to log entries: what is logged, what is asked, and corrections. Without Slack."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.coaching.learning.entries import Entry, EntryKind, Level, own_id
from bot.coaching.learning.learner_state import LearnerState, fold_log
from bot.coaching.learning.logging_decision import (
    LONGEST_OWN,
    MAX_CHOICES,
    alternatives,
    batch_id,
    find_withdrawal,
    make_entry,
    make_own_entry,
    undo_entry,
)
from bot.coaching.learning.skill_search import SkillChoice, search, skill_choices
from bot.coaching.learning.statement import Statement
from bot.slack.learning.log_skills import newly_implied
from bot.slack.learning.views_ask import Pending, to_pending, unpack
from knowledge.model import Candidate, Catalogue, Match, Skill, SkillMap
from tests.bot.samples import catalogue_of, outline_of

CATALOGUE = catalogue_of(
    outline_of("Backend", ["APIs", "Ops"], ["REST", "Rate limiting", "Docker"])
)
REST, LIMITS, DOCKER, *_ = CATALOGUE.skills.values()
WHO: Mapping[str, str] = {"workspace": "T", "person": "U"}


def candidate(skill: Skill, confidence: float) -> Candidate:
    return Candidate(skill, CATALOGUE.sections[skill.section_id], confidence)


def match(phrase: str, *skills: Skill, guesses: tuple[Candidate, ...] = ()) -> Match:
    return Match(phrase, bool(skills), skills, guesses)


def logged(skill: Skill, batch: str = "said:1", at: float = 1.0, **fields: str) -> Entry:
    statement = Statement(**fields)  # type: ignore[arg-type]
    return make_entry(
        skill, CATALOGUE, workspace="T", person="U", at=at, batch=batch, statement=statement
    )


def test_alternatives_leave_out_what_is_known_to_be_wrong() -> None:
    guesses = tuple(candidate(s, 0.3) for s in CATALOGUE.skills.values())
    found = alternatives(match("x", guesses=guesses), but={REST.id})
    assert [c.skill for c in found] == list(CATALOGUE.skills.values())[1 : MAX_CHOICES + 1]


def test_an_entry_keeps_the_words_of_its_time() -> None:
    statement = Statement("rest apis", "2026-11-01", Level.CONFIDENT, True, "https://x.example")
    entry = make_entry(
        REST, CATALOGUE, **WHO, at=5.0, batch="b", statement=statement, note="n" * 2_000
    )
    assert (entry.skill, entry.section, entry.document) == ("REST", "APIs", "Backend")
    assert (entry.on, entry.level, entry.wish) == ("2026-11-01", Level.CONFIDENT, True)
    assert (entry.words, entry.evidence, len(entry.note)) == (
        "rest apis",
        "https://x.example",
        1_000,
    )


def test_logging_the_same_thing_again_gives_the_same_entry() -> None:
    assert batch_id("command:1") == batch_id("command:1") != batch_id("command:2")
    assert logged(REST).id == logged(REST, at=9.0).id != logged(LIMITS).id
    assert len(batch_id("x" * 5_000)) < 64


def test_a_skill_of_ones_own_is_named_in_one_line() -> None:
    entry = make_own_entry(
        "  bake\n bread " + "x" * 5_000, workspace="T", person="U", at=1.0, batch="b"
    )
    assert entry.skill.startswith("bake bread xx")
    assert len(entry.skill) <= LONGEST_OWN
    assert entry.skill_id == own_id(entry.skill)


def test_undo_finds_entries_and_batches_and_which_are_still_valid() -> None:
    first, second = logged(REST), logged(LIMITS)
    back = undo_entry(first.id, workspace="T", person="U", at=2.0)
    log = [first, second, back]
    holding = fold_log(log, CATALOGUE).history
    assert find_withdrawal("said:1", log, holding).holding == (second,)
    assert find_withdrawal(first.id, log, holding).named == (first,)
    assert find_withdrawal(first.id, log, holding).holding == ()
    assert find_withdrawal("unknown", log, holding).named == ()
    assert find_withdrawal("", [replace(first, batch="")], holding).named == ()


def test_taking_back_is_the_same_entry_each_time() -> None:
    once, again = (undo_entry("a", workspace="T", person="U", at=at) for at in (1.0, 2.0))
    assert once.id == again.id
    assert once.kind is EntryKind.TAKEN_BACK


def test_only_what_a_batch_adds_is_shown_as_implied() -> None:
    needs = ((LIMITS.id, REST.id, "limits speak HTTP"),)
    outline = replace(CATALOGUE.outlines[0], skill_map=SkillMap(needs))
    mapped = Catalogue((outline,))
    assert newly_implied([logged(LIMITS)], "said:1", mapped) == (REST,)
    assert newly_implied([logged(REST, "said:0"), logged(LIMITS)], "said:1", mapped) == ()
    assert newly_implied([logged(LIMITS, "said:0"), logged(LIMITS)], "said:1", mapped) == ()
    lacking = replace(logged(REST, "said:2"), kind=EntryKind.REMOVED)
    assert newly_implied([logged(LIMITS), lacking], "said:1", mapped) == ()


@pytest.mark.parametrize(
    "statement",
    [
        Statement("docker"),
        Statement("x" * 5_000, "2026-01-01", Level.AWARE, True, "https://x.example/" * 90),
    ],
)
def test_a_button_carries_the_statement(statement: Statement) -> None:
    asked = to_pending("said:1", statement.phrase, statement)
    assert len(asked.pack()) <= 2_000
    assert unpack(asked.pack()) == asked
    assert (asked.statement.on, asked.statement.level, asked.statement.wish) == (
        statement.on,
        statement.level,
        statement.wish,
    )


def test_a_button_with_too_much_leaves_out_the_evidence() -> None:
    asked = replace(to_pending("said:1", "docker", Statement()), evidence='"' * 1_500)
    assert unpack(asked.pack()) == replace(asked, evidence="")


@pytest.mark.parametrize(
    "value",
    ["", "x", "[]", "{}", "null", '["", "w"]', '["b", 1]', '["b", "w", "", "", 9]', "[1,2,3]"],
)
def test_a_button_of_another_kind_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        unpack(value)


def test_a_pending_skill_is_a_plain_value() -> None:
    assert Pending("b", "w").statement == Statement("w")


FOUND = (
    SkillChoice(
        "1", "Containerization and orchestration (Docker, Kubernetes)", "Server Architecture"
    ),
    SkillChoice("2", "RESTful API design and implementation", "API Development"),
    SkillChoice("3", "API versioning and deprecation strategies", "API Development"),
    SkillChoice("4", "Database migrations and schema management", "ORM"),
    SkillChoice("5", "juggling"),
)


@pytest.mark.parametrize(
    "typed, ids",
    [
        ("dock", "1"),
        ("dokcer", "1"),
        ("kuberentes", "1"),
        ("api", "32"),
        ("api vers", "3"),
        ("development", "23"),
        ("tainer", "1"),
        ("schema mig", "4"),
        ("jugg", "5"),
        ("zzzz", ""),
        ("<!channel>", ""),
        ("", "12345"),
    ],
)
def test_search_as_you_type(typed: str, ids: str) -> None:
    assert "".join(choice.id for choice in search(typed, FOUND, 10)) == ids


def test_search_stays_within_its_bound_over_a_thousand_skills() -> None:
    many = catalogue_of(
        outline_of("Big", [f"Section {n}" for n in range(250)], ["A1", "A2", "A3", "A4"])
    )
    every = skill_choices(many, LearnerState())
    assert len(every) == 1_000
    assert len(search("a", every, 99)) == len(search("", every, 99)) == 99
