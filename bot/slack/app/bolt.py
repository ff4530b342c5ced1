"""Builds the Bolt app, with a listener for every entry of the registration lists."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.api.blocks import Message
from bot.slack.api.error_report import UNREADABLE, explain, run_or_log, run_or_tell
from bot.slack.api.retries import Sleep, handlers
from bot.slack.app.actions import ACTIONS
from bot.slack.app.commands import COMMANDS
from bot.slack.app.events import EVENTS
from bot.slack.app.options import OPTIONS
from bot.slack.app.shortcuts import SHORTCUTS
from bot.slack.app.submissions import SUBMISSIONS
from bot.slack.routing.handlers import (
    Action,
    ActionCall,
    Command,
    CommandCall,
    Event,
    EventCall,
    Options,
    OptionsCall,
    Shortcut,
    ShortcutCall,
    Submission,
)
from bot.slack.routing.payloads import (
    action_call,
    command_call,
    person_of,
    shortcut_call,
    submission_call,
)
from bot.slack.routing.services import Services

log = structlog.get_logger(__name__)

SLACK_SECONDS = 30
OPTIONS_SECONDS = 2.5
"""Slack waits 3 s for a select's options."""
Body = dict[str, Any]


def web_client(token: str, api_url: str, *, sleep: Sleep = asyncio.sleep) -> AsyncWebClient:
    """Return a Web API client with time limits and the retry policy."""
    return AsyncWebClient(
        token=token, base_url=api_url, timeout=SLACK_SECONDS, retry_handlers=handlers(sleep)
    )


def build_app(services: Services, client: AsyncWebClient, signing_secret: str | None) -> AsyncApp:
    """Return the Bolt app for one workspace.

    Without a signing secret it must not receive HTTP requests: nothing would verify them.
    """
    app = AsyncApp(
        name="skill-coach",
        client=client,
        signing_secret=signing_secret or "",
    )
    for event in EVENTS:
        app.event(event.type)(_event_listener(services, event))
    for command in COMMANDS:
        app.command(command.name)(_command_listener(services, command))
    for action in ACTIONS:
        pattern = re.compile(rf"^{re.escape(action.action_id)}(:.*)?$")
        app.action(pattern)(_action_listener(services, action))
    for submission in SUBMISSIONS:
        app.view(submission.callback_id)(_submission_listener(services, submission))
    for shortcut in SHORTCUTS:
        app.message_shortcut(shortcut.callback_id)(_shortcut_listener(services, shortcut))
    for options in OPTIONS:
        app.options(options.action_id)(_options_listener(services, options))
    app.event(re.compile(".*"))(_ignore)
    app.error(_report)
    return app


def _event_listener(services: Services, event: Event) -> Callable[..., Awaitable[None]]:
    async def listen(body: Body, context: AsyncBoltContext) -> None:
        call = EventCall(
            workspace=workspace(context),
            bot_user=context.bot_user_id or "",
            event_id=str(body.get("event_id") or ""),
            event=body["event"],
        )
        services.work.start(run_or_log(event.handle(services, call), event=event.type))

    return listen


def _command_listener(services: Services, command: Command) -> Callable[..., Awaitable[None]]:
    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        call = command_call(body, workspace(context))
        _own(services, command.handle(services, call), call)

    return listen


def _action_listener(services: Services, action: Action) -> Callable[..., Awaitable[None]]:
    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        call = action_call(body, workspace(context))
        _own(services, action.handle(services, call), call)

    return listen


def _submission_listener(
    services: Services, submission: Submission
) -> Callable[..., Awaitable[None]]:
    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        call = submission_call(body, workspace(context))
        if submission.check and (wrong := submission.check(call, services.clock())):
            await ack(response_action="errors", errors=wrong)
            return
        await ack()
        services.work.start(
            run_or_log(submission.handle(services, call), view=submission.callback_id)
        )

    return listen


def _shortcut_listener(services: Services, shortcut: Shortcut) -> Callable[..., Awaitable[None]]:
    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        call = shortcut_call(body, workspace(context))
        _own(services, shortcut.handle(services, call), call)

    return listen


def _options_listener(services: Services, options: Options) -> Callable[..., Awaitable[None]]:
    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        call = OptionsCall(workspace(context), person_of(body), str(body.get("value") or ""))
        found: list[Body] = []
        try:
            async with asyncio.timeout(OPTIONS_SECONDS):
                found = await options.find(services, call)
        except Exception as error:  # a select can't show an error, only an empty list
            explain(error, options=options.action_id)
        await (ack(option_groups=found) if found else ack(options=[]))

    return listen


def _own(
    services: Services, work: Awaitable[None], call: CommandCall | ActionCall | ShortcutCall
) -> None:
    """Run a handler in the background; if it fails, tell the person privately."""

    async def tell(message: Message) -> None:
        if call.response_url:
            await services.messenger.respond(call.response_url, message)

    async def run() -> None:
        await run_or_tell(work, tell, workspace=call.workspace)

    services.work.start(run())


def workspace(context: AsyncBoltContext) -> str:
    """Return the workspace id of a request, or the organization's if installed org-wide."""
    return context.team_id or context.enterprise_id or ""


async def _ignore() -> None:
    """Acknowledge events without a listener; otherwise Slack would send them again."""


async def _report(error: Exception) -> BoltResponse | None:
    """Report what failed before a listener's own work began.

    By then only Bolt and our listeners have read the payload, so an error of these types means a
    payload of the wrong shape: a 400, which Slack doesn't send again.
    """
    if isinstance(error, UNREADABLE):
        log.warning("unreadable_payload_rejected", error=type(error).__name__)
        return BoltResponse(status=400, body="The body isn't a Slack request.")
    explain(error)
    return None
