"""Parse whether nudges are sent at all: "on", "pause", "resume", "off", "no reminders". Pure."""

import re
from dataclasses import replace
from datetime import date

from bot.coaching.nudges.preferences import Mode, Preferences

_ON = re.compile(
    r"(?:on|yes(?:\s+please)?|start(?:\s+again)?|resume|continue|restart|unpause|unsnooze|enable|"
    r"subscribe|wake(?:\s+up)?|(?:turn|switch)(?:\s+(?:them|it|(?:the\s+)?nudges))?\s+on)"
    r"(?:\s+(?:the\s+|my\s+)?nudges)?(?:\s+again)?\b",
    re.I,
)
_PAUSE = re.compile(
    r"(?:pause|hold(?:\s+on)?|mute|stop\s+for\s+now)(?:\s+(?:(?:the|my)\s+)?(?:nudges|them|it|me))?\b",
    re.I,
)
_OFF = re.compile(
    r"(?:off|no(?:\s+more)?(?:\s+nudges|\s+thanks|\s+thank\s+you)?|never|disable|unsubscribe|cancel|"
    r"(?:turn|switch)(?:\s+(?:them|it|(?:the\s+)?nudges))?\s+off|"
    r"(?:stop|don['’]?t)(?:\s+(?:nudg(?:e|ing)|remind(?:ing)?|sending))?)"
    r"(?:\s+(?:me|them|it|(?:the\s+|my\s+)?nudges|any\s*more))*\b",
    re.I,
)
_REMINDERS = re.compile(
    r"(?:(?P<no>no|without|stop|(?:turn|switch)\s+off)\s+(?:the\s+|my\s+)?reminders?|"
    r"(?:the\s+|my\s+)?reminders?\s+(?P<which>on|off))\b",
    re.I,
)


def parse_on(text: str, preferences: Preferences, _today: date) -> tuple[Preferences, str] | None:
    """Parse "on": nudges are sent from now on, and any pause or snooze ends."""
    found = _ON.match(text)
    return found and (replace(preferences, mode=Mode.ON, snoozed_until=""), text[found.end() :])


def parse_pause(
    text: str, preferences: Preferences, _today: date
) -> tuple[Preferences, str] | None:
    """Parse "pause": nothing is sent until they resume."""
    found = _PAUSE.match(text)
    return found and (replace(preferences, mode=Mode.PAUSED), text[found.end() :])


def parse_off(text: str, preferences: Preferences, _today: date) -> tuple[Preferences, str] | None:
    """Parse "off": nothing more is sent."""
    found = _OFF.match(text)
    return found and (replace(preferences, mode=Mode.OFF), text[found.end() :])


def parse_reminders(
    text: str, preferences: Preferences, _today: date
) -> tuple[Preferences, str] | None:
    """Parse "reminders on" or "no reminders": whether they are reminded of planned learning."""
    found = _REMINDERS.match(text)
    if found is None:
        return None
    wanted = not found["no"] and found["which"].lower() == "on"
    return replace(preferences, reminders=wanted), text[found.end() :]
