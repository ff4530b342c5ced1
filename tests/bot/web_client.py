"""The web server in HTTP mode without a network: signed bodies in, status codes out."""

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from slack_sdk.signature import SignatureVerifier

from bot.metrics import Metrics
from bot.slack.api.messenger import Messenger
from bot.slack.api.users import People
from bot.slack.app.bolt import build_app, web_client
from bot.slack.app.manifest import manifest
from bot.slack.home.home import show_home
from bot.slack.routing.services import Services
from bot.web import build_web
from bot.work import BoundedExecutor, Work
from knowledge.guide_model import Guide
from knowledge.model import Answer, Catalogue, Match, Turn
from sandbox.run import serve
from sandbox.workspace import Workspace
from tests.bot.samples import catalogue_of, sample_refusal
from tests.conftest import no_sleep
from tests.fakes.nudges import MemoryNudges
from tests.fakes.stores import MemoryClaims, MemoryConversations, MemoryLearning, MemorySignals

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class FakeKnowledge:
    """A knowledge core that gives everyone the same answer."""

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return sample_refusal(question)

    def catalogue(self) -> Catalogue:
        return catalogue_of()

    def match(self, phrase: str) -> Match:
        return Match(phrase, False, (), ())

    def match_all(self, phrases: Sequence[str]) -> Sequence[Match]:
        return [self.match(phrase) for phrase in phrases]

    def weigh(self, goal: str) -> Mapping[str, float]:
        return {}

    def guides_of(self, skill_id: str) -> Sequence[Guide]:
        return ()

    def guide(self, guide_id: str) -> Guide | None:
        return None

    def guide_on(self, topic: str) -> Guide | None:
        return None


@dataclass
class WebClient:
    """Calls the web server in HTTP mode without a network."""

    http: httpx.AsyncClient
    services: Services
    checks: dict[str, Any]

    async def post(self, body: bytes, kind: str = JSON, **headers: str) -> int:
        """Return the status of the response to a body signed by Slack."""
        now = str(int(time.time()))
        signed = {"X-Slack-Request-Timestamp": now, "Content-Type": kind}
        try:
            signature = SignatureVerifier(SECRET).generate_signature(timestamp=now, body=body)
        except UnicodeDecodeError:
            signature = "v0=none"
        own = {name.replace("_", "-"): value for name, value in headers.items()}
        values = {**signed, "X-Slack-Signature": str(signature), **own}
        encoded = [(name.encode(), value.encode()) for name, value in values.items()]
        answer = await self.http.post("/slack/events", content=body, headers=encoded)
        return answer.status_code


@asynccontextmanager
async def open_web_client() -> AsyncIterator[WebClient]:
    """Yield a client for a web server with a real Bolt app and a local workspace."""
    workspace, executor, metrics = Workspace.from_manifest(manifest()), BoundedExecutor(), Metrics()
    async with serve(workspace) as server:
        client = web_client(workspace.bot_token, f"{server.url}/api/", sleep=no_sleep)
        messenger = Messenger(client, sleep=no_sleep)
        stores = MemoryClaims(), MemoryConversations(), MemorySignals(), MemoryLearning()
        people = People(client, time.time)
        services = Services(
            FakeKnowledge(),
            *stores,
            MemoryNudges(),
            messenger,
            people,
            Work(),
            executor,
            time.time,
            show_home,
        )
        checks: dict[str, Any] = {}
        app = build_app(services, client, SECRET)
        web = build_web((app, SignatureVerifier(SECRET)), checks, metrics)
        transport = httpx.ASGITransport(app=web, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://coach") as http:
            yield WebClient(http, services, checks)
        await services.work.drain(10, 1)
        executor.close()
