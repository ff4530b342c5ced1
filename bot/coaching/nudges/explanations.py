"""Sentences that say why something comes now, or does not: true, short, without guilt. Pure."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.coaching.dates.past_dates import MONTHS, WEEKDAYS
from bot.coaching.dates.timezones import local
from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.working_hours import chosen, on_holiday

MODES = {
    Mode.ASKED: "You haven't decided yet whether you want weekly nudges.",
    Mode.PAUSED: "You paused the nudges. They start again when you resume them.",
    Mode.OFF: "You turned the nudges off.",
    Mode.STOPPED: (
        "Nudges stopped after several in a row without an answer. You can turn them on again at "
        "any time."
    ),
}
GONE = "The account is deactivated."
AWAY = "Your Slack status says you're away."
QUIET = "You're in do-not-disturb."
OUTSIDE = "It's outside your working hours."
FAR = "There's no working hour in the next year."
REMINDER = "You planned 20 minutes to learn and asked for a reminder."
NO_REMINDER = "No reminder is set."
PASSED = "The planned time was too long ago for a reminder."
CLOSING = "You didn't answer the last few nudges, so I'm stopping them."
COME = {
    NudgeKind.WEEKLY: "This week's nudge was sent.",
    NudgeKind.PROMPT: "This week's prompt was sent.",
    NudgeKind.REMINDER: "The reminder was sent.",
}


def joined(*sentences: str) -> str:
    """The sentences in one line, without the empty ones."""
    return " ".join(sentence for sentence in sentences if sentence)


def day_words(day: date) -> str:
    """``Monday 12 October``."""
    weekday, month = WEEKDAYS[day.weekday()].title(), MONTHS[day.month - 1].title()
    return f"{weekday} {day.day} {month}"


def time_words(at: float, zone: ZoneInfo) -> str:
    """``Monday 12 October at 10:00``, in the zone."""
    there = local(at, zone)
    return f"{day_words(there.date())} at {there:%H:%M}"


def due(kind: NudgeKind, at: float, zone: ZoneInfo) -> str:
    """When the next one is expected."""
    return f"The next {kind.value if kind is NudgeKind.PROMPT else 'nudge'} is due " + (
        f"{time_words(at, zone)}, {zone.key}."
    )


def before(preferences: Preferences, today: date) -> str:
    """What keeps a person's nudges back today; "" where nothing does."""
    if preferences.snoozed_until > today.isoformat():
        wakes = day_words(date.fromisoformat(preferences.snoozed_until))
        return f"You snoozed the nudges until {wakes}."
    return "You're on holiday." if on_holiday(preferences, today) else ""


def halved(silent: int) -> str:
    """After nudges without an answer."""
    return f"You didn't answer the last {silent}, so I now send them half as often."


def set_to(kind: NudgeKind, preferences: Preferences, zone: str) -> str:
    """What the person, or whoever set a channel's prompt, asked for."""
    words = in_words(preferences, zone)
    if kind is NudgeKind.PROMPT:
        return f"This channel's weekly prompt is set for {words}."
    return f"You asked for nudges: {words}."


def late(regular: float, zone: ZoneInfo) -> str:
    """Where the regular time was not to be had."""
    return (
        f"Scheduled for {time_words(regular, zone)}; this was the next free time in your working "
        "hours."
    )


ORDINALS = {2: "second", 3: "third", 4: "fourth"}


def in_words(preferences: Preferences, zone: str) -> str:
    """Day, time and zone as they hold, such as "every second Tuesday at 10:00, Europe/Lisbon"."""
    weekday, minute = chosen(preferences)
    often = ORDINALS.get(preferences.every, f"{preferences.every}th")
    if weekday is None:
        week = "the week" if preferences.every <= 1 else f"every {often} week"
        day = f"the first workday of {week}"
    else:
        day = WEEKDAYS[weekday].title()
        day = f"{day}s" if preferences.every <= 1 else f"every {often} {day}"
    return f"{day} at {clock_words(minute)}, {zone}"


def clock_words(minute: int) -> str:
    """``9:00``, of minutes after midnight."""
    return f"{minute // 60}:{minute % 60:02}"
