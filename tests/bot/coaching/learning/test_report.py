"""Reports: each clause with what it says, its day and level; negation is never logged."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.dates.past_dates import find_days
from bot.coaching.learning.clauses import ClauseMode
from bot.coaching.learning.entries import Level
from bot.coaching.learning.report import ReportPart, parse_report

TODAY = date(2026, 11, 25)  # a Wednesday


def read(text: str) -> tuple[ReportPart, ...]:
    return parse_report(text, TODAY, bare=True)


def modes(text: str) -> list[tuple[str, ClauseMode]]:
    return [(part.words, part.mode) for part in read(text)]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("I did not learn docker", ClauseMode.NOT_DONE),
        ("I have not learned caching strategies yet", ClauseMode.NOT_DONE),
        ("I can't do kubernetes yet", ClauseMode.NOT_DONE),
        ("not kubernetes", ClauseMode.NOT_DONE),
        ("I forgot docker", ClauseMode.NOT_DONE),
        ("I failed to learn docker", ClauseMode.NOT_DONE),
        ("I will learn graphql tomorrow", ClauseMode.PLAN),
        ("need to learn graphql", ClauseMode.PLAN),
        ("want to learn X", ClauseMode.PLAN),
        ("docker next Monday", ClauseMode.PLAN),
        ("[ ] Kubernetes DNS", ClauseMode.PLAN),
        ("Anna learned OAuth", ClauseMode.OTHER_PERSON),
        ("Ben knows OAuth really well", ClauseMode.OTHER_PERSON),
        ("my teammate set up the alerts", ClauseMode.OTHER_PERSON),
        ("reading about gRPC", ClauseMode.WEAK),
        ("more on caching", ClauseMode.WEAK),
        ("[x] IAM roles", ClauseMode.DONE),
        ("docker", ClauseMode.DONE),
        ("Docker learned today", ClauseMode.DONE),
        ("capped how often a tenant may call us", ClauseMode.DONE),
    ],
)
def test_what_a_clause_says(text: str, mode: ClauseMode) -> None:
    assert [part.mode for part in read(text)] == [mode]


def test_a_deed_a_plan_and_a_mood_share_a_line() -> None:
    found = dict(modes("Set up redis + added JWT auth. So tired. Tomorrow: rabbitmq"))
    assert found["rabbitmq"] is ClauseMode.PLAN
    assert found["Set up redis"] is ClauseMode.DONE
    assert found["added JWT auth"] is ClauseMode.DONE


def test_a_try_that_was_given_up_is_no_deed() -> None:
    assert {part.mode for part in read("tried kubernetes for 3h, gave up")} == {ClauseMode.NOT_DONE}


def test_labels_say_what_follows() -> None:
    found = dict(modes("Completed: email server\nNext: JWT auth\nBlocked: waiting for docs"))
    assert found["email server"] is ClauseMode.DONE
    assert found["JWT auth"] is ClauseMode.PLAN
    assert ClauseMode.NOT_DONE in found.values()


@pytest.mark.parametrize("text", ["caching, not rate limiting", "caching except rate limiting"])
def test_what_is_excluded_is_marked(text: str) -> None:
    assert modes(text) == [("caching", ClauseMode.DONE), ("rate limiting", ClauseMode.EXCLUDED)]


def test_each_part_has_its_own_day() -> None:
    first, second = read("caching yesterday and rate limiting last week")
    assert (first.statement.on, second.statement.on) == ("2026-11-24", "2026-11-18")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("docker yesterday", "2026-11-24"),
        ("k6 on 18/11", "2026-11-18"),
        ("R1D3 2026-11-20: docker and redis", "2026-11-20"),
        ("docker in March", "2026-03-01"),
        ("Day 19: docker", ""),
        ("docker", ""),
    ],
)
def test_days(text: str, day: str) -> None:
    assert {part.statement.on for part in read(text) if part.words} == {day}


@pytest.mark.parametrize(
    "text", ["docker 3/11/2026", "docker 2030-12-24", "docker 31.02.2026", "docker 24 Dec 2031"]
)
def test_a_day_that_cannot_be_is_said_so_and_is_no_skill(text: str) -> None:
    (part,) = read(text)
    assert (part.words, part.statement.on) == ("docker", "")
    assert part.problem


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I learned docker but I am not confident", Level.PRACTISING),
        ("JWT, pretty confident", Level.CONFIDENT),
        ("docker. Could teach others.", Level.CAN_TEACH),
    ],
)
def test_levels_belong_to_what_was_said_before(text: str, level: Level) -> None:
    assert read(text)[0].statement.level is level


@given(
    st.sampled_from(["docker", "rate limiting", "event sourcing", "GraphQL"]),
    st.sampled_from(
        ["I did not learn {}", "haven't learned {} yet", "I never set up {}", "not {}"]
    ),
)
def test_a_negated_sentence_is_never_done(skill: str, sentence: str) -> None:
    assert ClauseMode.DONE not in {part.mode for part in read(sentence.format(skill))}


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    for part in read(text):
        assert isinstance(part.words, str)


@pytest.mark.parametrize(
    "text",
    [
        *("docker, " * 5_000, "1/" * 20_000, "no " * 10_000, "(" * 40_000, "in March " * 4_000),
        *("and " * 10_000, "too " * 9_000 + "x", "i feel " * 5_000 + "x", "now " * 9_000),
        "can teach " + "others " * 5_000 + "othersx",
    ],
)
def test_long_texts_are_read_at_once(text: str) -> None:
    started = time.perf_counter()
    read(text)
    assert time.perf_counter() - started < 2.0


def test_days_do_not_overlap() -> None:
    found = find_days("on 3 March 2026, 2026-03-04 and 18/02", TODAY)
    assert [mention.day for mention in found] == ["2026-03-03", "2026-03-04", "2026-02-18"]
