"""The doctor reports what is missing and how to fix it, one finding per part."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.assemble import build_embedder, build_library
from bot.doctor import Finding, State, run_checks
from bot.settings import Settings
from bot.slack.app.manifest import manifest
from ingest.outline import outline
from sandbox.run import Server, serve
from sandbox.workspace import Workspace
from tests.conftest import plain_settings
from tests.ports import free_port

PARTS = [
    "Bot token",
    "How Slack reaches the coach",
    "Database",
    "Documents and model",
    "Chat model",
]


@asynccontextmanager
async def installed(lacking: tuple[str, ...] = ()) -> AsyncIterator[Server]:
    """Return a workspace where the coach is installed without some of its scopes."""
    made = manifest()
    scopes, events = made["oauth_config"]["scopes"], made["settings"]["event_subscriptions"]
    for kind in ("bot", "bot_optional"):
        scopes[kind] = [scope for scope in scopes[kind] if scope not in lacking]
    events["bot_events"] = []
    async with serve(Workspace.from_manifest(made)) as server:
        yield server


def settings_for(server: Server, folder: Path, **changes: Any) -> Settings:
    """Return settings with a workspace's valid tokens, except for the given changes."""
    values = {
        "slack_api_url": f"{server.url}/api/",
        "slack_bot_token": SecretStr(server.workspace.bot_token),
        "slack_app_token": SecretStr(server.workspace.app_token),
    }
    return plain_settings(folder, **(values | changes))


async def found(settings: Settings) -> dict[str, Finding]:
    """Return the findings by part; every part has one."""
    findings = await run_checks(settings)
    assert [finding.part for finding in findings] == PARTS
    assert all(finding.text and "\n" not in finding.text for finding in findings)
    return {finding.part: finding for finding in findings}


async def test_all_is_well(tmp_path: Path) -> None:
    async with installed() as server:
        settings = settings_for(server, tmp_path)
        with build_library(settings) as library:
            library.add(outline("# Guide\n\n## APIs\n\n- REST\n", "guide.md"), "test")
        findings = await found(settings)
    assert {finding.state for finding in findings.values()} == {State.OK}
    assert "Socket Mode" in findings[PARTS[1]].text
    assert "1 with 1 skills" in findings["Documents and model"].text


async def test_nothing_is_set_up(tmp_path: Path) -> None:
    findings = await found(plain_settings(tmp_path))
    broken = {part for part, finding in findings.items() if finding.state is State.BROKEN}
    assert broken == {"Bot token", PARTS[1], "Documents and model"}
    assert "SLACK_BOT_TOKEN" in findings["Bot token"].text
    assert "SLACK_SIGNING_SECRET" in findings[PARTS[1]].text
    assert "coach ingest" in findings["Documents and model"].text


async def test_wrong_tokens_are_distinguished(tmp_path: Path) -> None:
    async with installed() as server:
        app_token = SecretStr(server.workspace.app_token)
        bot_token = SecretStr(server.workspace.bot_token)
        swapped = {"slack_bot_token": app_token, "slack_app_token": bot_token}
        crossed = await found(settings_for(server, tmp_path, **swapped))
        unknown = dict.fromkeys(swapped, SecretStr("xoxb-s3cret"))
        wrong = await found(settings_for(server, tmp_path, **unknown))
    for variable, part in (("SLACK_BOT_TOKEN", PARTS[0]), ("SLACK_APP_TOKEN", PARTS[1])):
        assert crossed[part].state is wrong[part].state is State.BROKEN
        assert variable in crossed[part].text
        assert "the other kind of token" in crossed[part].text
        assert "copy the token again" in wrong[part].text
        assert "s3cret" not in wrong[part].text


async def test_missing_scopes_are_named(tmp_path: Path) -> None:
    async with installed(lacking=("im:history",)) as server:
        finding = (await found(settings_for(server, tmp_path)))["Bot token"]
    assert finding.state is State.BROKEN
    assert "im:history" in finding.text
    assert "coach manifest" in finding.text


async def test_declined_optional_scopes_are_worth_a_note(tmp_path: Path) -> None:
    async with installed(lacking=("channels:history",)) as server:
        finding = (await found(settings_for(server, tmp_path)))["Bot token"]
    assert finding.state is State.NOTE
    assert "channels:history" in finding.text
    assert "groups:history" not in finding.text


@pytest.mark.parametrize("address", ["http://127.0.0.1:{port}/api", "nonsense", "http://"])
async def test_a_slack_that_is_not_there_is_a_finding(address: str, tmp_path: Path) -> None:
    tokens = dict.fromkeys(["slack_bot_token", "slack_app_token"], SecretStr("xoxb-1"))
    url = address.format(port=free_port())
    findings = await found(plain_settings(tmp_path, slack_api_url=url, **tokens))
    for part in PARTS[:2]:
        assert findings[part].state is State.BROKEN
        assert "SLACK_API_URL" in findings[part].text


async def test_a_signing_secret_will_do(tmp_path: Path) -> None:
    settings = plain_settings(tmp_path, slack_signing_secret=SecretStr("s3cret"))
    finding = (await found(settings))[PARTS[1]]
    assert finding.state is State.OK
    assert "s3cret" not in finding.text


@pytest.mark.parametrize("url", ["mysql://u:s3cret@db/x", "postgresql://u:s3cret@127.0.0.1:1/x"])
async def test_a_database_that_cannot_be_used(url: str, tmp_path: Path) -> None:
    finding = (await found(plain_settings(tmp_path, coach_database_url=url)))["Database"]
    assert finding.state is State.BROKEN
    assert "COACH_DATABASE_URL" in finding.text
    assert "s3cret" not in finding.text


async def test_a_data_folder_that_cannot_be_used(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    findings = await found(plain_settings(file / "data"))
    assert findings["Database"].state is State.BROKEN
    assert findings["Documents and model"].state is State.BROKEN


async def test_an_unreachable_chroma_and_an_unknown_model_are_findings(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    chroma = await found(plain_settings(tmp_path, coach_chroma_url=url))
    assert chroma["Documents and model"].state is State.BROKEN
    model = await found(plain_settings(tmp_path, coach_embedding_model=str(tmp_path / "no-model")))
    assert model["Documents and model"].state is State.BROKEN
    assert build_embedder(plain_settings(tmp_path)).name
