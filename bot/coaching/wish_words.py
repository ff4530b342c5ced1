"""When nudges come, in words: "Tuesdays at 10:00, Europe/Lisbon". Pure."""

from bot.coaching.days import WEEKDAYS
from bot.coaching.hours import chosen
from bot.coaching.wishes import Preferences

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
