"""`/nudges` commands in people's own words."""

from dataclasses import replace
from datetime import date

import pytest

from bot.coaching.nudges.command_parser import describe_schedule, parse_command, parse_weekly
from bot.coaching.nudges.preferences import Mode, Preferences

TODAY = date(2026, 11, 23)
"""A Monday."""
ON = Preferences(mode=Mode.ON)
SET = replace(ON, every=2, snoozed_until="2027-01-01", holidays=(("2026-12-24", "2026-12-26"),))
SUN_TO_THU = (0, 1, 2, 3, 6)
CHRISTMAS = (("2026-12-24", "2027-01-02"),)

UNDERSTOOD: dict[str, dict[str, object]] = {
    "on": {"snoozed_until": ""},
    "yes please": {"snoozed_until": ""},
    "resume": {"snoozed_until": ""},
    "turn nudges on": {"snoozed_until": ""},
    "off": {"mode": Mode.OFF},
    "no thanks": {"mode": Mode.OFF},
    "please turn them off": {"mode": Mode.OFF},
    "stop nudging me": {"mode": Mode.OFF},
    "don't nudge me": {"mode": Mode.OFF},
    "pause": {"mode": Mode.PAUSED},
    "pause the nudges": {"mode": Mode.PAUSED},
    "snooze": {"snoozed_until": "2026-11-30"},
    "snooze until 3 May": {"snoozed_until": "2027-05-03"},
    "snooze until May 3rd": {"snoozed_until": "2027-05-03"},
    "snooze till 2027-05-03": {"snoozed_until": "2027-05-03"},
    "snooze until Friday": {"snoozed_until": "2026-11-27"},
    "snooze until tomorrow": {"snoozed_until": "2026-11-24"},
    "snooze until next month": {"snoozed_until": "2026-12-01"},
    "snooze 2 weeks": {"snoozed_until": "2026-12-07"},
    "snooze for a couple of weeks": {"snoozed_until": "2026-12-07"},
    "snooze for 3 months": {"snoozed_until": "2027-02-23"},
    "skip": {"snoozed_until": "2026-11-30"},
    "skip next week": {"snoozed_until": "2026-12-07"},
    "pause until May": {"snoozed_until": "2027-05-01"},
    "off until 5 January": {"snoozed_until": "2027-01-05"},
    "Tuesday 10:00": {"weekday": 1},
    "Tue 10am": {"weekday": 1},
    "on Tuesdays at 10.30": {"weekday": 1, "minute": 630},
    "nudge me on Tuesdays at 10, please": {"weekday": 1},
    "thurs 4 pm": {"weekday": 3, "minute": 960},
    "Tuesday morning": {"weekday": 1, "minute": 540},
    "10:30": {"minute": 630},
    "at 9 on Thursday": {"weekday": 3, "minute": 540},
    "Saturday 9:00": {"weekday": 5, "minute": 540, "workdays": (0, 1, 2, 3, 4, 5)},
    "Friday 20:00": {"weekday": 4, "minute": 1200, "closes": 1260},
    "Friday 7:15": {"weekday": 4, "minute": 435, "opens": 435},
    "first workday at 9": {"minute": 540},
    "less often": {"every": 4},
    "more often": {"every": 1},
    "weekly": {"every": 1},
    "every 3 weeks": {"every": 3},
    "monthly": {"every": 4},
    "zone Europe/Lisbon": {"zone": "Europe/Lisbon"},
    "timezone lisbon": {"zone": "Europe/Lisbon"},
    "zone New York Tuesday 10:00": {"zone": "America/New_York", "weekday": 1},
    "time zone: asia/tokyo": {"zone": "Asia/Tokyo"},
    "zone UTC+2": {"zone": "Etc/GMT-2"},
    "zone UTC+5:30": {"zone": "Asia/Kolkata"},
    "zone EST": {"zone": "America/New_York"},
    "zone CET": {"zone": "Europe/Berlin"},
    "zone São Paulo": {"zone": "America/Sao_Paulo"},
    "zone from Slack": {"zone": ""},
    "holiday 1 - 5 Feb 2027": {
        "holidays": (*SET.holidays, ("2027-02-01", "2027-02-05")),
    },
    "holiday 25 Dec - 2 Jan": {"holidays": CHRISTMAS},
    "holidays from 24 December to 2 January": {"holidays": CHRISTMAS},
    "holiday Dec 24-26": {},
    "holiday 20 Nov - 25 Nov": {"holidays": (("2026-11-20", "2026-11-25"), *SET.holidays)},
    "on holiday until Friday": {"holidays": (("2026-11-23", "2026-11-27"), *SET.holidays)},
    "holiday next week": {"holidays": (("2026-11-30", "2026-12-06"), *SET.holidays)},
    "holiday 20 Dec for 4 days": {"holidays": (("2026-12-20", "2026-12-26"),)},
    "no holidays": {"holidays": ()},
    "working hours 8:00-16:00": {"opens": 480, "closes": 960},
    "hours 9-5": {"closes": 1020},
    "I work from 8am to 4pm": {"opens": 480, "closes": 960},
    "workdays Sun-Thu": {"workdays": SUN_TO_THU},
    "working days Mon, Tue and Thu": {"workdays": (0, 1, 3)},
    "work every day": {"workdays": tuple(range(7))},
    "workdays weekdays": {},
    "no reminders": {"reminders": False},
    "turn off my reminders": {"reminders": False},
    "resume at 9:00": {"snoozed_until": "", "minute": 540},
    "Tuesday 9:00, zone Lisbon, working hours 8-16, workdays Mon-Thu and less often": {
        **{"weekday": 1, "minute": 540, "zone": "Europe/Lisbon", "every": 4},
        **{"opens": 480, "closes": 960, "workdays": (0, 1, 2, 3)},
    },
}  # fmt: skip


@pytest.mark.parametrize("words", UNDERSTOOD)
def test_words_change_what_they_say_and_nothing_else(words: str) -> None:
    wanted = replace(SET, **UNDERSTOOD[words])  # type: ignore[arg-type]
    assert parse_command(words, SET, TODAY) == wanted
    assert parse_command(f"  {words.upper()} ! ", SET, TODAY) == wanted


@pytest.mark.parametrize(
    "words",
    [
        *("", "   ", "hello", "what is a mutex?", "Tuesday or Thursday", "Tuesday Thursday", "the"),
        *("Tuesday 25:00", "Tuesday 10:75", "13pm", "10", "snooze until yesterday", "monday-ish"),
        *("snooze until 31 February", "snooze 900 months", "holiday 5 Jan 2020", "zone Nowhere"),
        *(
            "zone",
            "zone UTC+20",
            "working hours 22-6",
            "working hours",
            "workdays",
            "every 0 weeks",
        ),
        *("no Mondays", "never on Monday", "off on Fridays", "Monday off", "on, off", "pause at 9"),
        *("on Tuesday, if you like", "off 10", "on " * 200, "onwards", "office", "holiday"),
    ],
)
def test_what_is_not_all_understood_changes_nothing(words: str) -> None:
    assert parse_command(words, SET, TODAY) is None


@pytest.mark.parametrize("mode", list(Mode))
def test_giving_a_time_turns_nudges_on(mode: Mode) -> None:
    assert parse_command("Tuesday 10:00", Preferences(mode=mode), TODAY) == replace(ON, weekday=1)


def test_a_snooze_ends_a_pause() -> None:
    wanted = parse_command("snooze until 3 May", Preferences(mode=Mode.PAUSED), TODAY)
    assert wanted == replace(ON, snoozed_until="2027-05-03")
    off = parse_command("snooze until 3 May", Preferences(mode=Mode.OFF), TODAY)
    assert off is not None
    assert off.mode is Mode.OFF


def test_less_often_has_an_end() -> None:
    wanted = ON
    for _ in range(5):
        wanted = parse_command("less often", wanted, TODAY) or wanted
    assert wanted.every == 4


@pytest.mark.parametrize(
    "words, weekly",
    [
        ("weekly Tuesday 10:00", (1, 600)),
        ("here weekly Tuesday 10:00", (1, 600)),
        ("Fri at 4pm", (4, 960)),
        ("weekly 9:30 on Monday.", (0, 570)),
        ("every week Sunday", (6, 600)),
        ("every Tuesday at 9, please", (1, 540)),
        ("weekly", None),
        ("weekly 10:00", None),
        ("here off", None),
        ("weekly Tuesday 10:00 or so", None),
        ("", None),
    ],
)
def test_a_channels_week(words: str, weekly: tuple[int, int] | None) -> None:
    assert parse_weekly(words) == weekly


@pytest.mark.parametrize(
    "wanted, words",
    [
        (replace(ON, weekday=1), "Tuesdays at 10:00, Europe/Lisbon"),
        (ON, "the first workday of the week at 10:00, Europe/Lisbon"),
        (
            replace(ON, weekday=1, every=2, minute=570),
            "every second Tuesday at 9:30, Europe/Lisbon",
        ),
        (replace(ON, every=2), "the first workday of every second week at 10:00, Europe/Lisbon"),
        (
            replace(ON, weekday=5, opens=660),
            "the first workday of the week at 11:00, Europe/Lisbon",
        ),
    ],
)
def test_in_words(wanted: Preferences, words: str) -> None:
    assert describe_schedule(wanted, "Europe/Lisbon") == words
