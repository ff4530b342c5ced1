"""The modal with all nudge settings."""

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
"""Action id of the select that searches time zones."""
MODE, WEEKDAY, TIME, EVERY, ZONE = "mode", "weekday", "time", "every", "zone"
OPENS, CLOSES, WORKDAYS = "opens", "closes", "workdays"
HOLIDAYS, FIRST, LAST, REMINDERS = "holidays", "first", "last", "reminders"
FIRST_WORKDAY = "first"
"""The value of "First workday of the week"."""
DAYS = tuple(day.title() for day in WEEKDAYS)
MODES = {
    Mode.ON: ("On", "On, as set below"),
    Mode.PAUSED: ("Paused", "Paused until you resume"),
    Mode.OFF: ("Off", "Nothing comes"),
}
OFTEN = {1: "Every week", 2: "Every 2 weeks", 3: "Every 3 weeks", 4: "Every 4 weeks"}
MIDNIGHT = 24 * 60
LAST_MINUTE = MIDNIGHT - 1
"""Means midnight: Slack's time picker ends at 23:59."""
MOST_HOLIDAYS = 50
QUIET = "Never during do-not-disturb, while your status says you're away, or outside these hours."


@dataclass(frozen=True, slots=True)
class FormContext:
    """The form's hidden data: where to answer, and whether to replace the message there."""

    response_url: str = ""
    replace: bool = False

    def pack(self) -> str:
        """Return it as ``private_metadata``."""
        return json.dumps(asdict(self))


def unpack(metadata: str) -> FormContext:
    """Parse ``private_metadata``; an empty result if it isn't ours."""
    try:
        return FormContext(**json.loads(metadata))
    except (TypeError, ValueError):
        return FormContext()


def nudge_settings_modal(opened: FormContext, now: Preferences, slack_zone: str) -> dict[str, Any]:
    """Return the form with the current settings.

    ``slack_zone`` is the zone of the person's Slack profile, used if they set none.
    """
    return {
        "type": "modal",
        "callback_id": NUDGE_SETTINGS,
        "private_metadata": opened.pack(),
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


def picker_time(minutes: int) -> str:
    """Return minutes after midnight in the time picker's format, "09:30"."""
    hours, rest = divmod(min(max(minutes, 0), LAST_MINUTE), 60)
    return f"{hours:02}:{rest:02}"


def holiday_words(first: str, last: str) -> str:
    """Return a holiday's days, as in "24 Dec 2026 to 2 Jan 2027"."""
    start, end = (_day(day) for day in (first, last))
    return start if first == last else f"{start} to {end}"


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
    """Return a select with options from value to words, and ``now`` chosen."""
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
    element = {"type": "timepicker", "initial_time": picker_time(minutes)}
    return entry(block_id, label, element, optional=False)


def _holidays(now: tuple[tuple[str, str], ...]) -> list[Block]:
    """Return a select to remove holidays; no block if there are none."""
    options = [
        {"text": plain_text(holiday_words(first, last)), "value": f"{first}/{last}"}
        for first, last in now[-MOST_HOLIDAYS:]
    ]
    if not options:
        return []
    element = {"type": "multi_static_select", "options": options, "initial_options": options}
    return [entry(HOLIDAYS, "Holidays", element, "Remove one to delete it")]


def _reminders(*, set_: bool) -> Block:
    options = [{"text": plain_text("Remind me of the time I planned"), "value": "yes"}]
    element: Block = {"type": "checkboxes", "options": options}
    element |= {"initial_options": options} if set_ else {}
    return entry(REMINDERS, "Reminders", element)


def _day(iso: str) -> str:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%b %Y}"
