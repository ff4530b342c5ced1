"""The holidays in the state of a person's nudges."""

from bot.coaching.nudges.preferences import Preferences
from bot.slack.nudges.view_state import holidays_ahead

HOLIDAYS = Preferences(
    holidays=(("2030-01-07", "2030-01-21"), ("2030-05-01", "2030-05-01")),
)


def test_lists_holidays_that_are_not_over() -> None:
    both = "On holiday: 7 Jan 2030 to 21 Jan 2030; 1 May 2030."
    assert holidays_ahead(HOLIDAYS, "2030-01-21") == both
    assert holidays_ahead(HOLIDAYS, "2030-01-22") == "On holiday: 1 May 2030."
    assert holidays_ahead(HOLIDAYS, "2030-05-02") == ""


def test_a_long_list_of_holidays_is_cut() -> None:
    many = Preferences(holidays=tuple((f"2030-{n:02}-01", f"2030-{n:02}-02") for n in range(1, 9)))
    assert holidays_ahead(many, "2030-01-01").endswith("1 Apr 2030 to 2 Apr 2030; ….")
