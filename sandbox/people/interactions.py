"""What people do with the app: commands, buttons, modals, shortcuts, and its Home tab."""

from __future__ import annotations

from typing import Any

from sandbox.api.views import as_json, validate_view
from sandbox.delivery.outbox import Outbox
from sandbox.delivery.transport import NotAcknowledged
from sandbox.model import Json, Message
from sandbox.people import elements, payloads
from sandbox.people.actions import (
    apply_action,
    build_action,
    escape_mentions,
    find_element,
    merge_state,
)
from sandbox.people.messages import NotPossible, own_channel, visible_to
from sandbox.refusal import Refused
from sandbox.responses import respond
from sandbox.triggers import Hook
from sandbox.views import STACK_LIMIT, View
from sandbox.workspace import Workspace

FAILURES = {"timeout": "operation_timeout", "http_timeout": "operation_timeout"}


class Interactions:
    """Carries out what a person does and sends it to the app.

    Every method raises ``NotPossible`` for something that Slack wouldn't let the person do.
    """

    def __init__(self, ws: Workspace, outbox: Outbox) -> None:
        self._ws = ws
        self._outbox = outbox

    async def command(self, person: str, channel_id: str, line: str) -> Json | None:
        """Type a slash command and return the app's acknowledgement.

        Raises:
            NotPossible: the command is unknown, or the app didn't acknowledge it.
        """
        ws, channel = self._ws, own_channel(self._ws, person, channel_id)
        name, _, text = line.strip().partition(" ")
        declared = next((known for known in ws.app.commands if known.command == name), None)
        if declared is None:
            raise NotPossible(f"{name} is not a valid command")
        if declared.should_escape:
            text = escape_mentions(ws, text)
        body = payloads.command(ws, person, channel, declared, text.strip())
        answer = await self._ask("slash_commands", body)
        if answer and ("text" in answer or "blocks" in answer or "attachments" in answer):
            self._respond(Hook(person, channel.id, expires=0.0), answer)
        return answer

    async def act(self, person: str, container: Json, action: Json, state: Json | None) -> None:
        """Use an element; ``action`` has ``action_id``, maybe ``block_id``, and the value's fields.

        Raises:
            NotPossible: there is no such element, or the app didn't acknowledge the action.
        """
        ws = self._ws
        if container["type"] == "view":
            view = self._view(person, container["view_id"])
            block_id, element = find_element(view.payload["blocks"], action)
            done = build_action(element, block_id, action, ws.timestamp())
            view = ws.views.fill(view, apply_action(merge_state(view, state), done))
            body = payloads.view_interaction(ws, "block_actions", person, view)
        else:
            message = visible_to(ws, person, container["channel"], container["ts"])
            block_id, element = find_element(self._own(message).blocks, action)
            done = build_action(element, block_id, action, ws.timestamp())
            values = elements.initial_state(message.blocks) | (state or {}).get("values", {})
            channel = own_channel(ws, person, message.channel)
            body = payloads.message_interaction(ws, "block_actions", person, channel, message)
            body["state"] = {"values": apply_action(values, done)}
            body["response_url"] = payloads.response_url(
                ws, person, channel.id, message_ts=message.ts, thread_ts=message.thread_ts
            )
        await self._ask("interactive", body | {"actions": [done]})

    async def options(self, person: str, container: Json, action: Json, typed: str) -> Json:
        """Ask the app for the options of an external select.

        Raises:
            NotPossible: there is no such element, or the app didn't answer.
        """
        ws = self._ws
        if container["type"] == "view":
            view = self._view(person, container["view_id"])
            block_id, _ = find_element(view.payload["blocks"], action)
            body = payloads.view_interaction(ws, "block_suggestion", person, view)
        else:
            message = visible_to(ws, person, container["channel"], container["ts"])
            block_id, _ = find_element(message.blocks, action)
            channel = own_channel(ws, person, message.channel)
            body = payloads.message_interaction(ws, "block_suggestion", person, channel, message)
        about = {"action_id": action["action_id"], "block_id": block_id, "value": typed}
        return await self._ask("interactive", body | about) or {"options": []}

    async def submit(self, person: str, view_id: str, values: Json) -> Json:
        """Press a modal's submit button; return the app's ``response_action``, or {} to close.

        ``values`` are ``state.values``; fields that they leave out keep the view's values.

        Raises:
            NotPossible: the app didn't answer, or Slack would refuse its answer.
        """
        view = self._view(person, view_id)
        state = merge_state(view, {"values": values})
        missing = elements.missing_inputs(view.payload["blocks"], state)
        if missing:
            return {"response_action": "errors", "errors": missing}
        view = self._ws.views.fill(view, state)
        body = payloads.view_interaction(self._ws, "view_submission", person, view)
        answer = await self._ask("interactive", body | {"response_urls": []}) or {}
        self._follow(view, answer)
        return answer

    async def close(self, person: str, view_id: str) -> None:
        """Close a modal; the app is notified if the view asked for that.

        Raises:
            NotPossible: the view isn't open.
        """
        view = self._view(person, view_id)
        self._ws.views.pop(view)
        if view.payload.get("notify_on_close"):
            body = payloads.view_interaction(self._ws, "view_closed", person, view)
            await self._ask("interactive", body | {"is_cleared": False})

    async def shortcut(self, person: str, callback_id: str, message: Message | None) -> None:
        """Use a global shortcut, or one on a message.

        Raises:
            NotPossible: there is no such shortcut, or the app didn't acknowledge it.
        """
        ws = self._ws
        kind = "message" if message else "global"
        offered = {entry["callback_id"] for entry in ws.app.shortcuts if entry["type"] == kind}
        if callback_id not in offered:
            raise NotPossible(f"there is no {kind} shortcut {callback_id}")
        if message is None:
            body = payloads.common_fields(ws, "shortcut", person) | {"action_ts": ws.timestamp()}
        else:
            channel = own_channel(ws, person, message.channel)
            body = payloads.message_interaction(ws, "message_action", person, channel, message)
            body["message_ts"] = message.ts
            body["response_url"] = payloads.response_url(ws, person, channel.id)
        await self._ask("interactive", body | {"callback_id": callback_id})

    def open_home(self, person: str, tab: str) -> None:
        """Open the app's Home or Messages tab.

        Raises:
            NotPossible: the manifest disables the tab.
        """
        ws = self._ws
        if not (ws.app.home_tab if tab == "home" else ws.app.messages_tab):
            raise NotPossible(f"{tab}_tab_disabled")
        event: Json = {
            "type": "app_home_opened",
            "user": person,
            "channel": ws.direct(person).id,
            "tab": tab,
            "event_ts": ws.timestamp(),
        }
        home = ws.views.home(person)
        if tab == "home" and home:
            event["view"] = as_json(ws, home)
        ws.emit("app_home_opened", event)

    def stop(self, person: str, channel_id: str, thread_ts: str) -> None:
        """Press stop while the agent works in a thread.

        Raises:
            NotPossible: the person isn't in the channel.
        """
        channel = own_channel(self._ws, person, channel_id)
        self._ws.assistant.set_status(channel.id, thread_ts, "")
        event = {
            "type": "agent_session_stopped",
            "user": person,
            "channel": channel.id,
            "thread_ts": thread_ts,
            "event_ts": self._ws.timestamp(),
        }
        self._ws.emit("agent_session_stopped", event)

    async def _ask(self, kind: str, body: Json) -> Json | None:
        try:
            ack = await self._outbox.ask(kind, body["trigger_id"], body)
        except NotAcknowledged as failure:
            raise NotPossible(FAILURES.get(failure.reason, "dispatch_failed")) from failure
        return ack.payload

    def _respond(self, hook: Hook, answer: Json) -> None:
        try:
            respond(self._ws, hook, answer)
        except Refused as refused:
            raise NotPossible(f"dispatch_failed: {_explained(refused)}") from refused

    def _follow(self, view: View, answer: Json) -> None:
        """Do what the app's ``response_action`` says.

        Raises:
            NotPossible: Slack would refuse it.
        """
        views, action = self._ws.views, answer.get("response_action")
        try:
            if action is None:
                views.pop(view)
            elif action == "clear":
                views.clear(view.person)
            elif action == "update":
                views.replace(view, validate_view(self._ws, answer.get("view")))
            elif action == "push":
                if len(views.stack(view.person)) >= STACK_LIMIT:
                    raise Refused("push_limit_reached")
                views.push(view.person, validate_view(self._ws, answer.get("view")))
            elif action != "errors":
                raise Refused("invalid_response_action")
        except Refused as refused:
            raise NotPossible(f"response_action refused: {_explained(refused)}") from refused

    def _own(self, message: Message) -> Message:
        if message.bot_id != self._ws.bot_id:
            raise NotPossible("the message is not the app's")
        return message

    def _view(self, person: str, view_id: str) -> View:
        view = self._ws.views.find(view_id)
        if view is None or view.person != person:
            raise NotPossible("view_not_found")
        return view


def _explained(refused: Refused) -> str:
    details: Any = refused.as_json().get("response_metadata", {}).get("messages", [])
    return " ".join([refused.error, *details])
