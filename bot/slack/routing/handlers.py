"""The shape of what is registered. The lists in commands/, events/ and actions/ are the table of
contents; Bolt's listeners, the manifest, help and the README are all made from them."""

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
    """One use of a slash command. ``text`` is what was typed after it."""

    workspace: str
    person: str
    place: Destination
    text: str
    trigger_id: str
    response_url: str


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command. ``subcommands`` are (word, what it does); "" is the command alone.

    ``group`` is the heading in help that it belongs to.
    """

    name: str
    description: str
    usage_hint: str
    subcommands: tuple[tuple[str, str], ...]
    handle: Callable[[Services, CommandCall], Awaitable[None]]
    group: str = ""

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
    handle: Callable[[Services, EventCall], Awaitable[None]]
    optional_scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionCall:
    """One click. ``place`` and ``message_ts`` are None in a modal or the Home tab.

    ``value`` is the button's, or that of the option chosen in a menu.
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


@dataclass(frozen=True, slots=True)
class Action:
    """A button or menu, by the start of its action id (what stands before the colon)."""

    action_id: str
    handle: Callable[[Services, ActionCall], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class SubmissionCall:
    """A modal that was sent. ``values`` is its state: block id, action id, what was entered."""

    workspace: str
    person: str
    private_metadata: str
    values: dict[str, dict[str, dict[str, Any]]]
    view_id: str = ""

    def text(self, block_id: str, action_id: str) -> str:
        """What was typed into a text input, raw as Slack sends it there, or nothing."""
        entered = self.values.get(block_id, {}).get(action_id, {}).get("value")
        return storable(str(entered or "")).strip()

    def chosen(self, block_id: str, action_id: str) -> str:
        """The value of the option chosen in a select or among radio buttons, or nothing."""
        entered = self.values.get(block_id, {}).get(action_id, {}).get("selected_option")
        return str((entered or {}).get("value") or "")

    def several(self, block_id: str, action_id: str) -> tuple[str, ...]:
        """The values chosen in a multi-select or among checkboxes."""
        entered = self.values.get(block_id, {}).get(action_id, {}).get("selected_options")
        return tuple(str(option.get("value") or "") for option in entered or ())

    def day(self, block_id: str, action_id: str) -> str:
        """The day picked, ISO 8601, or nothing."""
        return str(self.values.get(block_id, {}).get(action_id, {}).get("selected_date") or "")

    def time(self, block_id: str, action_id: str) -> str:
        """The time of day picked, as in "09:30", or nothing."""
        return str(self.values.get(block_id, {}).get(action_id, {}).get("selected_time") or "")


@dataclass(frozen=True, slots=True)
class Submission:
    """A modal, by its callback id; it closes when sent, unless ``check`` finds something wrong.

    ``check`` takes what was sent and the time; it returns sentences by block id. It must be quick:
    Slack waits 3 s.
    """

    callback_id: str
    handle: Callable[[Services, SubmissionCall], Awaitable[None]]
    check: Callable[[SubmissionCall, float], dict[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class ShortcutCall:
    """One use of a message shortcut. ``text`` is the message's, whoever wrote it."""

    workspace: str
    person: str
    channel: str
    message_ts: str
    text: str
    trigger_id: str
    response_url: str


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What a message's menu offers. Slack takes a name of 24 characters."""

    callback_id: str
    name: str
    description: str
    handle: Callable[[Services, ShortcutCall], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class OptionsCall:
    """Somebody types into a select whose options are asked for."""

    workspace: str
    person: str
    typed: str


@dataclass(frozen=True, slots=True)
class Options:
    """A select's options, by its action id. ``find`` returns option groups, at most 100 options."""

    action_id: str
    find: Callable[[Services, OptionsCall], Awaitable[list[dict[str, Any]]]]
