"""Search as you type over the world's time zones, by city."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from bot.coaching.nudges.command_parser.zones import AREAS, bare
from bot.slack.api.mrkdwn import plain
from bot.slack.nudges.view_settings import FIND_ZONE
from bot.slack.routing.handlers import Options, OptionsCall
from bot.slack.routing.services import Services

MOST = 100


async def find_zones(_desk: Services, call: OptionsCall) -> list[dict[str, Any]]:
    """Zones whose name holds what was typed, those that begin so first; a group a region."""
    typed = bare(plain(call.typed)).replace(" ", "_")
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
    """Places, and UTC; the table also holds names of old that mean nothing to people."""
    named = available_timezones()
    return tuple(name for name in named if name.partition("/")[0] in AREAS or name == "UTC")


def _place(name: str) -> str:
    return name.rpartition("/")[2].casefold()


ZONES = Options(FIND_ZONE, find_zones)
