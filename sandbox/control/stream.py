"""Server-sent events that say what the page should fetch again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from sandbox.changes import Changes
from sandbox.live import Live

BEAT_SECONDS = 15.0


async def stream_changes(changes: Changes, person: str) -> AsyncIterator[str]:
    """Yield every change that a person may see, and a comment line when nothing happens."""
    with changes.subscribe() as queue:
        yield ": hello\n\n"
        while True:
            try:
                async with asyncio.timeout(BEAT_SECONDS):
                    change = await queue.get()
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if change is None:
                return
            if change.person in (None, person):
                yield f"data: {json.dumps(change.as_json())}\n\n"


def routes(live: Live) -> list[Route]:
    async def endpoint(request: Request) -> Response:
        person = request.query_params.get("person", "")
        return StreamingResponse(
            stream_changes(live.ws.changes, person),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    return [Route("/stream", endpoint, methods=["GET"])]
