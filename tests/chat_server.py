"""A server that speaks OpenAI's streaming chat completions API and plays scripts."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.chat_script import Ending, Script

STATUS = {Ending.LIMITED: 429, Ending.BROKEN: 500, Ending.REFUSED: 401}


@dataclass
class ChatServer:
    """``scripts`` are played in turn, then the last one is repeated.

    ``answering``, if given, chooses a script by the request instead. ``requests`` has the bodies
    received, ``keys`` the bearer tokens.
    """

    scripts: list[Script] = field(default_factory=list)
    answering: Callable[[dict[str, Any]], Script] | None = None
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    url: str = ""
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a client disconnects from a stalled reply."""

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """Handle ``POST …/v1/chat/completions``."""
        body: dict[str, Any] = await request.json()
        self.requests.append(body)
        key = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.keys.append(key)
        script = self._next(body)
        if script.ending in STATUS:
            # Real providers repeat the key in such errors, too.
            error = {"message": f"Trouble with your API key {key}.", "type": "x", "code": "y"}
            failed = web.json_response({"error": error}, status=STATUS[script.ending])
            failed.force_close()
            return failed
        response = web.StreamResponse()
        response.content_type = "text/event-stream"
        response.force_close()
        await response.prepare(request)
        for piece in script.pieces:
            await response.write(_event({"role": "assistant", "content": piece}))
        await self._end(request, response, script.ending)
        return response

    def _next(self, body: dict[str, Any]) -> Script:
        if self.answering:
            return self.answering(body)
        return self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]

    async def _end(
        self, request: web.Request, response: web.StreamResponse, ending: Ending
    ) -> None:
        if ending is Ending.STALLED:
            try:
                await asyncio.Event().wait()
            finally:
                self.hung_up.set()
        if ending is Ending.CUT:
            assert request.transport is not None
            request.transport.abort()
        elif ending is Ending.GARBLED:
            await response.write(b"data: {not json\n\n")
        elif ending in (Ending.WHOLE, Ending.LENGTH):
            await response.write(_event({}, ending.value) + b"data: [DONE]\n\n")


def _event(delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted",
        "choices": [choice],
    }
    return f"data: {json.dumps(chunk)}\n\n".encode()


@asynccontextmanager
async def chat_server() -> AsyncIterator[ChatServer]:
    """Yield a server on a free local port; clients use ``url`` as their base URL."""
    server = ChatServer()
    app = web.Application()
    app.router.add_post("/{name}/v1/chat/completions", server.complete)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        # LangChain caches clients by URL, beyond the event loop they belong to; ports are reused.
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/{uuid.uuid4().hex}/v1"
        yield server
    finally:
        await runner.cleanup()
