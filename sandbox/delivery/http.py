"""Delivery by signed HTTP: each parcel is a POST to the app's request URL."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp

from sandbox.delivery.transport import Ack, NotAcknowledged, Parcel
from sandbox.faults import Faults
from sandbox.model import Json
from sandbox.workspace import Workspace

STALE_SECONDS = 600
FORM = "application/x-www-form-urlencoded"


class SignedHttp:
    """Posts to the app, signed with the machine's own time.

    The workspace's clock doesn't count here: the app compares the signature with its own clock.
    """

    connected = True

    def __init__(
        self, ws: Workspace, url: str, session: aiohttp.ClientSession, faults: Faults
    ) -> None:
        self._ws = ws
        self._url = url
        self._session = session
        self._faults = faults

    async def send(self, parcel: Parcel, within: float) -> Ack:
        body, content_type = _encoded(parcel)
        headers = {"Content-Type": content_type}
        if parcel.attempt > 1:
            headers["X-Slack-Retry-Num"] = str(parcel.attempt - 1)
            headers["X-Slack-Retry-Reason"] = parcel.reason or "unknown_error"
        began = time.monotonic()
        try:
            async with asyncio.timeout(within):
                status, text, answered = await self._post(body, headers)
        except TimeoutError:
            raise NotAcknowledged("http_timeout") from None
        except aiohttp.ClientError:
            raise NotAcknowledged("connection_failed") from None
        latency = time.monotonic() - began
        if not 200 <= status < 300:
            retry = answered.get("X-Slack-No-Retry") != "1"
            raise NotAcknowledged("http_error", retry=retry, latency=latency)
        return Ack(_payload(text), latency)

    async def send_raw(
        self, body: bytes, content_type: str, headers: Mapping[str, str] | None = None
    ) -> int:
        """Post any bytes to the app, signed, and return its HTTP status."""
        status, _, _ = await self._post(body, {"Content-Type": content_type, **(headers or {})})
        return status

    async def _post(
        self, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int, str, Mapping[str, str]]:
        secret, now = self._ws.signing_secret, int(time.time())
        if self._faults.take("bad_signature"):
            secret = "not-" + secret
        if self._faults.take("stale_signature"):
            now -= STALE_SECONDS
        signed = signature_headers(secret, body, now)
        async with self._session.post(
            self._url, data=body, headers={**signed, **headers}, allow_redirects=False
        ) as response:
            return response.status, await response.text(), response.headers


def _encoded(parcel: Parcel) -> tuple[bytes, str]:
    if parcel.kind == "events_api":
        return json.dumps(parcel.body).encode(), "application/json"
    fields = (
        parcel.body if parcel.kind == "slash_commands" else {"payload": json.dumps(parcel.body)}
    )
    return urlencode(fields).encode(), FORM


def _payload(text: str) -> Json | None:
    """Return an acknowledgement's body as JSON; plain text becomes a message, as in Slack."""
    if not text.strip():
        return None
    try:
        answer = json.loads(text)
    except ValueError:
        return {"text": text}
    return answer if isinstance(answer, dict) else {"text": text}


def signature_headers(secret: str, body: bytes, timestamp: int) -> dict[str, str]:
    """Return the two headers that prove a request comes from Slack; ``timestamp`` is in seconds."""
    base = b"v0:" + str(timestamp).encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}
