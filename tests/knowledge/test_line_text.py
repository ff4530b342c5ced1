"""How a guide's line is split for reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.line_text import brief, lower_first, short_question, split_line

STEPS = "Measure first. It takes an hour. 1. Look. 2. Change one thing. 3. Look again."


def test_the_first_sentence_opens_and_steps_follow() -> None:
    shown = split_line(STEPS, "How do I tune a query?")

    assert (shown.headline, shown.rest) == ("Measure first.", "It takes an hour.")
    assert shown.steps == ("1. Look.", "2. Change one thing.", "3. Look again.")


def test_bare_steps_open_with_what_they_are_for() -> None:
    shown = split_line("1. Look. 2. Change it. 3. Look again.", "How do I tune a query?")

    assert shown.headline == "To tune a query:"
    assert split_line("1. A. 2. B. 3. C.", "a slow query?").headline == "Step by step:"


@pytest.mark.parametrize(
    "text",
    [
        "Contrast of 4.5:1. Labels on fields. Errors in words.",
        "Use version 2. It is faster. 1. Not a list of steps.",
        "Use `a. B` e.g. Redis.",
    ],
)
def test_numbers_that_do_not_count_from_one_are_no_steps(text: str) -> None:
    assert split_line(text, "?").steps == ()


def test_a_brief_line_keeps_whole_sentences_and_drops_step_numbers() -> None:
    assert brief(STEPS, 4) == "Measure first."
    assert brief(STEPS, 8) == "Measure first. It takes an hour. Look."


def test_names_keep_their_capital() -> None:
    assert lower_first("The table grows.") == "the table grows."
    assert lower_first("I think so.") == "I think so."
    assert lower_first("SQL is fine.") == "SQL is fine."


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_shown(text: str, question: str) -> None:
    shown = split_line(text, question)
    assert shown.headline or not text.strip()
    assert brief(text, 10) is not None
    assert len(short_question(question)) <= 80
