"""A person of the workspace, for tests and scripts."""

from __future__ import annotations

from typing import Any, Literal

from sandbox.api.views import as_json
from sandbox.model import Json
from sandbox.people import elements, messages, profile
from sandbox.people.interactions import Interactions
from sandbox.people.visibility import render_message
from sandbox.workspace import Workspace


class PersonClient:
    """Does what one person could do in Slack's own client; messages and views are JSON objects."""

    def __init__(self, ws: Workspace, interactions: Interactions, person: str) -> None:
        if person not in ws.people:
            raise LookupError(f"there is no {person} here; there are {sorted(ws.people)}")
        self._ws = ws
        self._interactions = interactions
        self.id = person

    async def say(self, channel: str, text: str, thread_ts: str | None = None) -> Json:
        """Post a message and return it.

        Raises:
            NotPossible: the person can't post this there.
        """
        return render_message(self._ws, messages.say(self._ws, self.id, channel, text, thread_ts))

    async def dm(self, text: str, thread_ts: str | None = None) -> Json:
        """Write to the app in its direct message."""
        return await self.say(self.dm_channel, text, thread_ts)

    @property
    def dm_channel(self) -> str:
        """The id of the direct message with the app."""
        return self._ws.direct(self.id).id

    async def edit(self, channel: str, ts: str, text: str) -> Json:
        return render_message(self._ws, messages.rewrite(self._ws, self.id, channel, ts, text))

    async def delete(self, channel: str, ts: str) -> None:
        messages.take_back(self._ws, self.id, channel, ts)

    async def react(self, channel: str, ts: str, name: str) -> None:
        messages.react_to(self._ws, self.id, channel, ts, name, add=True)

    async def command(self, channel: str, line: str) -> Json:
        """Type a slash command; return {"ok": True, "response": the ack} or {"ok", "error"}."""
        try:
            return {
                "ok": True,
                "response": await self._interactions.command(self.id, channel, line),
            }
        except messages.NotPossible as problem:
            return {"ok": False, "error": str(problem)}

    async def click(self, target: Json, action_id: str, value: str | None = None) -> None:
        """Press a button of a message or view; ``value`` picks one of several with this id.

        Raises:
            LookupError: there is no such button.
        """
        block_id, element = _pressed(target, action_id, value)
        action = {"action_id": action_id, "block_id": block_id}
        if element["type"] == "feedback_buttons":
            side = "negative_button" if _negative(element, value) else "positive_button"
            action |= {"value": element[side]["value"], "text": element[side]["text"]}
        await self._interactions.act(self.id, _container(target), action, None)

    async def choose(self, target: Json, action_id: str, value: Any) -> None:
        """Pick from a select, menu, date picker and so on; ``value`` as in ``submit``.

        Raises:
            LookupError: there is no such element or option.
        """
        block_id, element = elements.find(target.get("blocks"), action_id)
        state = elements.build_state(element, value)
        action = {**state, "action_id": action_id, "block_id": block_id}
        await self._interactions.act(self.id, _container(target), action, None)

    async def options(self, target: Json, action_id: str, typed: str) -> Json:
        """Return what the app offers in an external select for ``typed``: {"options"} or groups."""
        action = {"action_id": action_id}
        return await self._interactions.options(self.id, _container(target), action, typed)

    async def open_home(self, tab: Literal["home", "messages"] = "home") -> None:
        self._interactions.open_home(self.id, tab)

    async def submit(self, view: Json, values: Json | None = None) -> Json:
        """Submit a modal with {block_id: {action_id: value}} and return the app's response_action.

        Raises:
            LookupError: there is no such element or option.
        """
        state: Json = {}
        for block_id, entries in (values or {}).items():
            for action_id, value in entries.items():
                _, element = elements.find(self._current(view)["blocks"], action_id, block_id)
                state.setdefault(block_id, {})[action_id] = elements.build_state(element, value)
        return await self._interactions.submit(self.id, view["id"], state)

    async def close_view(self, view: Json) -> None:
        await self._interactions.close(self.id, view["id"])

    async def shortcut(self, callback_id: str, message: Json | None = None) -> None:
        found = None
        if message is not None:
            found = messages.visible_to(self._ws, self.id, message["channel"], message["ts"])
        await self._interactions.shortcut(self.id, callback_id, found)

    async def stop(self, channel: str, thread_ts: str) -> None:
        """Press stop while the agent works in a thread."""
        self._interactions.stop(self.id, channel, thread_ts)

    def snooze(self, seconds: float) -> None:
        """Turn on do-not-disturb for some seconds."""
        profile.snooze_until(self._ws, self.id, self._ws.now() + seconds)

    def set_zone(self, zone: str) -> None:
        """Change the person's time zone, for example to Asia/Tokyo.

        Raises:
            NotPossible: the zone is unknown.
        """
        profile.move_to(self._ws, self.id, zone)

    def set_status(self, text: str, emoji: str = "", seconds: float | None = None) -> None:
        """Show a status, for some seconds or until it is changed; "" clears it.

        Raises:
            NotPossible: Slack wouldn't accept the status.
        """
        until = 0 if seconds is None else int(self._ws.now() + seconds)
        profile.show_status(self._ws, self.id, text, emoji, until)

    def _current(self, view: Json) -> Json:
        known = self._ws.views.find(view["id"])
        return as_json(self._ws, known) if known else view


def _pressed(target: Json, action_id: str, value: str | None) -> tuple[str, Json]:
    for block_id, element in elements.elements(target.get("blocks")):
        if element["action_id"] == action_id and (
            value in (None, element.get("value")) or element["type"] == "feedback_buttons"
        ):
            return block_id, element
    raise LookupError(f"no element {action_id!r} with value {value!r} here")


def _negative(element: Json, value: str | None) -> bool:
    return value is not None and bool(element["negative_button"]["value"] == value)


def _container(target: Json) -> Json:
    if "ts" in target:
        return {"type": "message", "channel": target["channel"], "ts": target["ts"]}
    return {"type": "view", "view_id": target["id"]}
