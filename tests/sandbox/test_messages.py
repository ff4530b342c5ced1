"""Messages: threads, history, edits, streams, response URLs, metadata, schedules and files."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.models.messages.chunk import MarkdownTextChunk, PlanUpdateChunk, TaskUpdateChunk
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.model import Json
from sandbox.run import Server
from tests.sandbox.apps import Stage, over_socket

RECIPIENT: Json = {"recipient_team_id": "T_SANDBOX", "recipient_user_id": "U_ANA"}


async def test_threads_are_summed_up_on_their_root(server: Server, client: AsyncWebClient) -> None:
    root = await server.person("U_ANA").say("C_BACKEND", "question")
    one = await client.chat_postMessage(channel="C_BACKEND", text="one", thread_ts=root["ts"])
    await server.person("U_BEN").say("C_BACKEND", "two", thread_ts=root["ts"])
    history = await client.conversations_history(channel="C_BACKEND")
    replies = await client.conversations_replies(channel="C_BACKEND", ts=root["ts"])
    assert [message["reply_count"] for message in history["messages"]] == [2]
    assert history["messages"][0]["reply_users"] == [server.workspace.bot_user, "U_BEN"]
    assert [message["text"] for message in replies["messages"]] == ["question", "one", "two"]
    with pytest.raises(SlackApiError, match="thread_not_found"):
        await client.chat_postMessage(channel="C_BACKEND", text="x", thread_ts=one["ts"])


async def test_history_pages_from_the_newest(server: Server, client: AsyncWebClient) -> None:
    for number in range(5):
        await server.person("U_ANA").say("C_BACKEND", str(number))
    texts = [
        [message["text"] for message in page["messages"]]
        async for page in await client.conversations_history(channel="C_BACKEND", limit=2)
    ]
    assert texts == [["4", "3"], ["2", "1"], ["0"]]
    newest = server.messages("C_BACKEND")[-1]["ts"]
    since = await client.conversations_history(channel="C_BACKEND", oldest=newest)
    including = await client.conversations_history(
        channel="C_BACKEND", oldest=newest, inclusive=True
    )
    assert (len(since["messages"]), len(including["messages"])) == (0, 1)


async def test_metadata_is_kept_and_shown_on_request(
    server: Server, client: AsyncWebClient
) -> None:
    metadata = {"event_type": "asked", "event_payload": {"id": 7}}
    await client.chat_postMessage(channel="C_BACKEND", text="x", metadata=metadata)
    plain = await client.conversations_history(channel="C_BACKEND")
    full = await client.conversations_history(channel="C_BACKEND", include_all_metadata=True)
    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == metadata


async def test_ephemeral_messages_stay_out_of_history(
    server: Server, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel="C_BACKEND", user="U_ANA", text="psst")
    history = await client.conversations_history(channel="C_BACKEND")
    assert history["messages"] == []
    assert server.messages("C_BACKEND")[0]["ephemeral_to"] == "U_ANA"


async def test_updates_keep_their_place_and_deleted_roots_leave_a_tombstone(
    server: Server, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="C_BACKEND", text="first")
    await client.chat_update(channel="C_BACKEND", ts=posted["ts"], text="second")
    shown = server.messages("C_BACKEND")[0]
    assert (shown["text"], shown["ts"]) == ("second", posted["ts"])
    assert shown["edited"]["user"] == server.workspace.bot_user
    await server.person("U_ANA").say("C_BACKEND", "reply", thread_ts=posted["ts"])
    await client.chat_delete(channel="C_BACKEND", ts=posted["ts"])
    assert server.messages("C_BACKEND")[0]["deleted"] is True
    with pytest.raises(SlackApiError, match="message_not_found"):
        await client.chat_update(channel="C_BACKEND", ts=posted["ts"], text="third")


async def test_an_update_without_blocks_keeps_them_unless_they_were_markdown(
    server: Server, client: AsyncWebClient
) -> None:
    place: Json = {"channel": "C_BACKEND"}
    blocks = [{"type": "divider", "block_id": "d"}]
    first = await client.chat_postMessage(**place, text="a", blocks=blocks)
    second = await client.chat_postMessage(**place, markdown_text="**a**")
    for posted in (first, second):
        await client.chat_update(**place, ts=posted["ts"], text="b")
    kept, replaced = server.messages("C_BACKEND")
    assert kept["blocks"] == blocks
    assert (replaced["text"], "blocks" in replaced) == ("b", False)
    await client.chat_update(**place, ts=first["ts"], text="c", blocks=[])
    assert "blocks" not in server.messages("C_BACKEND")[0]


async def test_long_texts_are_cut_when_posted(server: Server, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C_BACKEND", text="y" * 40_001)
    assert len(server.messages("C_BACKEND")[0]["text"]) == 40_000


async def test_direct_messages_open_by_person(server: Server, client: AsyncWebClient) -> None:
    opened = await client.conversations_open(users="U_BEN")
    posted = await client.chat_postMessage(channel="U_BEN", text="hello")
    assert posted["channel"] == opened["channel"]["id"] == server.person("U_BEN").dm_channel


async def test_stream_gathers_text_and_tasks(server: Server, client: AsyncWebClient) -> None:
    root = await server.person("U_ANA").say("C_BACKEND", "go")
    stream = await client.chat_stream(channel="C_BACKEND", thread_ts=root["ts"], **RECIPIENT)
    await stream.append(chunks=[TaskUpdateChunk(id="1", title="Search", status="in_progress")])
    await stream.append(chunks=[MarkdownTextChunk(text="Found "), MarkdownTextChunk(text="it.")])
    message = server.messages("C_BACKEND", root["ts"])[1]
    assert message["streaming"] is True
    await stream.append(chunks=[TaskUpdateChunk(id="1", title="Search", status="complete")])
    await stream.stop(blocks=[{"type": "divider"}])
    message = server.messages("C_BACKEND", root["ts"])[1]
    assert "streaming" not in message
    assert message["text"] == "Found it."
    kinds = [(block["type"], block.get("status")) for block in message["blocks"]]
    assert kinds == [("task_card", "complete"), ("markdown", None), ("divider", None)]


async def test_stream_can_show_its_tasks_as_a_plan(server: Server, client: AsyncWebClient) -> None:
    dm = await server.person("U_ANA").dm("go")
    task = TaskUpdateChunk(id="1", title="Search", status="complete")
    started = await client.chat_startStream(
        channel=dm["channel"],
        thread_ts=dm["ts"],
        task_display_mode="plan",
        chunks=[PlanUpdateChunk(title="My plan"), task],
    )
    await client.chat_stopStream(channel=dm["channel"], ts=started["ts"], markdown_text="Done")
    plan, text = server.messages(dm["channel"], dm["ts"])[1]["blocks"]
    assert (plan["type"], plan["title"]) == ("plan", "My plan")
    assert plan["tasks"][0]["task_id"] == "1"
    assert text["text"] == "Done"


async def test_stream_closes_after_five_minutes_and_can_be_updated(
    server: Server, client: AsyncWebClient
) -> None:
    dm = await server.person("U_ANA").dm("go")
    place = {"channel": dm["channel"]}
    started = await client.chat_startStream(**place, thread_ts=dm["ts"], markdown_text="begun")
    with pytest.raises(SlackApiError, match="streaming_state_conflict"):
        await client.chat_update(**place, ts=started["ts"], text="too soon")
    server.workspace.advance(299)
    await client.chat_appendStream(**place, ts=started["ts"], markdown_text=" and")
    server.workspace.advance(2)
    with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
        await client.chat_appendStream(**place, ts=started["ts"], markdown_text=" more")
    assert "streaming" not in server.messages(dm["channel"], dm["ts"])[1]
    await client.chat_update(**place, ts=started["ts"], text="whole")
    assert server.messages(dm["channel"], dm["ts"])[1]["text"] == "whole"


async def test_response_url_replaces_and_deletes_its_message(stage: Stage) -> None:
    text = {"type": "plain_text", "text": "Go"}
    button: Json = {"type": "button", "action_id": "go", "text": text}
    answers: list[Json] = [
        {"replace_original": True, "text": "replaced"},
        {"delete_original": True},
    ]
    shown: list[list[str]] = []
    answered = asyncio.Event()
    async with stage() as scene:

        @scene.app.action("go")
        async def go(ack: Any, respond: Any) -> None:
            await ack()
            for answer in answers:
                await respond(**answer)
                shown.append([m["text"] for m in scene.server.messages("C_BACKEND")])
            answered.set()

        block = {"type": "actions", "elements": [button]}
        await scene.client.chat_postMessage(channel="C_BACKEND", text="x", blocks=[block])
        await scene.server.person("U_ANA").click(scene.server.messages("C_BACKEND")[0], "go")
        async with asyncio.timeout(5):
            await answered.wait()
        assert scene.bodies[0]["message"]["text"] == "x"
        assert shown == [["replaced"], []]


async def test_chosen_values_reach_the_app_with_the_state() -> None:
    options = [
        {"text": {"type": "plain_text", "text": value}, "value": value} for value in ("a", "b")
    ]
    select = {"type": "static_select", "action_id": "pick", "options": options}
    async with over_socket() as scene:

        @scene.app.action("pick")
        async def pick(ack: Any) -> None:
            await ack()

        block = {"type": "actions", "block_id": "row", "elements": [select]}
        await scene.client.chat_postMessage(channel="C_BACKEND", text="x", blocks=[block])
        message = scene.server.messages("C_BACKEND")[0]
        await scene.server.person("U_ANA").choose(message, "pick", "b")
        action = scene.bodies[-1]["actions"][0]
        assert action["selected_option"]["value"] == "b"
        state = scene.bodies[-1]["state"]["values"]["row"]["pick"]
        assert state["selected_option"]["value"] == "b"


async def test_scheduled_messages_post_on_the_clock_but_not_with_metadata(
    server: Server, client: AsyncWebClient
) -> None:
    at = int(server.workspace.now()) + 600
    metadata = {"event_type": "e", "event_payload": {}}
    later: Json = {"channel": "C_BACKEND", "post_at": at}
    await client.chat_scheduleMessage(**later, text="later")
    await client.chat_scheduleMessage(**later, text="never", metadata=metadata)
    server.workspace.advance(599)
    assert server.messages("C_BACKEND") == []
    server.workspace.advance(2)
    assert [message["text"] for message in server.messages("C_BACKEND")] == ["later"]
    with pytest.raises(SlackApiError, match="time_too_far"):
        await client.chat_scheduleMessage(channel="C_BACKEND", text="x", post_at=at + 121 * 86_400)


async def test_files_are_uploaded_in_three_steps(server: Server, client: AsyncWebClient) -> None:
    uploaded = await client.files_upload_v2(
        channel="C_BACKEND", content="name,level\n", filename="log.csv", initial_comment="Yours"
    )
    message = server.messages("C_BACKEND")[0]
    assert message["text"] == "Yours"
    assert message["files"][0]["id"] == uploaded["files"][0]["id"]
    info = await client.files_info(file=uploaded["files"][0]["id"])
    assert info["file"]["size"] == 11


async def test_status_clears_by_itself_and_prompts_ignore_threads(
    server: Server, client: AsyncWebClient
) -> None:
    dm = await server.person("U_ANA").dm("hi")
    place = {"channel_id": dm["channel"], "thread_ts": dm["ts"]}
    await client.assistant_threads_setStatus(**place, status="thinks")
    server.workspace.advance(119)
    assert server.status(dm["channel"], dm["ts"]) == "thinks"
    server.workspace.advance(2)
    assert server.status(dm["channel"], dm["ts"]) is None
    prompts = [{"title": "T", "message": "M"}]
    await client.assistant_threads_setSuggestedPrompts(**place, prompts=prompts)
    assert server.prompts("U_ANA") is None
    await client.assistant_threads_setSuggestedPrompts(channel_id=dm["channel"], prompts=prompts)
    assert server.prompts("U_ANA") == {"title": None, "prompts": prompts}


async def test_answers_name_the_scopes(client: AsyncWebClient) -> None:
    answer = await client.auth_test()
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")
