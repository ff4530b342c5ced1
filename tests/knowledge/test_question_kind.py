"""What a question asks for, and the several questions in one message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.question_kind import (
    FollowupKind,
    QuestionKind,
    followup_of,
    is_objection,
    kind_of,
    questions_in,
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How do I version an API?", QuestionKind.HOW_TO),
        ("redis or memcached?", QuestionKind.CHOICE),
        ("difference between liveness and readiness", QuestionKind.CHOICE),
        ("is it ok to share a database between two services", QuestionKind.CHECK),
        ("isn't it enough to hash the password?", QuestionKind.CHECK),
        ("why is my query slow", QuestionKind.WHY),
        ("what is a circuit breaker", QuestionKind.EXPLAIN),
        ("give me an example of an outbox", QuestionKind.EXAMPLE),
        ("where do I start with Kafka?", QuestionKind.START),
        ("common mistakes with caching", QuestionKind.MISTAKES),
        ("an exercise on caching please", QuestionKind.EXERCISE),
        ("caching", QuestionKind.OTHER),
    ],
)
def test_the_form_says_what_is_asked_for(question: str, kind: QuestionKind) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("How do I version an API?", 1),
        ("How do I version an API? And what is OAuth?", 2),
        ("1. Where does validation go? 2. And where do business rules go?", 2),
        ("jwt in localStorage or cookie, and do I need csrf tokens?", 2),
        ("We have two servers. Blue-green or canary? Any advice?", 1),
        ("thanks, that helps!", 1),
        ("", 1),
    ],
)
def test_the_questions_of_a_message(message: str, count: int) -> None:
    assert len(questions_in(message)) == count


def test_a_situation_belongs_to_the_question_after_it() -> None:
    first, second = questions_in("We have two servers. Is canary ok? And is blue-green cheaper?")
    assert first == "We have two servers. Is canary ok?"
    assert second == "is blue-green cheaper?"


@given(st.text())
def test_any_text_at_all_is_taken(text: str) -> None:
    assert 1 <= len(questions_in(text)) <= 4
    assert isinstance(kind_of(text), QuestionKind)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("can you give me an example?", FollowupKind.EXAMPLE),
        ("but why?", FollowupKind.WHY),
        ("shorter please", FollowupKind.SHORTER),
        ("tell me more", FollowupKind.MORE),
        ("why is my query slow?", None),
    ],
)
def test_followups(message: str, kind: FollowupKind | None) -> None:
    assert followup_of(message) is kind


def test_an_objection_starts_like_one() -> None:
    assert is_objection("but what if the lock is in the application?")
    assert is_objection("what if Redis is down")
    assert not is_objection("how do I lock a row?")
