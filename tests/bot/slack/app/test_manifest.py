"""The app manifest is valid and matches the registered listeners."""

from typing import Any

import pytest

from bot.slack.app.actions import ACTIONS
from bot.slack.app.commands import COMMANDS
from bot.slack.app.events import EVENTS
from bot.slack.app.manifest import events, manifest, optional_scopes, scopes
from bot.slack.app.options import OPTIONS
from bot.slack.app.shortcuts import SHORTCUTS
from bot.slack.app.submissions import SUBMISSIONS
from sandbox.manifest import EVENT_SCOPES, manifest_problems

URL = "https://coach.example.com"
NAMES = ("callback_id", "name", "type", "action_id")
BOTH = pytest.mark.parametrize("made", [manifest(), manifest(URL)], ids=["socket", "http"])


@BOTH
def test_slack_accepts_the_manifest(made: dict[str, Any]) -> None:
    assert not manifest_problems(made)


@BOTH
def test_lengths_stay_within_slacks_limits(made: dict[str, Any]) -> None:
    shown, features = made["display_information"], made["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert len(features["bot_user"]["display_name"]) <= 80
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    for command in features["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert command["usage_hint"]
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


@BOTH
def test_every_event_has_its_scope_and_no_scope_is_listed_twice(made: dict[str, Any]) -> None:
    asked = made["oauth_config"]["scopes"]
    granted = asked["bot"]
    assert len(set(granted)) == len(granted)
    assert set(asked["bot_optional"]) < set(granted)
    for event in made["settings"]["event_subscriptions"]["bot_events"]:
        assert event not in EVENT_SCOPES or EVENT_SCOPES[event] in granted


def test_the_manifest_matches_the_registration_lists() -> None:
    made = manifest()
    assert [c["command"] for c in made["features"]["slash_commands"]] == [c.name for c in COMMANDS]
    assert made["settings"]["event_subscriptions"]["bot_events"] == events()
    assert [s["callback_id"] for s in made["features"]["shortcuts"]] == [
        s.callback_id for s in SHORTCUTS
    ]
    assert {name.partition(".")[0] for name in events()} == {event.type for event in EVENTS}
    asked = made["oauth_config"]["scopes"]
    assert set(asked["bot"]) == {*scopes(), *optional_scopes()}
    assert asked["bot_optional"] == optional_scopes()


@pytest.mark.parametrize(
    "registered",
    [COMMANDS, EVENTS, ACTIONS, SHORTCUTS, OPTIONS, SUBMISSIONS],
    ids=lambda r: type(r[0]).__name__,
)
def test_nothing_is_registered_twice(registered: tuple[Any, ...]) -> None:
    names = [next(getattr(one, name) for name in NAMES if hasattr(one, name)) for one in registered]
    assert len(set(names)) == len(names)


def test_socket_mode_has_no_addresses() -> None:
    made = manifest()
    assert made["settings"]["socket_mode_enabled"] is True
    assert "url" not in str(made)


@pytest.mark.parametrize("url", [URL, f"{URL}/"])
def test_http_mode_sends_everything_to_one_address(url: str) -> None:
    made = manifest(url)
    assert made["settings"]["socket_mode_enabled"] is False
    found = [
        made["settings"]["event_subscriptions"]["request_url"],
        made["settings"]["interactivity"]["request_url"],
        *(command["url"] for command in made["features"]["slash_commands"]),
    ]
    assert set(found) == {f"{URL}/slack/events"}


def test_the_coach_requests_no_broad_scopes() -> None:
    assert not {"chat:write.public", "users:read.email", "channels:read"} & {
        *scopes(),
        *optional_scopes(),
    }
