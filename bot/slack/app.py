"""The Bolt app: every entry of the registration lists becomes a listener."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.actions import ACTIONS
from bot.slack.commands import COMMANDS
from bot.slack.desk import Desk
from bot.slack.errors import explain, quietly, telling
from bot.slack.events import EVENTS
from bot.slack.registry import (
    Action,
    ActionCall,
    Command,
    CommandCall,
    Event,
    EventCall,
    Place,
    Submission,
    SubmissionCall,
)
from bot.slack.retries import Sleep, handlers
from bot.slack.submissions import SUBMISSIONS
from bot.slack.views.message import Message

log = structlog.get_logger(__name__)

SLACK_SECONDS = 30
Body = dict[str, Any]


def web_client(token: str, api_url: str, *, sleep: Sleep = asyncio.sleep) -> AsyncWebClient:
    """A client with time limits and the one retry policy."""
    return AsyncWebClient(
        token=token, base_url=api_url, timeout=SLACK_SECONDS, retry_handlers=handlers(sleep)
    )


def build_app(desk: Desk, client: AsyncWebClient, signing_secret: str | None) -> AsyncApp:
    """A Bolt app for one workspace. Without a signing secret, never feed it HTTP."""
    app = AsyncApp(
        name="skill-coach",
        client=client,
        signing_secret=signing_secret or "",
    )
    for event in EVENTS:
        app.event(event.type)(_event_listener(desk, event))
    for command in COMMANDS:
        app.command(command.name)(_command_listener(desk, command))
    for action in ACTIONS:
        pattern = re.compile(rf"^{re.escape(action.action_id)}(:.*)?$")
        app.action(pattern)(_action_listener(desk, action))
    for submission in SUBMISSIONS:
        app.view(submission.callback_id)(_submission_listener(desk, submission))
    app.event(re.compile(".*"))(_ignore)
    app.error(_report)
    return app


def _event_listener(desk: Desk, event: Event) -> Callable[..., Awaitable[None]]:
    async def listen(body: Body, context: AsyncBoltContext) -> None:
        call = EventCall(
            workspace=workspace(context),
            bot_user=context.bot_user_id or "",
            event_id=str(body.get("event_id") or ""),
            event=body["event"],
        )
        desk.work.start(quietly(event.handle(desk, call), event=event.type))

    return listen


def _command_listener(desk: Desk, command: Command) -> Callable[..., Awaitable[None]]:
    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        call = CommandCall(
            workspace=workspace(context),
            person=str(body["user_id"]),
            place=Place(str(body["channel_id"])),
            text=str(body.get("text") or ""),
            trigger_id=str(body.get("trigger_id") or ""),
            response_url=str(body.get("response_url") or ""),
        )
        _own(desk, command.handle(desk, call), call)

    return listen


def _action_listener(desk: Desk, action: Action) -> Callable[..., Awaitable[None]]:
    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        call = action_call(body, workspace(context))
        _own(desk, action.handle(desk, call), call)

    return listen


def _submission_listener(desk: Desk, submission: Submission) -> Callable[..., Awaitable[None]]:
    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        view = body["view"]
        call = SubmissionCall(
            workspace=workspace(context),
            person=str(body["user"]["id"]),
            private_metadata=str(view.get("private_metadata") or ""),
            values=view["state"]["values"],
        )
        desk.work.start(quietly(submission.handle(desk, call), view=submission.callback_id))

    return listen


def _own(desk: Desk, work: Awaitable[None], call: CommandCall | ActionCall) -> None:
    """Runs what a person waits for as work of ours; failures are told privately."""

    async def tell(message: Message) -> None:
        if call.response_url:
            await desk.messenger.respond(call.response_url, message)

    async def run() -> None:
        await telling(work, tell, workspace=call.workspace)

    desk.work.start(run())


def action_call(body: Body, team: str) -> ActionCall:
    """A click's payload, unpacked."""
    container, view = body.get("container") or {}, body.get("view") or {}
    message = body.get("message") or {}
    channel, ts = container.get("channel_id"), container.get("message_ts")
    clicked = body["actions"][0]
    return ActionCall(
        workspace=team,
        person=str(body["user"]["id"]),
        place=Place(channel, message.get("thread_ts") or container.get("thread_ts") or ts)
        if channel and ts
        else None,
        message_ts=ts,
        ephemeral=bool(container.get("is_ephemeral")),
        value=str(clicked.get("value") or ""),
        view_id=view.get("id"),
        trigger_id=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
    )


def workspace(context: AsyncBoltContext) -> str:
    """The workspace a request belongs to; the organisation where it is installed org-wide."""
    return context.team_id or context.enterprise_id or ""


async def _ignore() -> None:
    """Acknowledges events nobody listens to, which Slack would else deliver again."""


async def _report(error: Exception) -> None:
    """Bolt's own error handler: what no listener told anybody about."""
    explain(error)
