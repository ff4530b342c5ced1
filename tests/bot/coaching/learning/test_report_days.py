"""Days in reports: as people write them, before and after what was learned."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.coaching.learning.report import parse_report

TODAY = date(2026, 11, 23)  # a Monday


def day_of(text: str, today: date = TODAY) -> str:
    """Return the day of a report's first part."""
    return parse_report(text, today, bare=True)[0].statement.on


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
    for text in (f"docker {words}", f"{words} docker"):
        (part,) = parse_report(text, TODAY, bare=True)
        assert (part.words, part.statement.on) == ("docker", on)


@pytest.mark.parametrize(
    "text",
    [
        *("docker tomorrow", "docker 2026-12-24", "docker 2027-01-01", "docker in 2 weeks"),
        *("docker on 31 February 2025", "docker 2025-02-29", "docker 99999 years ago"),
    ],
)
def test_days_to_come_and_days_there_are_not_are_never_taken(text: str) -> None:
    assert day_of(text) == ""


def test_a_month_back_from_a_long_month_is_its_last_day() -> None:
    assert day_of("docker last month", date(2026, 3, 31)) == "2026-02-28"
    assert day_of("docker a month ago", date(2024, 3, 30)) == "2024-02-29"


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


@given(
    st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=8).map(" ".join)),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
@example("9999 years ago", date(1, 1, 1))
@example("a month ago", date(1, 1, 31))
@example("1/1 LEARNED 0 ,0", date(1, 1, 1))
@example("mon", date(1, 1, 2))
def test_it_never_raises_and_takes_no_future_day(text: str, today: date) -> None:
    for part in parse_report(text, today, bare=True):
        assert part.statement.on == "" or date.fromisoformat(part.statement.on) <= today
        assert part.words == part.words.strip()
