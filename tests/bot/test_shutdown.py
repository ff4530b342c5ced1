"""On shutdown the coach finishes a running answer, or says that it was cut off."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from bot import runtime as running_module
from bot.assemble import KnowledgeService, build_library
from bot.runtime import run_coach
from bot.slack.answers.conversation import CUT_SHORT
from bot.slack.app.manifest import manifest
from ingest.outline import outline
from knowledge.model import Answer, Turn
from sandbox.run import Server, serve
from sandbox.workspace import Workspace
from tests.conftest import no_sleep, plain_settings

GUIDE = "# Guide\n\n## API Development\n\n- API versioning and deprecation strategies\n"
QUESTION = "How do I version an API?"
STOPPED_WITHIN = 10
"""Seconds that an operator gives the coach to stop."""
ROOT = Path(__file__).resolve().parents[2]


def environment(server: Server, folder: Path) -> dict[str, str]:
    """Return the environment variables that connect `coach serve` to the workspace."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "SLACK_BOT_TOKEN": server.workspace.bot_token,
        "SLACK_APP_TOKEN": server.workspace.app_token,
        "SLACK_API_URL": f"{server.url}/api/",
        "COACH_DATA_DIR": str(folder),
        "COACH_PORT": "0",
        "HF_HUB_OFFLINE": "1",
        "PYTHONPATH": str(ROOT),
    }


async def test_sigterm_during_an_answer_finishes_it_and_exits_with_0(tmp_path: Path) -> None:
    with build_library(plain_settings(tmp_path)) as library:
        library.add(outline(GUIDE, "guide.md"), "test")
    workspace = Workspace.from_manifest(manifest())
    async with serve(workspace) as server:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "serve"),
            cwd=tmp_path,
            env=environment(server, tmp_path),
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            await server.ready(90)
            server.faults.fail(status=429, retry_after=2)
            asked = await server.person("U_ANA").dm(QUESTION)
            await server.wait_for(lambda: server.refused)
            process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(STOPPED_WITHIN):
                _, logged = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        replies = server.messages(asked["channel"], asked["ts"])[1:]
    assert process.returncode == 0
    assert b"Traceback" not in logged
    assert [reply["user"] for reply in replies] == [workspace.bot_user]
    assert "How do I version an API?" in str(replies[0]["blocks"])


class Slow(KnowledgeService):
    """A knowledge core that blocks until it is released."""

    asked, free = threading.Event(), threading.Event()

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.asked.set()
        assert self.free.wait(20)
        return super().answer(question, history)


async def test_an_answer_that_is_too_slow_is_reported_as_cut_off(
    knowledge: KnowledgeService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_module, "FINISH_SECONDS", 0.05)
    slow = Slow(**vars(knowledge))
    workspace = Workspace.from_manifest(manifest())
    async with serve(workspace) as server:
        settings = plain_settings(
            tmp_path,
            slack_api_url=f"{server.url}/api/",
            slack_bot_token=workspace.bot_token,
            slack_app_token=workspace.app_token,
        )
        try:
            async with run_coach(settings, slow, sleep=no_sleep) as bot:
                asked = await server.person("U_ANA").dm(QUESTION)
                assert await asyncio.to_thread(slow.asked.wait, 10)
                async with httpx.AsyncClient() as http:
                    metrics = await http.get(f"{bot.url}/metrics")
                assert "coach_work_under_way 1.0" in metrics.text
        finally:
            slow.free.set()
        replies = server.messages(asked["channel"], asked["ts"])[1:]
        assert [reply["text"] for reply in replies] == [CUT_SHORT]
