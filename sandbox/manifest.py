"""Reads an app's manifest into what the workspace needs to know about the app."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.model import Json

EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
}


class ManifestRefused(ValueError):
    """Slack would not install this manifest; the text says why."""


@dataclass(frozen=True)
class Command:
    """A slash command as the manifest declares it."""

    command: str
    description: str
    usage_hint: str = ""
    should_escape: bool = False

    def as_json(self) -> Json:
        return {
            "command": self.command,
            "description": self.description,
            "usage_hint": self.usage_hint,
        }


@dataclass(frozen=True)
class App:
    """The app as installed: its bot user, its scopes, and the features it declares."""

    id: str
    name: str
    description: str
    bot_user: str
    bot_id: str
    bot_name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[Command, ...]
    shortcuts: tuple[Json, ...]
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool
    agent: bool
    suggested_prompts: tuple[Json, ...]

    @classmethod
    def from_manifest(cls, manifest: Json) -> App:
        """Read a manifest.

        Raises:
            ManifestRefused: Slack would reject it.
        """
        problems = manifest_problems(manifest)
        if problems:
            raise ManifestRefused("; ".join(problems))
        display, features = manifest["display_information"], manifest.get("features", {})
        home, agent = features.get("app_home", {}), features.get("agent_view")
        slug = re.sub(r"[^A-Z0-9]+", "_", display["name"].upper()).strip("_") or "APP"
        return cls(
            id=f"A_{slug}",
            name=display["name"],
            description=display.get("description", ""),
            bot_user=f"U_{slug}",
            bot_id=f"B_{slug}",
            bot_name=features.get("bot_user", {}).get("display_name", display["name"]),
            scopes=_scopes(manifest),
            events=_events(manifest),
            commands=tuple(_command(command) for command in features.get("slash_commands", [])),
            shortcuts=tuple(features.get("shortcuts", [])),
            home_tab=home.get("home_tab_enabled", False),
            messages_tab=home.get("messages_tab_enabled", True),
            messages_read_only=home.get("messages_tab_read_only_enabled", False),
            agent=agent is not None,
            suggested_prompts=tuple((agent or {}).get("suggested_prompts", [])),
        )


def manifest_problems(manifest: Json) -> list[str]:
    """Return what Slack rejects although the JSON schema accepts it."""
    name = manifest.get("display_information", {}).get("name", "")
    if not name or len(name) > 35:
        return ["display_information.name must have 1 to 35 characters"]
    features, scopes = manifest.get("features", {}), _scopes(manifest)
    problems = [
        f"event {event} needs the scope {EVENT_SCOPES[event]}"
        for event in sorted(_events(manifest))
        if event in EVENT_SCOPES and EVENT_SCOPES[event] not in scopes
    ]
    if features.get("slash_commands") == []:
        problems.append("features.slash_commands must not be empty")
    if features.get("slash_commands") and "commands" not in scopes:
        problems.append("slash commands need the scope commands")
    if "assistant:write" in scopes and not {"agent_view", "assistant_view"} & set(features):
        problems.append("the scope assistant:write needs features.agent_view")
    problems.extend(
        f"slash command {command.get('command')!r} is not a valid name"
        for command in features.get("slash_commands", [])
        if not re.fullmatch(r"/[^\sA-Z/]{1,31}", command.get("command", ""))
    )
    return problems


def _scopes(manifest: Json) -> frozenset[str]:
    scopes = manifest.get("oauth_config", {}).get("scopes", {})
    return frozenset([*scopes.get("bot", []), *scopes.get("bot_optional", [])])


def _events(manifest: Json) -> frozenset[str]:
    subscriptions = manifest.get("settings", {}).get("event_subscriptions", {})
    return frozenset(subscriptions.get("bot_events", []))


def _command(entry: Json) -> Command:
    return Command(
        command=entry["command"],
        description=entry.get("description", ""),
        usage_hint=entry.get("usage_hint", ""),
        should_escape=entry.get("should_escape", False),
    )
