"""The shape of what is registered. The lists in commands/, events/ and actions/ are the table of
contents; Bolt's listeners, the manifest, help and the README are all made from them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.slack.desk import Desk


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes: a channel, and the thread in it (its parent's ts) where there is one."""

    channel: str
    thread_ts: str | None = None


@dataclass(frozen=True, slots=True)
class CommandCall:
    """One use of a slash command. ``text`` is what was typed after it."""

    workspace: str
    person: str
    place: Place
    text: str
    trigger_id: str
    response_url: str


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command. ``subcommands`` are (word, what it does); "" is the command alone."""

    name: str
    description: str
    usage_hint: str
    subcommands: tuple[tuple[str, str], ...]
    handle: Callable[[Desk, CommandCall], Awaitable[None]]

    @property
    def usages(self) -> tuple[tuple[str, str], ...]:
        """What to type and what it does, for help."""
        return tuple((f"{self.name} {word}".strip(), does) for word, does in self.subcommands)


@dataclass(frozen=True, slots=True)
class EventCall:
    """One delivered event of the Events API."""

    workspace: str
    bot_user: str
    event_id: str
    event: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """An event and the scopes Slack demands for it. ``optional`` ones may be declined on install.

    ``type`` is what Bolt listens to; ``subscriptions`` are the manifest's names for it.
    """

    type: str
    subscriptions: tuple[str, ...]
    scopes: tuple[str, ...]
    handle: Callable[[Desk, EventCall], Awaitable[None]]
    optional_scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionCall:
    """One click. ``place`` and ``message_ts`` are None in a modal or the Home tab."""

    workspace: str
    person: str
    place: Place | None
    message_ts: str | None
    ephemeral: bool
    value: str
    view_id: str | None
    trigger_id: str
    response_url: str


@dataclass(frozen=True, slots=True)
class Action:
    """A button or menu, by the start of its action id (what stands before the colon)."""

    action_id: str
    handle: Callable[[Desk, ActionCall], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class SubmissionCall:
    """A modal that was sent. ``values`` is its state: block id, action id, what was entered."""

    workspace: str
    person: str
    private_metadata: str
    values: dict[str, dict[str, dict[str, Any]]]

    def text(self, block_id: str, action_id: str) -> str:
        """What was typed into a text input, or nothing."""
        entered = self.values.get(block_id, {}).get(action_id, {}).get("value")
        return str(entered or "").strip()


@dataclass(frozen=True, slots=True)
class Submission:
    """A modal, by its callback id; it closes when sent."""

    callback_id: str
    handle: Callable[[Desk, SubmissionCall], Awaitable[None]]
