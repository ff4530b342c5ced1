"""Checks and saves the submitted nudge settings."""

from dataclasses import replace

from bot.coaching.dates.timezones import find_zone
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.slack.api.form import ENTERED
from bot.slack.nudges.responses import describe_state, save_preferences
from bot.slack.nudges.view_settings import (
    CLOSES,
    EVERY,
    FIND_ZONE,
    FIRST,
    FIRST_WORKDAY,
    HOLIDAYS,
    LAST,
    LAST_MINUTE,
    MIDNIGHT,
    MODE,
    NUDGE_SETTINGS,
    OPENS,
    REMINDERS,
    TIME,
    WEEKDAY,
    WORKDAYS,
    ZONE,
    unpack,
)
from bot.slack.routing.handlers import Submission, SubmissionCall
from bot.slack.routing.services import Services

BACKWARDS = "This must be after your working hours start."
OUTSIDE = "This is outside your working hours."
NOT_WORKED = "This isn't one of your workdays."
NO_FIRST = "Add the holiday's first day too."
ENDS_BEFORE = "This is before the holiday's first day."
NO_ZONE = "I don't know that time zone."


def find_errors(call: SubmissionCall, _now: float) -> dict[str, str]:
    """Return the form's errors, by block id."""
    wanted, found = _wanted(call, Preferences()), {}
    if wanted.closes <= wanted.opens:
        found[CLOSES] = BACKWARDS
    elif not wanted.opens <= wanted.minute < wanted.closes:
        found[TIME] = OUTSIDE
    if wanted.weekday is not None and wanted.weekday not in wanted.workdays:
        found[WEEKDAY] = NOT_WORKED
    if wanted.zone and find_zone(wanted.zone) is None:
        found[ZONE] = NO_ZONE
    first, last = call.day(FIRST, ENTERED), call.day(LAST, ENTERED)
    if last and not first:
        found[FIRST] = NO_FIRST
    elif last and last < first:
        found[LAST] = ENDS_BEFORE
    return found


async def keep_nudge_settings(services: Services, call: SubmissionCall) -> None:
    """Save the settings, and show the new state where the form was opened and in the Home tab."""
    opened = unpack(call.private_metadata)
    schedule = await services.nudges.get(call.workspace, call.person)
    before = schedule.preferences if schedule else Preferences()
    wanted = _wanted(call, before)
    if schedule is None or wanted != before:
        schedule = await save_preferences(services, call.workspace, call.person, wanted)
    if opened.response_url:
        message = await describe_state(services, schedule)
        await services.messenger.respond(opened.response_url, message, replace=opened.replace)


def _wanted(call: SubmissionCall, before: Preferences) -> Preferences:
    """Return the settings in the form; turning nudges on ends a snooze."""
    weekday = call.chosen(WEEKDAY, ENTERED) or FIRST_WORKDAY
    closes = _minutes(call.time(CLOSES, ENTERED), before.closes)
    mode = Mode(call.chosen(MODE, ENTERED) or before.mode)
    resumed = mode is Mode.ON and before.mode is not Mode.ON
    return replace(
        before,
        mode=mode,
        weekday=None if weekday == FIRST_WORKDAY else int(weekday),
        minute=_minutes(call.time(TIME, ENTERED), before.minute),
        zone=call.chosen(ZONE, FIND_ZONE),
        workdays=tuple(sorted(int(day) for day in call.several(WORKDAYS, ENTERED))),
        opens=_minutes(call.time(OPENS, ENTERED), before.opens),
        closes=MIDNIGHT if closes == LAST_MINUTE else closes,
        holidays=_holidays(call),
        every=int(call.chosen(EVERY, ENTERED) or before.every),
        snoozed_until="" if resumed else before.snoozed_until,
        reminders=bool(call.several(REMINDERS, ENTERED)),
    )


def _holidays(call: SubmissionCall) -> tuple[tuple[str, str], ...]:
    """Return the holidays left and the one added, sorted; without a last day it is one day."""
    kept = [value.partition("/")[::2] for value in call.several(HOLIDAYS, ENTERED)]
    first = call.day(FIRST, ENTERED)
    added = [(first, call.day(LAST, ENTERED) or first)] if first else []
    return tuple(sorted({*kept, *added}))


def _minutes(picked: str, otherwise: int) -> int:
    """Return a picked time such as "09:30" in minutes after midnight; ``otherwise`` for none."""
    hours, _, rest = picked.partition(":")
    return int(hours) * 60 + int(rest) if rest else otherwise


KEEP_NUDGE_SETTINGS = Submission(NUDGE_SETTINGS, keep_nudge_settings, find_errors)
