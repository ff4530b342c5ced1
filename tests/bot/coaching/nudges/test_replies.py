"""Replies to a nudge: an answer, a request about nudges, or just talk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.nudges.model import NOT_SURE
from bot.coaching.nudges.replies import find_command, find_option
from bot.coaching.recall.question import RecallQuestion

OPTIONS = (
    "GraphQL schema design and resolvers",
    "Application logging and structured logging",
    "Connection pooling and transaction management",
)
LINE = "Rate limiting and throttling mechanisms"


def asked(*options: str, right: int = 0, passage: str = "") -> RecallQuestion:
    """Return a question with these options."""
    return RecallQuestion("which", "skill", "section", "Which?", options, right, passage)


@pytest.mark.parametrize(
    ("reply", "option"),
    [
        ("B", 1),
        ("b)", 1),
        ("I think it's A", 0),
        ("option c.", 2),
        ("the answer is connection pooling", 2),
        ("aplication logging and structured loging", 1),
        ("“GraphQL schema design and resolvers”", 0),
        ("Hm, graphql", 0),
        ("not sure", NOT_SURE),
        ("I don't know", NOT_SURE),
        ("no idea!", NOT_SURE),
        ("show me", NOT_SURE),
        ("idk", NOT_SURE),
        ("B :thinking_face:", 1),
        ("I'd go with B", 1),
        ("it is not GraphQL schema design and resolvers", None),
        ("definitely not application logging and structured logging", None),
        ("D", None),
        ("and", None),
        ("what is connection pooling?", None),
        ("what is connection pooling", None),
        ("connection pooling?", None),
        ("I learned docker yesterday", None),
        ("thanks", None),
        ("", None),
    ],
)
def test_a_reply_means_an_option_or_none(reply: str, option: int | None) -> None:
    assert find_option(reply, asked(*OPTIONS)) == option


def test_what_fits_two_options_alike_means_neither() -> None:
    assert find_option("caching", asked("Caching of queries", "Caching of pages")) is None


def test_the_whole_line_of_the_document_is_the_right_answer() -> None:
    question = asked("circuit breakers", "throttling mechanisms", right=1, passage=LINE)
    assert find_option("it's rate limiting and throtling mechanisms", question) == 1
    assert find_option("rate limiting and circuit breakers", question) is None


@given(st.integers(0, 2), st.sampled_from(["{}", "it's {}", "I'd say {}.", "Probably {}!", " {} "]))
def test_an_option_in_its_own_words_is_always_meant(number: int, frame: str) -> None:
    assert find_option(frame.format(OPTIONS[number]), asked(*OPTIONS)) == number
    assert find_option(frame.format("abc"[number]), asked(*OPTIONS)) == number


@given(st.text(max_size=80), st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_any_text_is_read(reply: str, options: list[str]) -> None:
    found = find_option(reply, asked(*options, passage=reply))
    assert found is None or found == NOT_SURE or 0 <= found < len(options)
    assert isinstance(find_command(reply), str)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("stop nudging me", "off"),
        ("Please stop the weekly nudges!", "off"),
        ("Don't nudge me", "off"),
        ("turn off the nudges", "off"),
        ("pause nudges", "pause"),
        ("Can you pause the nudges?", "pause"),
        ("resume the nudges", "resume"),
        ("snooze the nudges until 3 May", "snooze until 3 may"),
        ("snooze nudges for 2 weeks", "snooze 2 weeks"),
        ("snooze nudges", "snooze 1 week"),
        ("remind me weekly", "on"),
        ("turn nudges on", "on"),
        ("nudges off", "off"),
        ("stop sending me nudges", "off"),
        ("Please stop sending me these!", "off"),
        ("unsubscribe", "off"),
        ("stop sending", ""),
        ("how do I stop sending messages", ""),
        ("fewer nudges please", "less often"),
        ("what are nudges?", ""),
        ("how do I stop nudging people", ""),
        ("I learned to pause the nudges", ""),
        ("stop", ""),
        ("remind me of rate limiting", ""),
        ("pause the nudges " * 4, ""),
    ],
)
def test_plain_words_about_nudges(reply: str, words: str) -> None:
    assert find_command(reply) == words
