"""What people set about themselves: time zone, status, do-not-disturb."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.changes import Change
from sandbox.model import Status
from sandbox.people.messages import NotPossible
from sandbox.workspace import Workspace

LONGEST_STATUS = 100
"""Characters in a status; Slack's own limit."""


def move_to(ws: Workspace, person: str, zone: str) -> None:
    """Set a person's time zone by its IANA name.

    Raises:
        NotPossible: the zone is unknown.
    """
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of zones
        raise NotPossible(f"there is no time zone {zone}") from None
    _change(ws, person, tz=zone)


def show_status(ws: Workspace, person: str, text: str, emoji: str = "", until: int = 0) -> None:
    """Set a person's status, such as "On holiday" and ":palm_tree:"; two empty texts clear it.

    ``until`` is when Slack clears it by itself, in seconds since the epoch; 0 means never.

    Raises:
        NotPossible: Slack wouldn't accept the text or the emoji.
    """
    if len(text) > LONGEST_STATUS:
        raise NotPossible(f"a status has at most {LONGEST_STATUS} characters")
    if emoji and not (emoji.startswith(":") and emoji.endswith(":")):
        raise NotPossible("an emoji is written as :palm_tree:")
    _change(ws, person, status=Status(text, emoji, until if text or emoji else 0))


def snooze_until(ws: Workspace, person: str, until: float) -> None:
    """Turn on do-not-disturb until a time in seconds since the epoch; 0 ends it.

    Raises:
        NotPossible: there is no such person.
    """
    _change(ws, person, snoozed_until=until)


def _change(ws: Workspace, person: str, **fields: Any) -> None:
    known = ws.people.get(person)
    if known is None:
        raise NotPossible("user_not_found")
    ws.people[person] = replace(known, **fields)
    ws.changes.publish(Change("person"))
