"""What short questions mean after an answer."""

import pytest

from knowledge.model import Turn
from knowledge.retrieval.followup import NO_FOLLOWUP, resolve

SAID = (
    Turn("person", "how do we test an API?"),
    Turn("coach", "Here:\n• Unit tests [1]\n• Contract tests [2]\n", ("s1", "s2")),
)


@pytest.mark.parametrize(
    "question",
    [
        "what else?",
        "more",
        "Tell me more about that",
        "why?",
        "go on",
        "and then?",
        "anything else",
    ],
)
def test_asking_for_more_shows_the_same_sections(question: str) -> None:
    assert resolve(question, SAID).again == ("s1", "s2")


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("tell me more about the second one", "Contract tests"),
        ("the first", "Unit tests"),
        ("the last one", "Contract tests"),
        ("number 2", "Contract tests"),
        ("2", "Contract tests"),
    ],
)
def test_an_item_of_the_list_is_picked(question: str, line: str) -> None:
    found = resolve(question, SAID)

    assert (found.again, found.pick) == (("s1", "s2"), line)


def test_an_item_beyond_the_list_shows_the_sections() -> None:
    assert resolve("the sixth one", SAID).again == ("s1", "s2")


@pytest.mark.parametrize("question", ["and in production?", "what about Kafka?", "is it hard?"])
def test_a_dependent_question_is_joined_with_the_last_one(question: str) -> None:
    assert resolve(question, SAID).together == f"how do we test an API? {question}"


@pytest.mark.parametrize(
    "question",
    [
        "How do I version a REST API?",
        "docker",
        "",
        "what are more ways to cache pages at the edge?",
    ],
)
def test_a_full_question_ignores_the_history(question: str) -> None:
    assert resolve(question, SAID) == NO_FOLLOWUP


def test_without_an_answer_before_nothing_is_a_followup() -> None:
    assert resolve("what else?", ()) == NO_FOLLOWUP
    assert resolve("what else?", SAID[:1]) == NO_FOLLOWUP
