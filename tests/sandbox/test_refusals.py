"""Every refusal of the Web API, as a table: a call, and the error that Slack returns for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.model import Json
from sandbox.run import Server, serve
from sandbox.workspace import Workspace
from tests.sandbox.apps import MANIFEST, manifest

DIVIDER = {"type": "divider"}
TITLE = {"type": "plain_text", "text": "Title"}
INPUT = {
    "type": "input",
    "label": TITLE,
    "element": {"type": "plain_text_input", "action_id": "a"},
}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": TITLE, "blocks": list(blocks or [DIVIDER]), **more}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


@dataclass(frozen=True)
class Case:
    """One refused call; `$name` in an argument is replaced by an id from the prepared workspace."""

    rule: int
    method: str
    error: str
    arguments: Json = field(default_factory=dict)
    pointer: str | None = None

    def __str__(self) -> str:
        return f"{self.rule}-{self.method}-{self.error}"


def post(rule: int, error: str, pointer: str | None = None, **arguments: Any) -> Case:
    return Case(rule, "chat.postMessage", error, {"channel": "C_BACKEND", **arguments}, pointer)


CASES = [
    Case(6, "chat.postMessage", "invalid_arguments"),
    Case(6, "users.info", "invalid_arguments"),
    Case(6, "conversations.history", "invalid_arguments", {"channel": "C_BACKEND", "limit": "x"}),
    post(7, "channel_not_found", channel="C_NOWHERE", text="x"),
    Case(7, "conversations.history", "channel_not_found", {"channel": "$others_dm"}),
    post(8, "not_in_channel", channel="C_RANDOM", text="x"),
    Case(8, "conversations.history", "not_in_channel", {"channel": "C_RANDOM"}),
    post(9, "is_archived", channel="C_OLD", text="x"),
    Case(9, "conversations.join", "is_archived", {"channel": "C_OLD"}),
    post(10, "no_text"),
    post(10, "no_text", text="   "),
    post(10, "no_text", blocks=[]),
    post(11, "markdown_text_conflict", text="x", markdown_text="y"),
    post(11, "markdown_text_conflict", blocks=[DIVIDER], markdown_text="y"),
    post(12, "invalid_blocks_format", text="x", blocks="[{"),
    post(12, "invalid_blocks_format", text="x", blocks={"type": "divider"}),
    post(13, "invalid_blocks", "/blocks/0", text="x", blocks=[{"type": "sectoin"}]),
    post(13, "invalid_blocks", "/blocks/0/text", text="x", blocks=[section("y" * 3001)]),
    post(13, "invalid_blocks", "/blocks/1", text="x", blocks=[{**DIVIDER, "block_id": "b"}] * 2),
    post(14, "invalid_blocks", "/blocks", text="x", blocks=[DIVIDER] * 51),
    post(15, "msg_blocks_too_long", text="x", blocks=[section("y" * 2700)] * 5),
    Case(
        16,
        "chat.update",
        "msg_too_long",
        {"channel": "C_BACKEND", "ts": "$own", "text": "y" * 4001},
    ),
    Case(
        16,
        "chat.postEphemeral",
        "msg_too_long",
        {"channel": "C_BACKEND", "user": "U_ANA", "text": "y" * 4001},
    ),
    post(16, "msg_too_long", markdown_text="y" * 12_001),
    post(17, "thread_not_found", text="x", thread_ts="1.000001"),
    Case(17, "conversations.replies", "thread_not_found", {"channel": "C_BACKEND", "ts": "1.1"}),
    Case(
        18, "chat.update", "message_not_found", {"channel": "C_BACKEND", "ts": "1.1", "text": "x"}
    ),
    Case(
        18,
        "chat.update",
        "cant_update_message",
        {"channel": "C_BACKEND", "ts": "$anas", "text": "x"},
    ),
    Case(18, "chat.delete", "message_not_found", {"channel": "C_BACKEND", "ts": "1.1"}),
    Case(18, "chat.delete", "cant_delete_message", {"channel": "C_BACKEND", "ts": "$anas"}),
    Case(
        19,
        "chat.startStream",
        "missing_recipient_team_id",
        {"channel": "C_BACKEND", "thread_ts": "$anas"},
    ),
    Case(
        19,
        "chat.startStream",
        "missing_recipient_user_id",
        {"channel": "C_BACKEND", "thread_ts": "$anas", "recipient_team_id": "T_SANDBOX"},
    ),
    Case(
        20,
        "chat.appendStream",
        "message_not_in_streaming_state",
        {"channel": "C_BACKEND", "ts": "$own", "markdown_text": "x"},
    ),
    Case(
        20,
        "chat.stopStream",
        "message_not_in_streaming_state",
        {"channel": "C_BACKEND", "ts": "$own"},
    ),
    Case(22, "views.open", "invalid_trigger_id", {"trigger_id": "1.2", "view": modal()}),
    Case(22, "views.open", "expired_trigger_id", {"trigger_id": "$old_trigger", "view": modal()}),
    Case(
        22, "views.open", "exchanged_trigger_id", {"trigger_id": "$used_trigger", "view": modal()}
    ),
    Case(
        22, "views.push", "exchanged_trigger_id", {"trigger_id": "$used_trigger", "view": modal()}
    ),
    Case(
        23,
        "views.update",
        "hash_conflict",
        {"view_id": "$view", "hash": "other", "view": modal()},
    ),
    Case(
        23,
        "views.publish",
        "view_too_large",
        {
            "user_id": "U_ANA",
            "view": {"type": "home", "blocks": [DIVIDER], "private_metadata": "y" * 250_001},
        },
    ),
    Case(
        23,
        "views.open",
        "invalid_arguments",
        {"trigger_id": "$trigger", "view": modal(INPUT)},
        "/view",
    ),
    Case(23, "views.open", "invalid_arguments", {"trigger_id": "$trigger", "view": "x"}),
    Case(23, "views.update", "not_found", {"view_id": "V0", "view": modal()}),
    Case(24, "users.info", "user_not_found", {"user": "U_NOBODY"}),
    Case(24, "conversations.open", "user_not_found", {"users": "U_NOBODY"}),
    Case(24, "conversations.open", "cannot_dm_bot", {"users": "U_OTHERBOT"}),
    Case(
        24,
        "views.publish",
        "user_not_found",
        {"user_id": "U_X", "view": {"type": "home", "blocks": []}},
    ),
    Case(
        0,
        "assistant.threads.setSuggestedPrompts",
        "invalid_arguments",
        {"channel_id": "$dm", "prompts": [{"title": "t", "message": "m"}] * 5},
    ),
    Case(
        0,
        "assistant.threads.setStatus",
        "invalid_arguments",
        {
            "channel_id": "C_BACKEND",
            "thread_ts": "$anas",
            "status": "s",
            "loading_messages": ["m"] * 11,
        },
    ),
    Case(
        0,
        "reactions.remove",
        "no_reaction",
        {"channel": "C_BACKEND", "timestamp": "$anas", "name": "eyes"},
    ),
    Case(0, "files.info", "file_not_found", {"file": "F0"}),
    Case(0, "no.suchMethod", "unknown_method"),
]


async def prepared(server: Server, client: AsyncWebClient) -> dict[str, str]:
    """Create the things that cases refer to: messages, triggers, a view, direct messages."""
    ws = server.workspace
    anas = await server.person("U_ANA").say("C_BACKEND", "hers")
    own = await client.chat_postMessage(channel="C_BACKEND", text="its")
    old = ws.triggers.issue("U_ANA")
    ws.advance(3.1)
    used = ws.triggers.issue("U_ANA")
    view = await client.views_open(trigger_id=used, view=modal())
    return {
        "anas": anas["ts"],
        "own": own["ts"],
        "old_trigger": old,
        "used_trigger": used,
        "trigger": ws.triggers.issue("U_ANA"),
        "view": view["view"]["id"],
        "dm": ws.direct("U_ANA").id,
        "others_dm": ws.conversations.direct({"U_ANA", "U_BEN"}, ws.now()).id,
    }


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared() -> AsyncIterator[Server]:
    """Serve one workspace for the whole table, since refused calls leave nothing behind."""
    async with serve(Workspace.from_manifest(MANIFEST)) as server:
        yield server


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("case", CASES, ids=str)
async def test_refuses_with_slacks_own_error(case: Case, shared: Server) -> None:
    server = shared
    client = AsyncWebClient(token=server.workspace.bot_token, base_url=f"{server.url}/api/")
    names = await prepared(server, client)
    before = len(server.refused)
    arguments = {
        name: names[value[1:]] if isinstance(value, str) and value.startswith("$") else value
        for name, value in case.arguments.items()
    }
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(case.method, json=arguments)
    answer = refused.value.response
    assert answer["error"] == case.error
    assert [call.error for call in server.refused[before:]] == [case.error]
    if case.pointer:
        messages = answer["response_metadata"]["messages"]
        assert any(f"[json-pointer:{case.pointer}" in message for message in messages), messages


@pytest.mark.parametrize(
    "token, method, error",
    [
        (None, "auth.test", "not_authed"),
        ("xoxb-someone-elses", "auth.test", "invalid_auth"),
        ("app", "auth.test", "not_allowed_token_type"),
        ("bot", "apps.connections.open", "not_allowed_token_type"),
    ],
)
async def test_refuses_tokens(server: Server, token: str | None, method: str, error: str) -> None:
    ws = server.workspace
    known = {"app": ws.app_token, "bot": ws.bot_token}
    client = AsyncWebClient(token=known.get(token or "", token), base_url=f"{server.url}/api/")
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method)
    assert refused.value.response["error"] == error


async def test_refuses_revoked_tokens(server: Server, client: AsyncWebClient) -> None:
    await client.auth_test()
    server.workspace.uninstall()
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()


@pytest.mark.parametrize(
    "missing, method, arguments, needed",
    [
        ("chat:write", "chat.postMessage", {"channel": "C_BACKEND", "text": "x"}, "chat:write"),
        ("users:read", "users.info", {"user": "U_ANA"}, "users:read"),
        ("dnd:read", "dnd.info", {"user": "U_ANA"}, "dnd:read"),
        ("im:write", "conversations.open", {"users": "U_ANA"}, "im:write"),
        ("team:read", "team.info", {}, "team:read"),
    ],
)
async def test_refuses_without_the_scope(
    missing: str, method: str, arguments: Json, needed: str
) -> None:
    ws = Workspace.from_manifest(manifest(without_scopes=(missing,)))
    async with serve(ws) as server:
        client = AsyncWebClient(token=ws.bot_token, base_url=f"{server.url}/api/")
        with pytest.raises(SlackApiError) as refused:
            await client.api_call(method, json=arguments)
    assert refused.value.response["error"] == "missing_scope"
    assert refused.value.response["needed"] == needed
    assert missing not in refused.value.response["provided"].split(",")


@pytest.mark.parametrize(
    "content_type, body, error",
    [
        ("application/x-www-form-urlencoded", b'{"channel": "C"}', "invalid_form_data"),
        ("application/x-www-form-urlencoded", b"channel=\xff", "invalid_form_data"),
        ("application/json", b"{", "invalid_json"),
        ("application/json", b"[]", "json_not_object"),
        ("text/plain", b"channel=C", "invalid_post_type"),
    ],
)
async def test_refuses_unreadable_bodies(
    server: Server, content_type: str, body: bytes, error: str
) -> None:
    headers = {
        "Content-Type": content_type,
        "Authorization": f"Bearer {server.workspace.bot_token}",
    }
    address = f"{server.url}/api/chat.postMessage"
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=body, headers=headers) as response,
    ):
        assert (await response.json())["error"] == error


@pytest.mark.parametrize("where", ["query", "form", "json", "get"])
async def test_takes_arguments_and_token_wherever_they_stand(server: Server, where: str) -> None:
    values = {"user": "U_BEN", "token": server.workspace.bot_token}
    address = f"{server.url}/api/users.info"
    async with aiohttp.ClientSession() as session:
        sent = {"query": {"params": values}, "form": {"data": values}, "json": {"json": values}}
        if where == "get":
            response = await session.get(address, params=values)
        else:
            response = await session.post(address, **sent[where])  # type: ignore[arg-type]
        answer = await response.json()
    assert answer["user"]["real_name"] == "Ben Okafor"
    assert values["token"] not in str(server.calls[-1])


async def test_refuses_direct_messages_when_the_messages_tab_is_off() -> None:
    home_only = {"home_tab_enabled": True, "messages_tab_enabled": False}
    ws = Workspace.from_manifest(manifest(app_home=home_only))
    async with serve(ws) as server:
        client = AsyncWebClient(token=ws.bot_token, base_url=f"{server.url}/api/")
        with pytest.raises(SlackApiError, match="messages_tab_disabled"):
            await client.chat_postMessage(channel="U_ANA", text="x")


@pytest.mark.parametrize(
    "method, arguments, allowed",
    [
        ("chat.postMessage", {"channel": "C_BACKEND", "text": "x"}, 1),
        ("users.list", {}, 20),
        ("conversations.list", {}, 20),
        ("conversations.history", {"channel": "C_BACKEND"}, 50),
        ("users.info", {"user": "U_ANA"}, 100),
    ],
)
async def test_limits_the_rate_by_tier(method: str, arguments: Json, allowed: int) -> None:
    ws = Workspace.from_manifest(MANIFEST, clock=lambda: 1_800_000_000.0)
    async with serve(ws) as server:
        client = AsyncWebClient(token=ws.bot_token, base_url=f"{server.url}/api/")
        server.faults.rate_limits = True
        for _ in range(allowed):
            await client.api_call(method, json=arguments)
        with pytest.raises(SlackApiError) as refused:
            await client.api_call(method, json=arguments)
        assert refused.value.response["error"] == "ratelimited"
        assert refused.value.response.status_code == 429
        ws.advance(int(refused.value.response.headers["Retry-After"]))
        await client.api_call(method, json=arguments)


async def test_refuses_the_sixth_use_of_a_response_url(server: Server) -> None:
    ws = server.workspace
    address = f"{server.url}/respond/{ws.triggers.hook('U_ANA', 'C_BACKEND')}"
    async with aiohttp.ClientSession() as session:
        answers = []
        for _ in range(6):
            async with session.post(address, json={"text": "x"}) as response:
                answers.append(response.status)
                last = await response.text()
    assert answers == [200] * 5 + [404]
    assert "used_url" in last


async def test_refuses_a_response_url_after_half_an_hour(server: Server) -> None:
    ws = server.workspace
    address = f"{server.url}/respond/{ws.triggers.hook('U_ANA', 'C_BACKEND')}"
    ws.advance(30 * 60 + 1)
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, json={"text": "x"}) as response,
    ):
        assert response.status == 404
        assert (await response.json())["error"] == "expired_url"


def test_table_covers_every_numbered_rule_of_calls() -> None:
    """Rules 1 to 5, 21 and 25 concern the transport and have their own tests above."""
    own_tests = {1, 2, 3, 4, 5, 21, 25}
    assert {case.rule for case in CASES} | own_tests >= set(range(1, 26))
