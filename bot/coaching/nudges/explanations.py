"""Sentences that explain why a nudge comes now, or doesn't: true, short, without guilt. Pure."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.coaching.dates.past_dates import MONTHS, WEEKDAYS
from bot.coaching.dates.timezones import local_time
from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.working_hours import is_on_holiday, regular_slot

MODES = {
    Mode.ASKED: "You haven't decided yet whether you want weekly nudges.",
    Mode.PAUSED: "You paused the nudges. They start again when you resume them.",
    Mode.OFF: "You turned the nudges off.",
    Mode.STOPPED: (
        "Nudges stopped after several in a row without an answer. You can turn them on again at "
        "any time."
    ),
}
DEACTIVATED = "The account is deactivated."
AWAY = "Your Slack status says you're away."
QUIET = "You're in do-not-disturb."
OUTSIDE = "It's outside your working hours."
NO_WORKING_HOUR = "There's no working hour in the next year."
REMINDER = "You planned time to learn and asked for a reminder."
NO_REMINDER = "No reminder is set."
TOO_LATE = "The planned time was too long ago for a reminder."
CLOSING = "You didn't answer the last few nudges, so I'm stopping them."
ALREADY_SENT = {
    NudgeKind.WEEKLY: "This week's nudge was sent.",
    NudgeKind.PROMPT: "This week's prompt was sent.",
    NudgeKind.REMINDER: "The reminder was sent.",
}


def join_sentences(*sentences: str) -> str:
    """Join the sentences into one line, skipping empty ones."""
    return " ".join(sentence for sentence in sentences if sentence)


def format_day(day: date) -> str:
    """Return a date such as ``Monday 12 October``."""
    weekday, month = WEEKDAYS[day.weekday()].title(), MONTHS[day.month - 1].title()
    return f"{weekday} {day.day} {month}"


def format_time(at: float, zone: ZoneInfo) -> str:
    """Return a local time such as ``Monday 12 October at 10:00``."""
    there = local_time(at, zone)
    return f"{format_day(there.date())} at {there:%H:%M}"


def describe_next(kind: NudgeKind, at: float, zone: ZoneInfo) -> str:
    """Say when the next nudge is due."""
    return f"The next {kind.value if kind is NudgeKind.PROMPT else 'nudge'} is due " + (
        f"{format_time(at, zone)}, {zone.key}."
    )


def explain_break(preferences: Preferences, today: date) -> str:
    """Explain a snooze or holiday that holds nudges back today, "" if there is none."""
    if preferences.snoozed_until > today.isoformat():
        wakes = format_day(date.fromisoformat(preferences.snoozed_until))
        return f"You snoozed the nudges until {wakes}."
    return "You're on holiday." if is_on_holiday(preferences, today) else ""


def explain_halved(silent: int) -> str:
    """Explain the lower rate after ignored nudges."""
    return f"You didn't answer the last {silent}, so I now send them half as often."


def describe_settings(kind: NudgeKind, preferences: Preferences, zone: str) -> str:
    """Describe the settings that the person, or whoever set a channel's prompt, chose."""
    words = describe_schedule(preferences, zone)
    if kind is NudgeKind.PROMPT:
        return f"This channel's weekly prompt is set for {words}."
    return f"You asked for nudges: {words}."


def explain_late(regular: float, zone: ZoneInfo) -> str:
    """Explain why a nudge is sent after its regular time."""
    return (
        f"Scheduled for {format_time(regular, zone)}; this was the next free time in your working "
        "hours."
    )


ORDINALS = {2: "second", 3: "third", 4: "fourth"}


def describe_schedule(preferences: Preferences, zone: str) -> str:
    """Describe the actual schedule, such as "every second Tuesday at 10:00, Europe/Lisbon"."""
    weekday, minute = regular_slot(preferences)
    often = ORDINALS.get(preferences.every, f"{preferences.every}th")
    if weekday is None:
        week = "the week" if preferences.every <= 1 else f"every {often} week"
        day = f"the first workday of {week}"
    else:
        day = WEEKDAYS[weekday].title()
        day = f"{day}s" if preferences.every <= 1 else f"every {often} {day}"
    return f"{day} at {format_minute(minute)}, {zone}"


def format_minute(minute: int) -> str:
    """Return minutes after midnight as a time such as ``9:00``."""
    return f"{minute // 60}:{minute % 60:02}"
