"""The levers behind the scenes: faults and the clock."""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import Route

from sandbox.control.route import gesture
from sandbox.faults import Faults
from sandbox.live import Live
from sandbox.model import Json
from sandbox.people.talking import NotPossible

COUNTED: dict[str, Callable[[Faults, int], None]] = {
    "duplicate_deliveries": Faults.duplicate_deliveries,
    "bad_signature": Faults.bad_signature,
    "stale_signature": Faults.stale_signature,
    "late_ack": Faults.late_ack,
}
FAIL_OPTIONS = {"method", "status", "times", "retry_after", "after_taking"}


async def faults(live: Live, fields: Json) -> Json:
    """Arm faults: {"fail": {…}}, {"drop_socket": true}, {"late_ack": times}, {"rate_limits"}."""
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
    """Move the workspace's clock on by some seconds."""
    seconds = float(fields["advance"])
    if not 0 <= seconds <= 400 * 86_400:
        raise NotPossible("advance must be between 0 and 400 days, in seconds")
    live.ws.advance(seconds)
    return {"now": live.ws.now()}


def routes(live: Live) -> list[Route]:
    return [gesture(live, "/faults", faults), gesture(live, "/clock", clock)]
