"""Files as a person sees them: those attached to messages in their own conversations."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sandbox.files import File
from sandbox.live import Live
from sandbox.workspace import Workspace

SHOWN = frozenset({"image/png", "image/jpeg", "image/gif"})
"""Types a browser may show on the page; all others are downloaded and never run here."""


def routes(live: Live) -> list[Route]:
    async def endpoint(request: Request) -> Response:
        query = request.query_params
        file = find_visible_file(live.ws, query.get("person", ""), query.get("file", ""))
        if file is None or file.content is None:
            return PlainTextResponse("There is no such file for this person.", 404)
        if file.mimetype in SHOWN:
            return Response(file.content, media_type=file.mimetype)
        headers = {"Content-Disposition": "attachment"}
        return Response(file.content, media_type="application/octet-stream", headers=headers)

    return [Route("/file", endpoint, methods=["GET"])]


def find_visible_file(ws: Workspace, person: str, file_id: str) -> File | None:
    """Return a file attached to a message in one of this person's conversations, otherwise None."""
    for channel in ws.conversations:
        if person in channel.members:
            for message in ws.messages.all(channel.id):
                if any(each["id"] == file_id for each in message.files or []):
                    return ws.files.get(file_id)
    return None
