"""Control endpoints for faults, the clock, and people's profiles."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from starlette.routing import Route

from sandbox.clock import next_weekday
from sandbox.control.route import post_route
from sandbox.faults import Faults
from sandbox.live import Live
from sandbox.model import Json
from sandbox.people import profile
from sandbox.people.messages import NotPossible

COUNTED: dict[str, Callable[[Faults, int], None]] = {
    "duplicate_deliveries": Faults.duplicate_deliveries,
    "bad_signature": Faults.bad_signature,
    "stale_signature": Faults.stale_signature,
    "late_ack": Faults.late_ack,
}
DAY = 86_400
MINUTES_A_DAY = 1440
STATUS = ("status_text", "status_emoji", "status_expiration")
FAIL_OPTIONS = {"method", "status", "times", "retry_after", "after_taking"}


async def faults(live: Live, fields: Json) -> Json:
    """Set up faults: {"fail": {…}}, {"drop_socket": true}, {"late_ack": times}, {"rate_limits"}.

    Raises:
        NotPossible: a fault is unknown.
    """
    for name, value in fields.items():
        if name == "fail" and isinstance(value, dict) and set(value) <= FAIL_OPTIONS:
            live.faults.fail(**value)
        elif name == "drop_socket":
            live.faults.drop_socket()
        elif name == "rate_limits":
            live.faults.rate_limits = bool(value)
        elif name in COUNTED:
            COUNTED[name](live.faults, int(value))
        else:
            raise NotPossible(f"unknown fault {name}")
    return {"rate_limits": live.faults.rate_limits}


async def clock(live: Live, fields: Json) -> Json:
    """Move the workspace's clock forward: {"advance": seconds}, or to a time in somebody's week.

    The latter is {"person", "weekday": 0 for Monday, "minute": after midnight, in their zone}.

    Raises:
        NotPossible: the time is out of range.
    """
    seconds = float(fields["advance"]) if "advance" in fields else _until(live, fields)
    if not 0 <= seconds <= 400 * DAY:
        raise NotPossible("advance must be between 0 and 400 days, in seconds")
    live.ws.advance(seconds)
    return {"now": live.ws.now()}


def _until(live: Live, fields: Json) -> float:
    weekday, minute = int(fields["weekday"]), int(fields["minute"])
    if not (0 <= weekday < 7 and 0 <= minute < MINUTES_A_DAY):
        raise NotPossible("weekday must be 0 to 6, minute 0 to 1439")
    zone = ZoneInfo(live.ws.people[fields["person"]].tz)
    now = live.ws.now()
    return next_weekday(now, zone, weekday, minute) - now


async def person(live: Live, fields: Json) -> None:
    """Change a person's profile; what is left out stays.

    Fields: "person", "tz"?, "status_text"?, "status_emoji"?, "status_expiration"?,
    "snoozed_until"?. Times are in seconds since the epoch.

    Raises:
        NotPossible: Slack wouldn't allow the change.
    """
    who = live.ws.people[fields["person"]]
    if "tz" in fields:
        profile.move_to(live.ws, who.id, fields["tz"])
    if any(name in fields for name in STATUS):
        text = fields.get("status_text", who.status.text)
        emoji = fields.get("status_emoji", who.status.emoji)
        until = int(fields.get("status_expiration", who.status.until))
        profile.show_status(live.ws, who.id, text, emoji, until)
    if "snoozed_until" in fields:
        profile.snooze_until(live.ws, who.id, float(fields["snoozed_until"]))


def routes(live: Live) -> list[Route]:
    return [
        post_route(live, "/faults", faults),
        post_route(live, "/clock", clock),
        post_route(live, "/person", person),
    ]
