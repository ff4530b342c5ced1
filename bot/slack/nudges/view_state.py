"""Shows whether and when nudges come, with buttons to change it, and the welcome message."""

from bot.coaching.dates.past_dates import WEEKDAYS
from bot.coaching.nudges.explanations import describe_schedule, format_minute
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import person_zone
from bot.slack.api.blocks import Block, Message, actions, button, context, message, paragraphs
from bot.slack.api.mrkdwn import escape
from bot.slack.nudges.view import SAY, SETTINGS, SKIP
from bot.slack.nudges.view_settings import holiday_words

WELCOME_KEY = "welcome"
"""Used in place of a nudge's key: the choice replaces the welcome message."""

HELLO = (
    "*Would you like a weekly nudge?* It takes ten minutes: one question on something you "
    "logged, one skill to learn next and why, and a time for it. {when}, never outside your "
    "working hours. I send nothing unless you say yes."
)
LATER = (
    "Change or stop it at any time with `/nudges`. I'm a bot and can be wrong: check the sources."
)
ON = "*Your weekly nudge is on*: {when}."
OTHERWISE = {
    Mode.OFF: "*Your weekly nudge is off.* You can turn it on again at any time.",
    Mode.PAUSED: "*Your weekly nudge is paused* until you resume it.",
    Mode.STOPPED: (
        "*Your weekly nudge has stopped*, because it didn't seem to fit. Turn it on again at any "
        "time."
    ),
}
OFF = (
    "*No weekly nudge yet.* One question, one skill to learn next and a time for it: ten minutes "
    "a week."
)
TYPE = (
    "You can type it too: `/nudges Tuesday 9:30`, `/nudges snooze 2 weeks`, "
    "`/nudges holiday 24 Dec - 2 Jan`, `/nudges help`"
)
HOLIDAYS = "On holiday: {days}."
HOLIDAYS_SHOWN = 4
NOT_UNDERSTOOD = "I didn't understand “{words}”. "


def welcome_message(schedule: Schedule) -> Message:
    """Return the question whether to turn on nudges; a yes turns on this schedule."""
    wanted = schedule.preferences
    day = WEEKDAYS[wanted.workdays[0] if wanted.weekday is None else wanted.weekday].title()
    when = f"{day}s at {format_minute(wanted.minute)}"
    buttons = [
        button(SAY, f"Yes, {when}", f"on|{WELCOME_KEY}"),
        button(SAY, "Choose a time", f"{SETTINGS}|{WELCOME_KEY}"),
        button(SAY, "No, thanks", f"off|{WELCOME_KEY}"),
    ]
    text = HELLO.format(when=escape(f"{when}, {_zone(schedule)}"))
    return message(
        text.replace("*", ""),
        *paragraphs(text),
        *actions("nudge_welcome", buttons),
        *context(LATER),
    )


def state_message(
    schedule: Schedule | None, expected: str = "", not_understood: str = ""
) -> Message:
    """Return the state of a person's nudges.

    ``expected`` is a sentence on when the next one comes; ``not_understood`` is a command that
    wasn't understood.
    """
    lead = NOT_UNDERSTOOD.format(words=escape(not_understood)) if not_understood else ""
    text = lead + state(schedule, expected)
    return message(
        text.replace("*", ""),
        *paragraphs(text),
        *actions("nudge_state", buttons(schedule)),
        *context(TYPE),
    )


def home_blocks(schedule: Schedule | None, expected: str = "") -> list[Block]:
    """Return the state of a person's nudges for the Home tab."""
    return [*paragraphs(state(schedule, expected)), *actions("nudge_home", buttons(schedule))]


def state(schedule: Schedule | None, expected: str) -> str:
    """Return when nudges come or why they don't, as mrkdwn."""
    if schedule is None or schedule.preferences.mode is not Mode.ON:
        return OTHERWISE.get(schedule.preferences.mode, OFF) if schedule else OFF
    when = describe_schedule(schedule.preferences, _zone(schedule))
    return "\n".join([ON.format(when=escape(when)), escape(expected)]).strip()


def holidays_ahead(preferences: Preferences, today: str) -> str:
    """Return the holidays that aren't over on ``today`` (ISO 8601); "" for none."""
    days = [holiday_words(*each) for each in preferences.holidays if each[1] >= today]
    more = ["…"] if len(days) > HOLIDAYS_SHOWN else []
    return HOLIDAYS.format(days="; ".join([*days[:HOLIDAYS_SHOWN], *more])) if days else ""


def buttons(schedule: Schedule | None) -> list[Block]:
    """Return the buttons that make sense in this state; each has a `/nudges` command as value."""
    mode = schedule.preferences.mode if schedule else Mode.ASKED
    settings = button(SAY, "Nudge settings", f"{SETTINGS}|")
    if mode is Mode.PAUSED:
        return [button(SAY, "Resume", "resume|"), settings]
    if mode is not Mode.ON or schedule is None:
        return [button(SAY, "Turn on", "on|"), settings]
    offered = [button(SAY, "Snooze a week", f"{SKIP}|"), button(SAY, "Pause", "pause|")]
    if schedule.preferences.every > 1:
        offered.append(button(SAY, "More often", "more often|"))
    return [*offered, settings]


def _zone(schedule: Schedule) -> str:
    """Return the name of the zone in use: the person's choice, else Slack's last known."""
    return person_zone(schedule.preferences, schedule.zone).key
