"""What `decide` returns in particular cases, and how it explains it."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.coaching.learning.availability import Availability
from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.nudges import explanations
from bot.coaching.nudges.decide import Send, Wait, count_ignored, decide
from bot.coaching.nudges.model import NudgeKind, Sent
from bot.coaching.nudges.preferences import ALWAYS, Mode, Preferences
from tests.bot.simulated_clock import LISBON, ON, line, weekly

MONDAY = "2027-01-11"
FIXED = replace(ON, zone="Europe/Lisbon")
WEEK = 7 * 86_400
SAMOA, AUCKLAND, LA = "Pacific/Pago_Pago", "Pacific/Auckland", "America/Los_Angeles"


def at(words: str, zone: str = "Europe/Lisbon") -> float:
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).timestamp()


NOON_BEFORE = at("2027-01-08T12:00")


def entry(when: float) -> Entry:
    return Entry("e", "T1", "U1", when, EntryKind.LEARNED)


def unanswered(count: int, every: int = 1) -> list[Sent]:
    """Return entries in the weeks before Monday 11 January, every so many weeks."""
    monday = datetime.fromisoformat(MONDAY)
    weeks = [monday - timedelta(weeks=every * back) for back in range(count, 0, -1)]
    return [line(at(f"{week:%Y-%m-%d}T10:00"), f"{week:%Y-%m-%d}") for week in weeks]


def test_at_its_time_it_is_sent() -> None:
    verdict = decide(weekly(), LISBON, [], [], at(f"{MONDAY}T10:00"))
    why = "You asked for nudges: the first workday of the week at 10:00, Europe/Lisbon."
    assert verdict == Send(NudgeKind.WEEKLY, MONDAY, (why,))


def test_before_its_time_it_waits_and_checks_a_day_early_in_case_they_travel() -> None:
    due = at(f"{MONDAY}T10:00")
    why = "The next nudge is due Monday 11 January at 10:00, Europe/Lisbon."
    follows = decide(weekly(since=NOON_BEFORE), LISBON, [], [], NOON_BEFORE)
    assert follows == Wait(due - 26 * 3600, why, due)
    assert decide(weekly(since=NOON_BEFORE), LISBON, [], [], due - 26 * 3600) == Wait(due, why, due)
    assert decide(weekly(FIXED, NOON_BEFORE), LISBON, [], [], NOON_BEFORE) == Wait(due, why, due)


@pytest.mark.parametrize(
    "facts, wanted, now, until, words",
    [
        (LISBON, FIXED, "2027-01-11T20:00", "2027-01-12T09:00", "outside your working hours"),
        (
            Availability(quiet_until=at("2027-01-11T14:30")),
            *(FIXED, "2027-01-11T10:00", "2027-01-11T14:30", "do-not-disturb"),
        ),
        (Availability(away=True), FIXED, "2027-01-11T10:00", "2027-01-11T11:00", "you're away"),
        (
            Availability(away=True),
            FIXED,
            "2027-01-15T17:30",
            "2027-01-18T10:00",
            "18 January at 10:00",
        ),
        (
            Availability(quiet_until=at("2027-01-16T00:00")),
            *(FIXED, "2027-01-11T10:00", "2027-01-18T10:00", "18 January at 10:00"),
        ),
        (
            LISBON,
            replace(FIXED, snoozed_until="2027-01-13"),
            *("2027-01-11T10:00", "2027-01-13T10:00", "You snoozed the nudges until Wednesday 13"),
        ),
        (
            LISBON,
            replace(FIXED, snoozed_until="2027-01-16"),
            *("2027-01-11T10:00", "2027-01-18T10:00", "You snoozed"),
        ),
        (
            LISBON,
            replace(FIXED, weekday=0, holidays=(("2027-01-11", "2027-01-12"),)),
            *("2027-01-11T10:00", "2027-01-13T09:00", "You're on holiday."),
        ),
        (
            LISBON,
            replace(FIXED, holidays=(("2027-01-11", "2027-01-12"),)),
            *("2027-01-11T10:00", "2027-01-13T10:00", "You're on holiday."),
        ),
    ],
)
def test_it_waits_for_the_next_good_hour(
    facts: Availability, wanted: Preferences, now: str, until: str, words: str
) -> None:
    verdict = decide(weekly(wanted), facts, [], [], at(now))
    assert isinstance(verdict, Wait)
    assert verdict.until == verdict.due == at(until)
    assert words in verdict.why


def test_late_it_says_so() -> None:
    verdict = decide(weekly(), LISBON, [], [], at("2027-01-13T16:00"))
    assert isinstance(verdict, Send)
    assert verdict.why[1] == (
        "Scheduled for Monday 11 January at 10:00; this was the next free time in your "
        "working hours."
    )


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode is not Mode.ON])
def test_without_a_yes_nothing_comes(mode: Mode) -> None:
    verdict = decide(weekly(Preferences(mode=mode)), LISBON, [], [], at(f"{MONDAY}T10:00"))
    assert verdict == Wait(None, explanations.MODES[mode])


def test_deactivated_people_get_nothing() -> None:
    now = at(f"{MONDAY}T10:00")
    assert decide(weekly(), Availability(gone=True), [], [], now) == Wait(
        None, explanations.DEACTIVATED
    )


def test_a_time_before_the_settings_were_made_does_not_count() -> None:
    verdict = decide(
        weekly(FIXED, since=at("2027-01-12T12:00")), LISBON, [], [], at("2027-01-12T12:00")
    )
    assert isinstance(verdict, Wait)
    assert verdict.until == at("2027-01-18T10:00")


def test_settings_from_the_future_do_not_silence_nudges() -> None:
    schedule = weekly(since=at("2036-01-01T00:00"))
    assert isinstance(decide(schedule, LISBON, [], [], at(f"{MONDAY}T10:00")), Send)


def test_a_ledger_entry_from_the_future_only_counts_for_its_own_week() -> None:
    later = line(at("2027-02-01T10:00"), "2027-02-01")
    assert isinstance(decide(weekly(), LISBON, [later], [], at(f"{MONDAY}T10:00")), Send)
    verdict = decide(weekly(FIXED), LISBON, [later], [], at("2027-01-30T10:00"))
    assert isinstance(verdict, Wait)
    assert verdict.until == at("2027-02-08T10:00")


@pytest.mark.parametrize(
    "sent_at, there, week, now, here, send",
    [
        # Sunday night in Pago Pago is Monday night in Auckland: the week has had its nudge.
        ("2027-01-10T23:30", SAMOA, "2027-01-04", "2027-01-12T10:00", AUCKLAND, False),
        ("2027-01-10T23:30", SAMOA, "2027-01-04", "2027-01-18T10:00", AUCKLAND, True),
        # Monday morning in Auckland is Sunday in Los Angeles.
        ("2027-01-11T10:00", AUCKLAND, "2027-01-11", "2027-01-11T10:00", LA, False),
        ("2027-01-11T10:00", AUCKLAND, "2027-01-11", "2027-01-10T14:00", LA, False),
        ("2027-01-11T10:00", AUCKLAND, "2027-01-11", "2027-01-18T10:00", LA, True),
    ],
)
def test_moving_brings_no_second_one_in_a_week(
    sent_at: str, there: str, week: str, now: str, here: str, send: bool
) -> None:
    before = line(at(sent_at, there), week, touched=1.0)
    wanted = replace(ON, workdays=tuple(range(7)), closes=24 * 60)
    verdict = decide(weekly(wanted), Availability(zone=here), [before], [], at(now, here))
    assert isinstance(verdict, Send) is send


def test_sent_a_little_after_midnight_it_is_still_last_weeks() -> None:
    wanted = replace(ALWAYS, weekday=6, minute=23 * 60 + 59, zone="Europe/Lisbon")
    before = line(at("2027-01-11T00:00"), "2027-01-04", NudgeKind.PROMPT)
    verdict = decide(
        weekly(wanted, kind=NudgeKind.PROMPT), LISBON, [before], [], at("2027-01-11T00:01")
    )
    assert isinstance(verdict, Wait)
    assert verdict.until == at("2027-01-17T23:59")


def test_two_without_an_answer_halve_the_rate() -> None:
    now = at(f"{MONDAY}T10:00")
    verdict = decide(weekly(FIXED), LISBON, unanswered(2), [], now)
    assert isinstance(verdict, Wait)
    assert verdict.until == now + WEEK
    assert verdict.why.startswith("You didn't answer the last 2, so I now send them half as often.")
    assert isinstance(decide(weekly(FIXED), LISBON, unanswered(1), [], now), Send)


def test_four_without_an_answer_end_it_once() -> None:
    now, lines = at(f"{MONDAY}T10:00"), unanswered(4, every=2)
    verdict = decide(weekly(), LISBON, lines, [], now)
    assert isinstance(verdict, Send)
    assert verdict.kind is NudgeKind.CLOSING
    lines.append(line(now, MONDAY, NudgeKind.CLOSING))
    later = decide(weekly(), LISBON, lines, [], now + 2 * WEEK)
    assert later == Wait(None, explanations.MODES[Mode.STOPPED])


def test_new_settings_reset_the_count() -> None:
    now, lines = at(f"{MONDAY}T10:00"), unanswered(4, every=2)
    lines.append(line(at("2027-01-06T10:00"), "2027-01-04", NudgeKind.CLOSING))
    verdict = decide(weekly(since=at("2027-01-07T10:00")), LISBON, lines, [], now)
    assert isinstance(verdict, Send)
    assert verdict.kind is NudgeKind.WEEKLY


@pytest.mark.parametrize(
    "lines, history, count",
    [
        ([], [], 0),
        (unanswered(3), [], 3),
        ([*unanswered(3)[:2], replace(unanswered(1)[0], touched_at=1.0)], [], 0),
        ([replace(unanswered(3)[0], touched_at=1.0), *unanswered(2)], [], 2),
        (unanswered(3), [entry(unanswered(2)[0].at + 1)], 1),
        (unanswered(3), [entry(unanswered(3)[0].at - 1)], 3),
        (unanswered(3), [entry(unanswered(1)[0].at + 1)], 0),
        ([*unanswered(1), replace(unanswered(1)[0], ts="")], [], 1),
        ([*unanswered(1), replace(unanswered(1)[0], kind=NudgeKind.CLOSING)], [], 1),
        (unanswered(3)[::-1], [], 3),
    ],
)
def test_ignored_counts_the_latest_in_a_row(
    lines: list[Sent], history: list[Entry], count: int
) -> None:
    assert count_ignored(lines, history) == count


def test_a_large_workspace_has_its_turns_within_the_hour() -> None:
    now = at(f"{MONDAY}T09:00")
    people = [replace(weekly(FIXED), subject=f"U{number}") for number in range(200)]
    waits = [decide(person, LISBON, [], [], now, 5000) for person in people]
    turns = [wait.until for wait in waits if isinstance(wait, Wait) and wait.until]
    assert len(set(turns)) > 150
    assert at(f"{MONDAY}T10:00") <= min(turns) <= max(turns) < at(f"{MONDAY}T11:00")


def test_a_turn_outside_working_hours_moves_inside_them() -> None:
    last_minute = replace(FIXED, weekday=4, minute=17 * 60 + 59)
    for number in range(50):
        person = replace(weekly(last_minute), subject=f"U{number}")
        wait = decide(person, LISBON, [], [], NOON_BEFORE, learners=5000)
        assert isinstance(wait, Wait)
        assert wait.until is not None
        assert at("2027-01-08T17:59") <= wait.until < at("2027-01-08T18:00")


def test_a_channels_prompt_knows_no_away_and_no_silence() -> None:
    wanted = replace(ALWAYS, weekday=0, minute=600, zone="Europe/Lisbon")
    facts = Availability(away=True, gone=True, quiet_until=at("2028-01-01T00:00"))
    lines = [replace(sent, kind=NudgeKind.PROMPT) for sent in unanswered(6)]
    verdict = decide(weekly(wanted, kind=NudgeKind.PROMPT), facts, lines, [], at(f"{MONDAY}T10:00"))
    why = "This channel's weekly prompt is set for Mondays at 10:00, Europe/Lisbon."
    assert verdict == Send(NudgeKind.PROMPT, MONDAY, (why,))


def test_without_workdays_it_looks_again_in_a_year_or_so() -> None:
    verdict = decide(weekly(replace(FIXED, workdays=())), LISBON, [], [], NOON_BEFORE)
    assert verdict == Wait(at("2028-02-28T00:00"), explanations.NO_WORKING_HOUR)
