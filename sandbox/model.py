"""Frozen values that make up a workspace: people, channels and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
ChannelKind = Literal["channel", "group", "im", "mpim"]


@dataclass(frozen=True)
class Team:
    """The workspace's own id, name and domain."""

    id: str = "T_SANDBOX"
    name: str = "Sandbox"
    domain: str = "sandbox"


@dataclass(frozen=True)
class Status:
    """What a person shows next to their name.

    ``until`` is when it clears, in seconds since the epoch; 0 means never.
    """

    text: str = ""
    emoji: str = ""
    until: int = 0

    def at(self, now: float) -> Status:
        """Return the status at ``now``, or an empty one if it has expired."""
        return Status() if 0 < self.until <= now else self


@dataclass(frozen=True)
class Person:
    """A member of the workspace: a human, or a bot's user."""

    id: str
    name: str
    real_name: str
    tz: str = "UTC"
    is_admin: bool = False
    bot_id: str | None = None
    snoozed_until: float = 0.0
    status: Status = Status()

    @property
    def is_bot(self) -> bool:
        return self.bot_id is not None


@dataclass(frozen=True)
class Channel:
    """A conversation of any kind; ``kind`` is Slack's ``channel_type``."""

    id: str
    name: str
    kind: ChannelKind = "channel"
    members: frozenset[str] = frozenset()
    topic: str = ""
    created: int = 0
    is_archived: bool = False


@dataclass(frozen=True)
class Message:
    """One message; ``ts`` is its id in the channel, ``thread_ts`` the root message it replies to.

    ``from_markdown``: its blocks were made from its Markdown, so a new text replaces them.
    """

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] | None = None
    thread_ts: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    ephemeral_to: str | None = None
    edited: Json | None = None
    metadata: Json | None = None
    attachments: list[Json] | None = None
    files: list[Json] | None = None
    reactions: tuple[tuple[str, str], ...] = ()
    broadcast: bool = False
    streaming: bool = False
    from_markdown: bool = False
    extras: Json = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts
