"""Searches the world's time zones by city, as somebody types."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from bot.coaching.nudges.command_parser.zones import AREAS, strip_accents
from bot.slack.api.mrkdwn import plain
from bot.slack.nudges.view_settings import FIND_ZONE
from bot.slack.routing.handlers import Options, OptionsCall
from bot.slack.routing.services import Services

MOST = 100


async def find_zones(_services: Services, call: OptionsCall) -> list[dict[str, Any]]:
    """Return the zones that contain what was typed, prefix matches first, grouped by region."""
    typed = strip_accents(plain(call.typed)).replace(" ", "_")
    found = [name for name in _zones() if typed in name.casefold()]
    groups: dict[str, list[dict[str, Any]]] = {}
    for name in sorted(found, key=lambda name: (_place(name).find(typed) != 0, name))[:MOST]:
        option = {"text": {"type": "plain_text", "text": name}, "value": name}
        groups.setdefault(name.partition("/")[0], []).append(option)
    return [
        {"label": {"type": "plain_text", "text": region}, "options": options}
        for region, options in groups.items()
    ]


@cache
def _zones() -> tuple[str, ...]:
    """Return UTC and the zones named by place, without obsolete names that nobody uses."""
    named = available_timezones()
    return tuple(name for name in named if name.partition("/")[0] in AREAS or name == "UTC")


def _place(name: str) -> str:
    return name.rpartition("/")[2].casefold()


ZONES = Options(FIND_ZONE, find_zones)
