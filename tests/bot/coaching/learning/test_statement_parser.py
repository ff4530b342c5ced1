"""Statements about learning are parsed; what isn't understood stays in the phrase."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.coaching.learning.entries import Level
from bot.coaching.learning.statement_parser import Statement, parse_statement

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    "text, statement",
    [
        ("JWT yesterday, pretty confident", Statement("JWT", "2026-11-22", Level.CONFIDENT)),
        ("docker and terraform", Statement("docker and terraform")),
        (
            "capped how often a tenant may call us",
            Statement("capped how often a tenant may call us"),
        ),
        ("last Friday we moved to Kafka", Statement("we moved to Kafka", "2026-11-20")),
        (
            "canary releases on 3 March, could teach it",
            Statement("canary releases", "2026-03-03", Level.CAN_TEACH),
        ),
        ("just read about gRPC", Statement("gRPC", level=Level.AWARE)),
        ("gRPC, want to learn more", Statement("gRPC", wish=True)),
        (
            "gRPC https://x.example/pr?a=b, and I want to learn more about it",
            Statement("gRPC", wish=True, evidence="https://x.example/pr?a=b"),
        ),
        (
            "I know docker, https://x.example/a/b.",
            Statement("docker", evidence="https://x.example/a/b"),
        ),
        (
            "I learned docker today and feel confident with it",
            Statement("docker", "2026-11-23", Level.CONFIDENT),
        ),
        ("not very confident with SQL yet", Statement("SQL", level=Level.PRACTISING)),
        ("still practising terraform", Statement("terraform", level=Level.PRACTISING)),
        ("I can teach kubernetes", Statement("kubernetes", level=Level.CAN_TEACH)),
        (
            "API versioning last week. Could teach others.",
            Statement("API versioning", "2026-11-16", Level.CAN_TEACH),
        ),
        ("yesterday", Statement("", "2026-11-22")),
        ("  C++ ", Statement("C++")),
        (".NET, confident", Statement(".NET", level=Level.CONFIDENT)),
        ("teaching others", Statement("teaching others")),
        ("situational awareness", Statement("situational awareness")),
    ],
)
def test_a_statement_is_parsed(text: str, statement: Statement) -> None:
    assert parse_statement(text, TODAY) == statement


@pytest.mark.parametrize(
    "words, on",
    [
        ("today", "2026-11-23"),
        ("this morning", "2026-11-23"),
        ("yesterday evening", "2026-11-22"),
        ("the day before yesterday", "2026-11-21"),
        ("2 weeks ago", "2026-11-09"),
        ("a couple of days ago", "2026-11-21"),
        ("three months ago", "2026-08-23"),
        ("a year ago", "2025-11-23"),
        ("last week", "2026-11-16"),
        ("last month", "2026-10-23"),
        ("last Monday", "2026-11-16"),
        ("on Monday", "2026-11-23"),
        ("on friday", "2026-11-20"),
        ("on 3 March", "2026-03-03"),
        ("on the 3rd of March 2024", "2024-03-03"),
        ("March 3, 2025", "2025-03-03"),
        ("24 Dec", "2025-12-24"),
        ("on 29 February", "2024-02-29"),
        ("2026-02-28", "2026-02-28"),
        ("28.2.2026", "2026-02-28"),
    ],
)
def test_days_are_understood_before_and_after(words: str, on: str) -> None:
    assert parse_statement(f"docker {words}", TODAY) == Statement("docker", on)
    assert parse_statement(f"{words} docker", TODAY) == Statement("docker", on)


@pytest.mark.parametrize(
    "text",
    [
        "docker tomorrow",
        "docker 2026-12-24",
        "docker 2027-01-01",
        "in 2 weeks docker",
        "May the force",
        "docker on 31 February 2025",
        "docker 2025-02-29",
        "99999 years ago docker",
        "sunday roast",
    ],
)
def test_days_to_come_and_days_there_are_not_stay_in_the_phrase(text: str) -> None:
    expected = Statement("roast", "2026-11-22") if text == "sunday roast" else Statement(text)
    assert parse_statement(text, TODAY) == expected


def test_a_month_back_from_a_long_month_is_its_last_day() -> None:
    assert parse_statement("docker last month", date(2026, 3, 31)).on == "2026-02-28"
    assert parse_statement("docker a month ago", date(2024, 3, 30)).on == "2024-02-29"


PIECES = st.sampled_from(
    [
        "docker",
        "yesterday",
        "2 weeks ago",
        "on 29 Feb",
        "30.2.2024",
        "could teach it",
        "confident",
        "https://x.example",
        "want to learn more",
        "I learned",
        "-",
        ",",
        ".",
        "9999999 years ago",
        "\n",
        "0000-00-00",
        "the 99th of May",
        "last monday",
        "read about",
        "and",
        "🎉",
        "<!channel>",
    ]
)


def letters(text: str) -> str:
    """Return the text without spaces and punctuation, which may be tidied up."""
    return "".join(filter(str.isalnum, text))


@given(
    st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=8).map(" ".join)),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
@example("9999 years ago", date(1, 1, 1))
@example("a month ago", date(1, 1, 31))
@example("LEARNED 0 ,0", date(2000, 1, 1))
def test_it_never_raises_and_ignores_future_days(text: str, today: date) -> None:
    statement = parse_statement(text, today)
    assert statement.on == "" or date.fromisoformat(statement.on) <= today
    assert statement.phrase == statement.phrase.strip()
    assert len(statement.phrase) <= len(text)
    if not (statement.on or statement.level or statement.wish or statement.evidence):
        assert letters(statement.phrase) in letters(text)


@given(st.text(alphabet="abc xyz+#.-", max_size=60))
def test_words_that_say_nothing_else_stay_as_they_are(text: str) -> None:
    assert parse_statement(text, TODAY) == Statement(text.strip())
