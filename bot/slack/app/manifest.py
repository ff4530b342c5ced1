"""Generates the Slack app manifest from the same lists as the listeners."""

from typing import Any

from bot.slack.app.commands import COMMANDS
from bot.slack.app.events import EVENTS
from bot.slack.app.shortcuts import SHORTCUTS

NAME = "Skill Coach"
DESCRIPTION = "Coaches people in the skills your team has written down."
LONG_DESCRIPTION = (
    "Ask about the skills your team has written down and get an answer from those documents "
    "alone, with a source for every line. Where the documents don't cover something, the "
    "coach says so and shows the nearest sections. It's a bot and can be wrong: check the "
    "sources."
)
PROMPTS = (
    ("What can you do?", "What can you help me with?"),
    ("Where do I start?", "Where should I start learning?"),
)
COMMAND_SCOPES = ("commands", "files:write", "im:write")
"""For the commands, and the files that some of them send by direct message."""
CLOCK_SCOPES = ("users:read", "dnd:read")
"""For sending nudges at a good time: time zones, statuses and do-not-disturb."""
EVENTS_PATH = "/slack/events"


def manifest(public_url: str | None = None) -> dict[str, Any]:
    """Return the manifest for Socket Mode, or for HTTP if ``public_url`` (https) is given."""
    request_url = f"{public_url.rstrip('/')}{EVENTS_PATH}" if public_url else None
    return {
        "display_information": {
            "name": NAME,
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1f4d3a",
        },
        "features": _features(request_url),
        "oauth_config": {
            "scopes": {
                "bot": sorted({*scopes(), *optional_scopes()}),
                "bot_optional": optional_scopes(),  # Slack wants these in both lists
            }
        },
        "settings": {
            "event_subscriptions": _url({"bot_events": events()}, "request_url", request_url),
            "interactivity": _url({"is_enabled": True}, "request_url", request_url),
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }


def _features(request_url: str | None) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "agent_view": {
            "agent_description": DESCRIPTION,
            "suggested_prompts": [{"title": t, "message": m} for t, m in PROMPTS],
        },
        "bot_user": {"display_name": NAME, "always_online": True},
        "slash_commands": [
            _url(
                {
                    "command": command.name,
                    "description": command.description,
                    "usage_hint": command.usage_hint,
                    "should_escape": True,
                },
                "url",
                request_url,
            )
            for command in COMMANDS
        ],
        "shortcuts": [
            {
                "name": shortcut.name,
                "type": "message",
                "callback_id": shortcut.callback_id,
                "description": shortcut.description,
            }
            for shortcut in SHORTCUTS
        ],
    }


def scopes() -> list[str]:
    """Return every scope the coach requires, sorted."""
    needed = {s for event in EVENTS for s in event.scopes}
    return sorted(needed.union(COMMAND_SCOPES, CLOCK_SCOPES))


def optional_scopes() -> list[str]:
    """Return the scopes it can do without: for follow-ups in threads without a mention."""
    return sorted({s for event in EVENTS for s in event.optional_scopes})


def events() -> list[str]:
    """Return the names of the Events API subscriptions, sorted."""
    return sorted({name for event in EVENTS for name in event.subscriptions})


def _url(part: dict[str, Any], key: str, url: str | None) -> dict[str, Any]:
    return part | {key: url} if url else part
