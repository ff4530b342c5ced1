"""Start and stop the whole coach: Slack app, web server, scheduler and maintenance, in order."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
import uvicorn
from fastapi import FastAPI
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.assemble import KnowledgeService
from bot.coaching.messages.classifier import IntentClassifier
from bot.maintenance import housekeeping
from bot.metrics import Metrics
from bot.scheduler import DEFAULT_RHYTHM, Rhythm, Scheduler
from bot.settings import Settings
from bot.slack.api.errors import error_code
from bot.slack.api.messenger import Messenger
from bot.slack.api.retries import SLACK_FAILED, Sleep
from bot.slack.api.users import People
from bot.slack.app.bolt import build_app, web_client
from bot.slack.home.home import show_home
from bot.slack.routing.services import Services
from bot.store.claims import DatabaseClaims
from bot.store.conversations import DatabaseConversations
from bot.store.database import Database, open_database
from bot.store.learning import DatabaseLearning
from bot.store.nudges import DatabaseNudges
from bot.store.signals import DatabaseSignals
from bot.web import Check, build_web
from bot.work import BoundedExecutor, Work
from knowledge.errors import CoachError, InputError

log = structlog.get_logger(__name__)

FINISH_SECONDS = 6.0
"""How long running answers may take to finish at shutdown."""
STOP_SECONDS = 1.0
"""How long they may then take to say that they were cut off."""
NUDGES_SECONDS = 2.0
"""How long nudges that are being sent may take to finish at shutdown. An unfinished one is looked
up in Slack later."""


@dataclass(frozen=True)
class RunningCoach:
    """A started coach. ``url`` is the address of its web server."""

    services: Services
    url: str
    scheduler: Scheduler


class WebServer(uvicorn.Server):
    """Uvicorn without signal handlers: the coach stops its parts itself, in order."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def run_coach(
    settings: Settings,
    knowledge: KnowledgeService,
    *,
    clock: Callable[[], float] = time.time,
    sleep: Sleep = asyncio.sleep,
    rhythm: Rhythm = DEFAULT_RHYTHM,
    by_hand: bool = False,
) -> AsyncIterator[RunningCoach]:
    """Start the coach, and stop it when the block ends, within 10 s and without losing anything.

    ``clock`` returns seconds since 1970. With ``by_hand`` the scheduler only runs when `tick` is
    called.

    Raises:
        InputError: a token is missing.
        CoachError: the database, a token or the port can't be used.
    """
    bot_token = require_tokens(settings)
    async with contextlib.AsyncExitStack() as stack:
        database = await open_database(settings.database_url)
        stack.push_async_callback(database.close)
        executor = BoundedExecutor()
        stack.callback(executor.close)
        client = web_client(bot_token, settings.slack_api_url, sleep=sleep)
        await check_tokens(client)
        await executor.run(knowledge.warm_up, seconds=120)
        messenger, people = Messenger(client, sleep=sleep), People(client, clock)
        nudges = DatabaseNudges(database, rhythm.claim_seconds)
        services = build_services(knowledge, database, nudges, messenger, people, executor, clock)
        stack.push_async_callback(services.work.drain, FINISH_SECONDS, STOP_SECONDS)
        metrics = knowledge.metrics or Metrics()
        metrics.under_way.set_function(lambda: len(services.work))
        checks: dict[str, Check] = {"database": database.ping, "documents": _documents(services)}
        listening = _listening(services, client, settings, checks, metrics)
        url = await stack.enter_async_context(listening)
        stack.enter_context(housekeeping(services))
        scheduler = Scheduler(services, rhythm, sleep=sleep)
        if not by_hand:
            await stack.enter_async_context(scheduler.running(NUDGES_SECONDS))
        yield RunningCoach(services, url, scheduler)
        log.info("shutdown_started", under_way=len(services.work))


@contextlib.asynccontextmanager
async def _listening(
    services: Services,
    client: AsyncWebClient,
    settings: Settings,
    checks: dict[str, Check],
    metrics: Metrics,
) -> AsyncIterator[str]:
    """Connect to Slack by socket or HTTP; yield the web server's URL."""
    secret, token = settings.slack_signing_secret, settings.slack_app_token
    app = build_app(services, client, secret.get_secret_value() if secret else None)
    async with contextlib.AsyncExitStack() as stack:
        if token:
            socket = _socket(app, token.get_secret_value(), client)
            checks = {**checks, "slack": await stack.enter_async_context(socket)}
        over_http = secret if secret and not token else None
        slack = (app, SignatureVerifier(over_http.get_secret_value())) if over_http else None
        web = build_web(slack, checks, metrics)
        yield await stack.enter_async_context(_web(web, settings))


def build_services(
    knowledge: KnowledgeService,
    database: Database,
    nudges: DatabaseNudges,
    messenger: Messenger,
    people: People,
    executor: BoundedExecutor,
    clock: Callable[[], float],
) -> Services:
    """Return the services of a coach on this database; ``messenger`` and ``people`` call Slack."""
    return Services(
        knowledge=knowledge,
        claims=DatabaseClaims(database),
        conversations=DatabaseConversations(database),
        signals=DatabaseSignals(database),
        learning=DatabaseLearning(database),
        nudges=nudges,
        messenger=messenger,
        people=people,
        work=Work(),
        executor=executor,
        clock=clock,
        draw_home=show_home,
        classify=IntentClassifier(knowledge.embedder.embed).classify,
        writer=knowledge.writer,
        asker=knowledge.asker,
    )


def require_tokens(settings: Settings) -> str:
    """Return the bot token.

    Raises:
        InputError: a token is missing; the message says which.
    """
    if settings.slack_bot_token is None:
        raise InputError(
            "SLACK_BOT_TOKEN isn't set. Connect a workspace as described in the README, or "
            "try the coach without one: `coach demo`."
        )
    if settings.slack_app_token is None and settings.slack_signing_secret is None:
        raise InputError(
            "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP), so that Slack "
            "can reach the coach. `coach doctor` shows details."
        )
    return settings.slack_bot_token.get_secret_value()


async def check_tokens(client: AsyncWebClient) -> None:
    """Check that Slack accepts the bot token.

    Raises:
        CoachError: Slack rejects the token or does not answer.
    """
    try:
        await client.auth_test()
    except SLACK_FAILED as error:
        raise CoachError(
            f"Slack rejected the bot token ({error_code(error)}). Run `coach doctor` to see how to "
            "fix it."
        ) from error


def _documents(services: Services) -> Check:
    async def check() -> None:
        if not (await services.catalogue()).outlines:
            raise CoachError("No documents yet. Add some with `coach ingest PATH`.")

    return check


@asynccontextmanager
async def _socket(app: AsyncApp, token: str, client: AsyncWebClient) -> AsyncIterator[Check]:
    """Run Socket Mode while the block lasts, reconnecting as needed; yield its readiness check."""
    handler = AsyncSocketModeHandler(app, token, web_client=client)
    try:
        opened = await client.apps_connections_open(app_token=token)
        handler.client.wss_uri = opened["url"]
        await handler.connect_async()  # type: ignore[no-untyped-call]
    except SLACK_FAILED as error:
        await handler.close_async()  # type: ignore[no-untyped-call]
        raise CoachError(
            f"Slack rejected the app-level token ({error_code(error)}). Run `coach doctor` to see "
            "how to fix it."
        ) from error

    async def check() -> None:
        if not await handler.client.is_connected():
            raise CoachError("Not connected to Slack. Reconnecting.")

    try:
        yield check
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def _web(web: FastAPI, settings: Settings) -> AsyncIterator[str]:
    host, port = settings.coach_host, settings.coach_port
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise CoachError(
            f"Can't listen on {host}:{port} ({error.strerror}). Set COACH_HOST or COACH_PORT."
        ) from error
    config = uvicorn.Config(web, log_config=None, timeout_graceful_shutdown=1, lifespan="off")
    server = WebServer(config)
    serving = asyncio.create_task(server.serve([listener]))
    try:
        yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
