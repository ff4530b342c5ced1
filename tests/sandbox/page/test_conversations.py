"""People writing to each other: messages, drafts, unread counts, threads, mentions."""

from __future__ import annotations

from base64 import b64decode

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.apps import Scene
from tests.sandbox.page.keyboard import write

PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_message_is_said_grouped_edited_and_deleted(page: Page, scene: Scene) -> None:
    await write(page, "Hello *all* <b> & @Ben Okafor")
    message = page.get_by_test_id("message").last
    await expect(message).to_contain_text("Hello all <b> & @Ben Okafor")
    assert scene.server.messages("C_BACKEND")[-1]["text"] == (
        "Hello *all* &lt;b&gt; &amp; <@U_BEN>"
    )
    await write(page, "second")
    await expect(page.locator(".message-grouped")).to_have_count(1)
    await message.hover()
    await message.get_by_label("More actions").click()
    await page.get_by_role("menuitem", name="Edit message").click()
    await expect(page.get_by_test_id("edit-field")).to_have_value("second")
    await page.get_by_test_id("edit-field").fill("second <thought>")
    await page.get_by_test_id("edit-save").click()
    await expect(message).to_contain_text("second <thought>")
    await expect(message).to_contain_text("(edited)")
    await message.hover()
    await message.get_by_label("More actions").click()
    await page.get_by_role("menuitem", name="Delete message").click()
    await page.get_by_test_id("confirm").get_by_role("button", name="Delete").click()
    await expect(page.get_by_test_id("message")).to_have_count(1)


async def test_typed_text_and_scroll_place_outlive_what_arrives(page: Page, scene: Scene) -> None:
    for number in range(40):
        await scene.client.chat_postMessage(channel="C_BACKEND", text=f"line {number}")
    await expect(page.get_by_text("line 39", exact=True)).to_be_in_viewport()
    scroller = page.get_by_role("region", name="Messages")
    await scroller.evaluate("node => { node.scrollTop = 0; }")
    composer = page.get_by_test_id("composer")
    await composer.fill("half a sen")
    first = await page.get_by_test_id("message").first.element_handle()
    await scene.client.chat_postMessage(channel="C_BACKEND", text="from below")
    await expect(page.get_by_role("button", name="New messages")).to_be_visible()
    assert await scroller.evaluate("node => node.scrollTop") == 0
    await expect(composer).to_have_value("half a sen")
    await expect(composer).to_be_focused()
    assert first is not None
    assert await first.evaluate("node => node.isConnected"), "messages keep their nodes"
    await page.get_by_role("button", name="New messages").click()
    await expect(page.get_by_text("from below", exact=True)).to_be_in_viewport()
    await expect(page.locator("#announcer")).to_contain_text("from below")


async def test_what_answers_oneself_comes_into_view(page: Page, scene: Scene) -> None:
    for number in range(40):
        await scene.client.chat_postMessage(channel="C_BACKEND", text=f"line {number}")
    await expect(page.get_by_text("line 39", exact=True)).to_be_in_viewport()
    scroller = page.get_by_role("region", name="Messages")
    await scroller.evaluate("node => { node.scrollTop = 0; }")
    await write(page, "/ask caching")
    await expect(page.get_by_text("You asked caching")).to_be_in_viewport()


async def test_another_persons_pictures_are_not_asked_for(page: Page, scene: Scene) -> None:
    """The page fixture fails on any request that the workspace refuses."""
    await scene.client.files_upload_v2(
        channel=scene.server.person("U_ANA").dm_channel, content=PICTURE, filename="dot.png"
    )
    await page.get_by_test_id("sidebar-app").click()
    await page.get_by_test_id("tab-messages").click()
    await expect(page.get_by_test_id("file-image")).to_have_count(1)
    await page.get_by_test_id("person-switcher").get_by_label("Ben Okafor").check()
    await expect(page.get_by_test_id("file-image")).to_have_count(0)
    await page.wait_for_load_state("networkidle")


async def test_drafts_stay_with_their_conversation_and_person(page: Page) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill("for backend")
    await page.get_by_test_id("sidebar-channel-C_GENERAL").click()
    await expect(composer).to_have_value("")
    await page.get_by_test_id("person-switcher").get_by_label("Ben Okafor").check()
    await page.get_by_test_id("sidebar-channel-C_BACKEND").click()
    await expect(composer).to_have_value("")
    await page.get_by_test_id("person-switcher").get_by_label("Ana Lima").check()
    await expect(composer).to_have_value("for backend")


async def test_people_see_each_other_live_and_unread_counts(page: Page, scene: Scene) -> None:
    await scene.server.person("U_BEN").say("C_GENERAL", "anyone?")
    general = page.get_by_test_id("sidebar-channel-C_GENERAL")
    await expect(general.get_by_label("1 unread")).to_be_visible()
    await general.click()
    await expect(page.get_by_test_id("message")).to_contain_text("anyone?")
    await expect(general.locator(".unread")).to_have_count(0)
    await page.get_by_test_id("person-switcher").get_by_label("Chiara Rossi").check()
    await write(page, "me")
    message = page.get_by_test_id("message").last
    await expect(message).to_have_attribute("data-user", "U_CHI")
    assert scene.server.messages("C_GENERAL")[-1]["user"] == "U_CHI"


async def test_a_thread_opens_streams_and_takes_replies(page: Page, scene: Scene) -> None:
    root = (await scene.server.person("U_ANA").say("C_BACKEND", "How?"))["ts"]
    place = {"channel": "C_BACKEND", "thread_ts": root}
    await scene.client.assistant_threads_setStatus(
        channel_id="C_BACKEND", thread_ts=root, status="is thinking…"
    )
    await expect(page.get_by_test_id("status")).to_contain_text("Coach is thinking…")
    stream = await scene.client.chat_startStream(
        **place, recipient_team_id="T_SANDBOX", recipient_user_id="U_ANA"
    )
    await page.get_by_test_id("thread-link").click()
    panel = page.get_by_test_id("thread-panel")
    answer = panel.get_by_test_id("message").last
    for part, shown in (("It is **bo", "It is"), ("ld**.\n\n- one", "bold.")):
        await scene.client.chat_appendStream(
            channel="C_BACKEND", ts=stream["ts"], markdown_text=part
        )
        await expect(answer).to_contain_text(shown)
    await expect(answer.locator(".streaming")).to_be_visible()
    await scene.client.chat_stopStream(channel="C_BACKEND", ts=stream["ts"])
    await expect(answer.locator(".streaming")).to_have_count(0)
    await expect(answer.locator("strong").last).to_have_text("bold")
    await write(page, "/ask in a thread", "thread-composer")
    await expect(panel.get_by_role("alert")).to_contain_text("don't work in threads")
    await write(page, "thanks", "thread-composer")
    await expect(panel.get_by_test_id("message")).to_have_count(3)
    await expect(page.locator("#main").get_by_text("2 replies")).to_be_visible()
    await panel.get_by_label("Close the thread").click()
    await expect(panel).to_be_hidden()


async def test_mentions_are_completed_with_the_keyboard(page: Page, scene: Scene) -> None:
    composer = page.get_by_test_id("composer")
    await composer.press_sequentially("ask @chi")
    await composer.press("Enter")
    await expect(composer).to_have_value("ask @Chiara Rossi ")
    await composer.press("Enter")
    await expect(page.get_by_test_id("message").locator(".mention")).to_have_text("@Chiara Rossi")
