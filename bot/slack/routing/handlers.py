"""Types of handlers and of the calls they receive.

The lists in ``bot/slack/app`` register the handlers; Bolt's listeners, the manifest, help and the
README are all generated from them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.slack.api.destination import Destination
from bot.slack.api.mrkdwn import storable

if TYPE_CHECKING:
    from bot.slack.routing.services import Services


@dataclass(frozen=True, slots=True)
class CommandCall:
    """One use of a slash command; ``text`` is what was typed after it."""

    workspace: str
    person: str
    place: Destination
    text: str
    trigger_id: str
    response_url: str


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command.

    ``subcommands`` is (word, what it does) pairs, with "" for the command alone; ``group`` is its
    heading in help.
    """

    name: str
    description: str
    usage_hint: str
    subcommands: tuple[tuple[str, str], ...]
    handle: Callable[[Services, CommandCall], Awaitable[None]]
    group: str = ""

    @property
    def usages(self) -> tuple[tuple[str, str], ...]:
        """Return (what to type, what it does) pairs, for help."""
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
    """An event type and the scopes Slack requires for it.

    ``type`` is what Bolt listens to, ``subscriptions`` are its names in the manifest. Whoever
    installs the app may decline ``optional_scopes``.
    """

    type: str
    subscriptions: tuple[str, ...]
    scopes: tuple[str, ...]
    handle: Callable[[Services, EventCall], Awaitable[None]]
    optional_scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionCall:
    """One click. ``place`` and ``message_ts`` are None in a modal or the Home tab.

    ``value`` is the button's value, or the value of the option chosen in a menu.
    """

    workspace: str
    person: str
    place: Destination | None
    message_ts: str | None
    ephemeral: bool
    value: str
    view_id: str | None
    trigger_id: str
    response_url: str
    in_home: bool = False
    ticked: tuple[str, ...] | None = None
    """The values of all ticked boxes in the message; None if it has no boxes."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button or menu; ``action_id`` is the part of its action id before the colon."""

    action_id: str
    handle: Callable[[Services, ActionCall], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class SubmissionCall:
    """One submitted modal. ``values`` is its state: block id -> action id -> what was entered."""

    workspace: str
    person: str
    private_metadata: str
    values: dict[str, dict[str, dict[str, Any]]]
    view_id: str = ""

    def text(self, block_id: str, action_id: str) -> str:
        """Return what was typed into a text input, not unescaped; "" for nothing."""
        entered = self.values.get(block_id, {}).get(action_id, {}).get("value")
        return storable(str(entered or "")).strip()

    def chosen(self, block_id: str, action_id: str) -> str:
        """Return the value chosen in a select or radio buttons; "" for nothing."""
        entered = self.values.get(block_id, {}).get(action_id, {}).get("selected_option")
        return str((entered or {}).get("value") or "")

    def several(self, block_id: str, action_id: str) -> tuple[str, ...]:
        """Return the values chosen in a multi-select or checkboxes."""
        entered = self.values.get(block_id, {}).get(action_id, {}).get("selected_options")
        return tuple(str(option.get("value") or "") for option in entered or ())

    def day(self, block_id: str, action_id: str) -> str:
        """Return the day picked, as "2030-01-07"; "" for nothing."""
        return str(self.values.get(block_id, {}).get(action_id, {}).get("selected_date") or "")

    def time(self, block_id: str, action_id: str) -> str:
        """Return the time of day picked, as "09:30"; "" for nothing."""
        return str(self.values.get(block_id, {}).get(action_id, {}).get("selected_time") or "")


@dataclass(frozen=True, slots=True)
class Submission:
    """A kind of modal, by its callback id. It closes when submitted, unless ``check`` finds errors.

    ``check`` gets the submission and the time in seconds since 1970, and returns error messages by
    block id. It must be quick: Slack waits 3 s.
    """

    callback_id: str
    handle: Callable[[Services, SubmissionCall], Awaitable[None]]
    check: Callable[[SubmissionCall, float], dict[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class ShortcutCall:
    """One use of a message shortcut; ``text`` is the message's text, whoever wrote it."""

    workspace: str
    person: str
    channel: str
    message_ts: str
    text: str
    trigger_id: str
    response_url: str


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An entry in the menu of messages. Slack's limit for ``name`` is 24 characters."""

    callback_id: str
    name: str
    description: str
    handle: Callable[[Services, ShortcutCall], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class OptionsCall:
    """One request for a select's options while somebody is typing."""

    workspace: str
    person: str
    typed: str


@dataclass(frozen=True, slots=True)
class Options:
    """A select with a search, by its action id. ``find`` returns groups of up to 100 options."""

    action_id: str
    find: Callable[[Services, OptionsCall], Awaitable[list[dict[str, Any]]]]
