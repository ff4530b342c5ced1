"""The web server: health for operators, and nothing that anybody posts makes it fall over."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier

from bot.metrics import Metrics
from bot.slack.app import build_app, web_client
from bot.slack.desk import Desk
from bot.slack.manifest import manifest
from bot.slack.messenger import Messenger
from bot.store.memory import MemoryClaims, MemoryConversations
from bot.web import LARGEST_BODY, build_web
from bot.work import Thinker, Work
from knowledge.errors import CoachError
from knowledge.model import Answer, Catalogue, Turn
from sandbox.run import serve
from sandbox.workspace import Workspace
from tests.bot.samples import catalogue_of, refused
from tests.conftest import no_waiting

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class Knows:
    """A knowledge core that answers everything alike."""

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return refused(question)

    def catalogue(self) -> Catalogue:
        return catalogue_of()


@dataclass
class Door:
    """The coach's web server in HTTP mode, called without a network."""

    http: httpx.AsyncClient
    desk: Desk
    checks: dict[str, Any]

    async def post(self, body: bytes, kind: str = JSON, **headers: str) -> int:
        """The status of the answer to a body that Slack signed."""
        now = str(int(time.time()))
        signed = {"X-Slack-Request-Timestamp": now, "Content-Type": kind}
        try:
            signature = SignatureVerifier(SECRET).generate_signature(timestamp=now, body=body)
        except UnicodeDecodeError:
            signature = "v0=none"
        values = {**signed, "X-Slack-Signature": str(signature), **headers}
        encoded = {name.replace("_", "-"): value.encode() for name, value in values.items()}
        answer = await self.http.post("/slack/events", content=body, headers=encoded)
        return answer.status_code


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    """A web server around a real Bolt app, whose workspace is a local one."""
    workspace, thinker, metrics = Workspace.from_manifest(manifest()), Thinker(), Metrics()
    async with serve(workspace) as server:
        client = web_client(workspace.bot_token, f"{server.url}/api/", sleep=no_waiting)
        messenger = Messenger(client, sleep=no_waiting)
        stores = MemoryClaims(), MemoryConversations()
        desk = Desk(Knows(), *stores, messenger, Work(), thinker, time.time)
        checks: dict[str, Any] = {}
        web = build_web(build_app(desk, client, SECRET), checks, metrics)
        transport = httpx.ASGITransport(app=web, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://coach") as http:
            yield Door(http, desk, checks)
        await desk.work.drain(10, 1)
        thinker.close()


async def test_health_and_metrics(door: Door) -> None:
    assert (await door.http.get("/healthz")).json() == {"status": "ok"}
    metrics = await door.http.get("/metrics")
    assert metrics.status_code == 200
    assert "coach_answer_seconds" in metrics.text


async def test_ready_says_what_is_wrong(door: Door) -> None:
    async def fine() -> None:
        """Nothing is wrong."""

    async def broken() -> None:
        raise CoachError("The database sleeps.")

    door.checks["documents"] = fine
    assert (await door.http.get("/readyz")).json() == {"ready": True, "checks": {"documents": "ok"}}
    door.checks["database"] = broken
    answer = await door.http.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert answer.json()["checks"]["database"] == "The database sleeps."


async def test_ready_survives_a_check_that_breaks(door: Door) -> None:
    async def odd() -> None:
        raise ValueError("at postgresql://coach:s3cret@db/coach")

    door.checks["database"] = odd
    answer = await door.http.get("/readyz")
    assert answer.status_code == 503
    assert "s3cret" not in answer.text


async def test_socket_mode_takes_nothing_over_http() -> None:
    transport = httpx.ASGITransport(app=build_web(None, {}, Metrics()))
    async with httpx.AsyncClient(transport=transport, base_url="http://coach") as http:
        assert (await http.post("/slack/events", content=b"{}")).status_code == 404


async def test_slack_finds_out_that_the_address_is_ours(door: Door) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c"}).encode()
    assert await door.post(body) == 200


async def test_a_signed_event_is_taken_and_worked_on(door: Door) -> None:
    event = {"type": "app_uninstalled"}
    body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}
    assert await door.post(json.dumps(body).encode()) == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", JSON),
        (b"not json", JSON),
        (b"\xff\xfe", JSON),
        (b"text=\xff", FORM),
        (b"[]", JSON),
        (b'"text"', JSON),
        (b"null", JSON),
        (b"1", JSON),
        (b"payload=[", FORM),
        (b"payload=[]", FORM),
        (b"payload=null", FORM),
        (b"payload=%ff", FORM),
        (b'{"type": "event_callback"}', JSON),
        (b'{"type": "event_callback", "event": []}', JSON),
        (b'{"type": "event_callback", "event": {"type": 1}}', JSON),
        (b'payload={"type": "block_actions", "actions": {}}', FORM),
        (b'payload={"type": "block_actions", "actions": []}', FORM),
        (b'payload={"type": "block_actions", "actions": [{}], "user": 7}', FORM),
        (b'{"a": ' * 50_000, JSON),
        (b"[" * 100_000, JSON),
        (b"payload=" + b"[" * 100_000, FORM),
        (b'{"a": "' + b"x" * 2_000_000 + b'"}', JSON),
        (b"1" * 5_000, JSON),
        (b"", JSON),
        (b"", FORM),
        (b"%", FORM),
        (b"text=hello", "text/plain"),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else "",
)
async def test_a_bad_body_is_refused(door: Door, body: bytes, kind: str) -> None:
    assert 400 <= await door.post(body, kind) < 500


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Slack_Signature": "v0=" + "0" * 64},
        {"X_Slack_Signature": ""},
        {"X_Slack_Signature": "v0=ü"},
        {"X_Slack_Request_Timestamp": "0"},
        {"X_Slack_Request_Timestamp": str(int(time.time()) - 600)},
        {"X_Slack_Request_Timestamp": ""},
        {"X_Slack_Request_Timestamp": "soon"},
        {"X_Slack_Request_Timestamp": "1" * 5_000},
        {"X_Slack_Request_Timestamp": "²"},
    ],
    ids=str,
)
async def test_what_slack_did_not_sign_is_refused(door: Door, headers: dict[str, str]) -> None:
    body = b'{"type": "event_callback", "event": {"type": "app_mention"}}'
    assert await door.post(body, **headers) == 401
    answer = await door.http.post("/slack/events", content=body)
    assert answer.status_code == 401
    assert len(door.desk.work) == 0


async def test_the_body_is_not_read_beyond_its_limit(door: Door) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while read < 5 * LARGEST_BODY:
            read += 100_000
            yield b"x" * 100_000
            await asyncio.sleep(0)

    signed = {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=0"}
    answer = await door.http.post("/slack/events", content=endless(), headers=signed)
    assert answer.status_code == 413
    assert read < 2 * LARGEST_BODY


WORDS = st.sampled_from(["", "T1", "C1", "U1", "1.0", "\0", "\ud800", "message", "https://x"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(), inner, max_size=3)
    ),
    max_leaves=8,
)
TYPES = st.sampled_from(
    [
        *("event_callback", "url_verification", "block_actions", "block_suggestion", "shortcut"),
        *("message_action", "view_submission", "view_closed", "interactive_message"),
        *("dialog_submission", "dialog_cancellation", "dialog_suggestion", "workflow_step_edit"),
    ]
)
EVENT = st.fixed_dictionaries(
    {"type": st.sampled_from(["message", "app_mention", "app_home_opened", "tokens_revoked", "x"])},
    optional=dict.fromkeys(
        ["user", "channel", "ts", "thread_ts", "text", "subtype", "message", "tab", "channel_type"],
        VALUES,
    ),
)
ACTION = st.fixed_dictionaries(
    {"action_id": st.sampled_from(["show_section:0", "ask_example:1", "x"]) | VALUES},
    optional={"value": VALUES, "block_id": VALUES, "type": VALUES},
)
PAYLOADS = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        [
            *("team", "team_id", "user", "user_id", "channel", "channel_id", "view", "container"),
            *("message", "enterprise", "authorizations", "is_enterprise_install", "trigger_id"),
            *("response_url", "callback_id", "ssl_check", "context_team_id", "challenge"),
        ],
        VALUES,
    )
    | {
        "type": TYPES | VALUES,
        "event": EVENT | VALUES,
        "actions": st.lists(ACTION, max_size=2) | VALUES,
        "command": st.sampled_from(["/ask", "/coach"]) | VALUES,
    },
)
EXAMPLES = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@EXAMPLES
@given(VALUES | PAYLOADS, st.sampled_from([JSON, FORM, ""]))
async def test_no_signed_json_makes_it_fall_over(door: Door, value: Any, kind: str) -> None:
    assert await door.post(json.dumps(value).encode(), kind) < 500


@EXAMPLES
@given(PAYLOADS)
async def test_no_signed_form_makes_it_fall_over(door: Door, payload: dict[str, Any]) -> None:
    assert await door.post(urlencode({"payload": json.dumps(payload)}).encode(), FORM) < 500
    fields = {k: v if isinstance(v, str) else json.dumps(v) for k, v in payload.items()}
    assert await door.post(urlencode(fields, errors="replace").encode(), FORM) < 500
