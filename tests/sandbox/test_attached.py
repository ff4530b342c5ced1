"""Files as people see them: only those of their own conversations, and never one that could run."""

import aiohttp
import pytest

from sandbox.files import File
from sandbox.message_changes import post
from sandbox.model import Message
from sandbox.run import Server, serve
from sandbox.workspace import Workspace
from tests.sandbox.apps import MANIFEST

ANA, BEN = "U_ANA", "U_BEN"


def attach(ws: Workspace, name: str, content: bytes, *, done: bool = True) -> File:
    """Create one of the app's files in its direct message with Ana."""
    reserved = ws.files.reserve(name, len(content), "Two of three")
    ws.files.upload(reserved.upload_secret, content)
    file = ws.files.complete(ws.files.get(reserved.id) or reserved, "")
    if done:
        dm = ws.direct(ANA).id
        files = [file.as_json(ws.base_url)]
        post(ws, Message(dm, ws.timestamp(), ws.bot_user, bot_id=ws.bot_id, files=files))
    return file


async def fetch(server: Server, person: str, file: str) -> tuple[int, dict[str, str], bytes]:
    """Return the status, headers and body that the page gets for a file."""
    address = f"{server.url}/control/file"
    async with (
        aiohttp.ClientSession() as session,
        session.get(address, params={"person": person, "file": file}) as answer,
    ):
        return answer.status, dict(answer.headers), await answer.read()


async def test_a_picture_is_shown_to_whom_it_was_sent_and_to_nobody_else() -> None:
    ws = Workspace.from_manifest(MANIFEST)
    async with serve(ws) as server:
        file = attach(ws, "chart.png", b"\x89PNG")
        status, headers, content = await fetch(server, ANA, file.id)
        assert (status, headers["Content-Type"], content) == (200, "image/png", b"\x89PNG")
        assert (await fetch(server, BEN, file.id))[0] == 404
        (message,) = server.messages(ws.direct(ANA).id)
        assert message["files"][0]["alt_txt"] == "Two of three"


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "data.csv", "noname"])
async def test_what_a_browser_could_run_is_downloaded(name: str) -> None:
    ws = Workspace.from_manifest(MANIFEST)
    async with serve(ws) as server:
        file = attach(ws, name, b"<script>1</script>")
        status, headers, _ = await fetch(server, ANA, file.id)
        assert status == 200
        assert headers["Content-Disposition"] == "attachment"
        assert headers["Content-Type"] == "application/octet-stream"


async def test_a_file_in_no_message_is_nobody_s() -> None:
    ws = Workspace.from_manifest(MANIFEST)
    async with serve(ws) as server:
        file = attach(ws, "chart.png", b"\x89PNG", done=False)
        for person, asked in ((ANA, file.id), (ANA, "F_NONE"), ("U_NOBODY", file.id), ("", "")):
            assert (await fetch(server, person, asked))[0] == 404
