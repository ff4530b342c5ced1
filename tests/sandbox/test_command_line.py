"""Tests for `python -m sandbox`."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.__main__ import main
from tests.sandbox.apps import MANIFEST


async def test_serves_a_workspace_for_any_app(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(MANIFEST))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--manifest", str(file), "--port", "0"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(20):
            lines = [(await process.stdout.readline()).decode().strip() for _ in range(4)]
        values = dict(line.split("=", 1) for line in lines if "=" in line)
        client = AsyncWebClient(values["SLACK_BOT_TOKEN"], base_url=values["SLACK_API_URL"])
        assert (await client.auth_test())["user_id"] == "U_COACH"
        assert values["SLACK_APP_TOKEN"].startswith("xapp-")
    finally:
        process.terminate()
        await process.wait()


def test_a_bad_manifest_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "manifest.yaml"
    file.write_text("display_information: {name: ''}")
    monkeypatch.setattr(sys, "argv", ["sandbox", "--manifest", str(file)])
    assert main() == 2
    assert "1 to 35 characters" in capsys.readouterr().err
