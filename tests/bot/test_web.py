"""The web server: health checks for operators, and nothing anybody posts crashes it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.metrics import Metrics
from bot.web import LARGEST_BODY, build_web
from knowledge.errors import CoachError
from tests.bot.web_client import FORM, JSON, WebClient


async def test_health_and_metrics(web_client: WebClient) -> None:
    assert (await web_client.http.get("/healthz")).json() == {"status": "ok"}
    metrics = await web_client.http.get("/metrics")
    assert metrics.status_code == 200
    assert "coach_answer_seconds" in metrics.text


async def test_ready_says_what_is_wrong(web_client: WebClient) -> None:
    async def fine() -> None:
        """Pass the check."""

    async def broken() -> None:
        raise CoachError("The database sleeps.")

    web_client.checks["documents"] = fine
    assert (await web_client.http.get("/readyz")).json() == {
        "ready": True,
        "checks": {"documents": "ok"},
    }
    web_client.checks["database"] = broken
    answer = await web_client.http.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert answer.json()["checks"]["database"] == "The database sleeps."


async def test_ready_survives_a_check_that_breaks(web_client: WebClient) -> None:
    async def odd() -> None:
        raise ValueError("at postgresql://coach:s3cret@db/coach")

    web_client.checks["database"] = odd
    answer = await web_client.http.get("/readyz")
    assert answer.status_code == 503
    assert "s3cret" not in answer.text


async def test_socket_mode_accepts_nothing_over_http() -> None:
    transport = httpx.ASGITransport(app=build_web(None, {}, Metrics()))
    async with httpx.AsyncClient(transport=transport, base_url="http://coach") as http:
        assert (await http.post("/slack/events", content=b"{}")).status_code == 404


async def test_slack_finds_out_that_the_address_is_ours(web_client: WebClient) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c"}).encode()
    assert await web_client.post(body) == 200


async def test_a_signed_event_is_accepted_and_handled(web_client: WebClient) -> None:
    event = {"type": "app_uninstalled"}
    body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}
    assert await web_client.post(json.dumps(body).encode()) == 200


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
        *((b'{"event": ' * depth + b"1" + b"}" * depth, JSON) for depth in (480, 700, 940)),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else "",
)
async def test_a_bad_body_is_refused(web_client: WebClient, body: bytes, kind: str) -> None:
    assert 400 <= await web_client.post(body, kind) < 500


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Slack_Signature": "v0=" + "0" * 64},
        {"X_Slack_Signature": ""},
        {"X_Slack_Signature": "v0=ü"},
        {"X_Slack_Request_Timestamp": "0"},
        pytest.param({"X_Slack_Request_Timestamp": str(int(time.time()) - 600)}, id="stale"),
        {"X_Slack_Request_Timestamp": ""},
        {"X_Slack_Request_Timestamp": "soon"},
        {"X_Slack_Request_Timestamp": "1" * 5_000},
        {"X_Slack_Request_Timestamp": "²"},
    ],
    ids=str,
)
async def test_what_slack_did_not_sign_is_refused(
    web_client: WebClient, headers: dict[str, str]
) -> None:
    body = b'{"type": "event_callback", "event": {"type": "app_mention"}}'
    assert await web_client.post(body, **headers) == 401
    answer = await web_client.http.post("/slack/events", content=body)
    assert answer.status_code == 401
    assert len(web_client.services.work) == 0


@pytest.mark.parametrize("depth", [480, 700, 940, 100_000])
async def test_nothing_unsigned_is_parsed(
    web_client: WebClient, depth: int, capsys: pytest.CaptureFixture[str]
) -> None:
    body = b'{"event": ' * depth + b"1" + b"}" * depth
    assert await web_client.post(body, X_Slack_Signature="v0=" + "0" * 64) in {401, 413}
    assert "Traceback" not in capsys.readouterr().err


async def test_a_second_signature_is_no_way_around_the_first(web_client: WebClient) -> None:
    now = str(int(time.time()))
    headers = [(name, now) for name in ("X-Slack-Request-Timestamp", "X-Slack-Signature")]
    twice = [*headers, ("X-Slack-Request-Timestamp", "soon")]
    answer = await web_client.http.post("/slack/events", content=b"{}", headers=twice)
    assert answer.status_code == 401


async def test_the_body_is_not_read_beyond_its_limit(web_client: WebClient) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while read < 5 * LARGEST_BODY:
            read += 100_000
            yield b"x" * 100_000
            await asyncio.sleep(0)

    signed = {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=0"}
    answer = await web_client.http.post("/slack/events", content=endless(), headers=signed)
    assert answer.status_code == 413
    assert read < 2 * LARGEST_BODY
