"""The form with everything that can be set about nudges."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bot.coaching.dates.past_dates import WEEKDAYS
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.slack.api.blocks import Block, context
from bot.slack.api.form import entry, plain_text

NUDGE_SETTINGS = "nudge_settings"
FIND_ZONE = "find_zone"
"""The action id of the select that is searched."""
MODE, WEEKDAY, TIME, EVERY, ZONE = "mode", "weekday", "time", "every", "zone"
OPENS, CLOSES, WORKDAYS = "opens", "closes", "workdays"
HOLIDAYS, FIRST, LAST, REMINDERS = "holidays", "first", "last", "reminders"
FIRST_WORKDAY = "first"
"""The weekday's value where none is fixed."""
DAYS = tuple(day.title() for day in WEEKDAYS)
MODES = {
    Mode.ON: ("On", "On, as set below"),
    Mode.PAUSED: ("Paused", "Paused until you resume"),
    Mode.OFF: ("Off", "Nothing comes"),
}
OFTEN = {1: "Every week", 2: "Every 2 weeks", 3: "Every 3 weeks", 4: "Every 4 weeks"}
MIDNIGHT = 24 * 60
LAST_MINUTE = MIDNIGHT - 1
"""Stands for midnight in Slack's time picker, which ends at 23:59."""
MOST_HOLIDAYS = 50
QUIET = "Never during do-not-disturb, while your status says you're away, or outside these hours."


@dataclass(frozen=True, slots=True)
class Opened:
    """What the form carries unseen: where to answer, and whether in the place of that message."""

    response_url: str = ""
    replace: bool = False

    def packed(self) -> str:
        """As ``private_metadata``."""
        return json.dumps(asdict(self))


def unpacked(metadata: str) -> Opened:
    """The reverse; nowhere to answer for what is not ours."""
    try:
        return Opened(**json.loads(metadata))
    except (TypeError, ValueError):
        return Opened()


def nudge_settings_modal(opened: Opened, now: Preferences, slack_zone: str) -> dict[str, Any]:
    """Filled with what holds now; ``slack_zone`` is what holds where the person set no zone."""
    return {
        "type": "modal",
        "callback_id": NUDGE_SETTINGS,
        "private_metadata": opened.packed(),
        "title": plain_text("Weekly nudge"),
        "submit": plain_text("Save"),
        "close": plain_text("Cancel"),
        "blocks": [
            _mode(now.mode),
            _weekday(now.weekday),
            _time(TIME, "At", now.minute),
            _every(now.every),
            _zone(now.zone, slack_zone),
            _workdays(now.workdays),
            _time(OPENS, "Working hours from", now.opens),
            _time(CLOSES, "Working hours until", now.closes),
            *context(QUIET),
            *_holidays(now.holidays),
            entry(FIRST, "Add a holiday: first day", {"type": "datepicker"}),
            entry(LAST, "Its last day", {"type": "datepicker"}),
            _reminders(set_=now.reminders),
        ],
    }


def of_day(minutes: int) -> str:
    """Minutes after midnight as the time picker takes them: "09:30"."""
    hours, rest = divmod(min(max(minutes, 0), LAST_MINUTE), 60)
    return f"{hours:02}:{rest:02}"


def holiday_words(first: str, last: str) -> str:
    """A holiday's days, as in "24 Dec 2026 to 2 Jan 2027"."""
    begins, ends = (_day(day) for day in (first, last))
    return begins if first == last else f"{begins} to {ends}"


def _mode(now: Mode) -> Block:
    options = {
        mode: {"text": plain_text(name), "description": plain_text(what), "value": mode.value}
        for mode, (name, what) in MODES.items()
    }
    element = {
        "type": "radio_buttons",
        "options": list(options.values()),
        "initial_option": options.get(now, options[Mode.ON]),
    }
    return entry(MODE, "Weekly nudge", element, optional=False)


def _weekday(now: int | None) -> Block:
    named = {FIRST_WORKDAY: "First workday of the week"}
    named |= {str(number): name for number, name in enumerate(DAYS)}
    return _choice(WEEKDAY, "Day", named, FIRST_WORKDAY if now is None else str(now))


def _every(now: int) -> Block:
    named = {str(n): words for n, words in ({now: f"Every {now} weeks"} | OFTEN).items()}
    return _choice(EVERY, "How often", named, str(now))


def _choice(block_id: str, label: str, named: dict[str, str], now: str) -> Block:
    """A select of (value, words), with one of them chosen."""
    options = {value: {"text": plain_text(words), "value": value} for value, words in named.items()}
    element = {
        "type": "static_select",
        "options": list(options.values()),
        "initial_option": options[now],
    }
    return entry(block_id, label, element, optional=False)


def _zone(now: str, slack_zone: str) -> Block:
    element: Block = {
        "type": "external_select",
        "action_id": FIND_ZONE,
        "min_query_length": 2,
        "placeholder": plain_text(f"As in your Slack profile: {slack_zone}"),
    }
    if now:
        element["initial_option"] = {"text": plain_text(now), "value": now}
    hint = "Type a city. Leave it empty to follow your Slack profile."
    return entry(ZONE, "Time zone", element, hint)


def _workdays(now: tuple[int, ...]) -> Block:
    options = [{"text": plain_text(name), "value": str(n)} for n, name in enumerate(DAYS)]
    element: Block = {"type": "checkboxes", "options": options}
    chosen = [options[day] for day in sorted(now) if 0 <= day < len(DAYS)]
    element |= {"initial_options": chosen} if chosen else {}
    return entry(WORKDAYS, "Workdays", element, optional=False)


def _time(block_id: str, label: str, minutes: int) -> Block:
    element = {"type": "timepicker", "initial_time": of_day(minutes)}
    return entry(block_id, label, element, optional=False)


def _holidays(now: tuple[tuple[str, str], ...]) -> list[Block]:
    """Those set, to take out again; nothing where there are none."""
    options = [
        {"text": plain_text(holiday_words(first, last)), "value": f"{first}/{last}"}
        for first, last in now[-MOST_HOLIDAYS:]
    ]
    if not options:
        return []
    element = {"type": "multi_static_select", "options": options, "initial_options": options}
    return [entry(HOLIDAYS, "Holidays", element, "Remove one to delete it")]


def _reminders(*, set_: bool) -> Block:
    options = [{"text": plain_text("Remind me of the 20 minutes I planned"), "value": "yes"}]
    element: Block = {"type": "checkboxes", "options": options}
    element |= {"initial_options": options} if set_ else {}
    return entry(REMINDERS, "Reminders", element)


def _day(iso: str) -> str:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%b %Y}"
