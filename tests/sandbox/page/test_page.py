"""The page's main flows: a person at the keyboard, a real app behind."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from sandbox.model import Json
from tests.sandbox.apps import Scene

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def write(page: Page, text: str, where: str = "composer") -> None:
    field = page.get_by_test_id(where)
    await field.fill(text)
    await field.press("Enter")


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
    await expect(panel.get_by_role("alert")).to_contain_text("do not work in threads")
    await write(page, "thanks", "thread-composer")
    await expect(panel.get_by_test_id("message")).to_have_count(3)
    await expect(page.locator("#main").get_by_text("2 replies")).to_be_visible()
    await panel.get_by_label("Close the thread").click()
    await expect(panel).to_be_hidden()


async def test_commands_are_completed_and_answered_for_one_person(page: Page) -> None:
    composer = page.get_by_test_id("composer")
    await composer.press_sequentially("/")
    menu = page.get_by_test_id("completion")
    await expect(menu.get_by_role("option")).to_have_count(2)
    await expect(menu).to_contain_text("[question]")
    await composer.press("ArrowDown")
    await composer.press("ArrowUp")
    await composer.press("Tab")
    await expect(composer).to_have_value("/ask ")
    await composer.press_sequentially("why?")
    await composer.press("Enter")
    answer = page.get_by_test_id("message").last
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer).to_contain_text("You asked why?")
    await page.get_by_test_id("person-switcher").get_by_label("Ben Okafor").check()
    await expect(page.get_by_test_id("message")).to_have_count(0)
    await write(page, "/nothing at all")
    await expect(page.get_by_role("alert")).to_contain_text("/nothing is not a command of Coach")
    await expect(composer).to_have_value("/nothing at all")


async def test_mentions_are_completed_with_the_keyboard(page: Page, scene: Scene) -> None:
    composer = page.get_by_test_id("composer")
    await composer.press_sequentially("ask @chi")
    await composer.press("Enter")
    await expect(composer).to_have_value("ask @Chiara Rossi ")
    await composer.press("Enter")
    await expect(page.get_by_test_id("message").locator(".mention")).to_have_text("@Chiara Rossi")


async def test_the_form_checks_searches_stacks_and_gives_the_focus_back(
    page: Page, scene: Scene
) -> None:
    await write(page, "/form")
    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_label("Skill")).to_be_focused()
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_text("Please complete this required field.")).to_have_count(3)
    await modal.get_by_label("Skill").fill("unknown")
    section = modal.get_by_role("combobox", name="Section")
    await section.press_sequentially("api")
    await expect(modal.get_by_role("option")).to_have_text(["API Development", "API Security"])
    await section.press("ArrowDown")
    await section.press("Enter")
    await expect(section).to_have_value("API Security")
    await modal.get_by_role("combobox", name="Tags").click()
    await modal.get_by_role("option", name="Blue").click()
    await page.keyboard.press("Escape")
    await modal.get_by_label("Used").check()
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_text("I do not know this skill.")).to_be_visible()
    await modal.locator("[data-action-id=push]").click()
    await expect(modal.get_by_text("On top")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(modal.get_by_label("Skill")).to_have_value("unknown")
    await modal.get_by_label("Skill").fill("Caching")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal).to_have_count(0)
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await expect(page.get_by_test_id("message").last).to_contain_text("Logged Caching")
    values = next(b for b in scene.bodies if b.get("type") == "view_submission" and "ok" not in b)
    sent = values["view"]["state"]["values"]
    assert sent["section"]["section"]["selected_option"]["value"] == "API Security"
    assert [o["value"] for o in sent["tags"]["tags"]["selected_options"]] == ["b"]
    assert sent["when"]["when"]["selected_date"] == "2026-11-23"
    assert sent["level"]["level"]["selected_option"]["value"] == "2"


async def test_home_buttons_and_their_confirmation(page: Page, scene: Scene) -> None:
    await page.get_by_test_id("sidebar-app").click()
    await page.get_by_test_id("tab-home").click()
    forget = page.locator("[data-action-id=forget]")
    await forget.click()
    await expect(page.get_by_text("All of it goes.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(forget).to_be_focused()
    assert not [b for b in scene.bodies if b.get("type") == "block_actions"]
    await forget.click()
    await page.get_by_test_id("confirm").get_by_role("button", name="Forget").click()
    await scene.server.wait_for(
        lambda: [b for b in scene.bodies if b.get("type") == "block_actions"]
    )
    await page.locator("[data-action-id=open]").click()
    await expect(page.get_by_test_id("modal")).to_be_visible()


async def test_prompts_start_a_conversation_whose_answer_opens(page: Page, scene: Scene) -> None:
    dm = scene.server.person("U_ANA").dm_channel
    prompt = {"title": "What next?", "message": "What should I learn & why?"}
    await scene.client.assistant_threads_setSuggestedPrompts(
        channel_id=dm, title="Try", prompts=[prompt]
    )
    await page.get_by_test_id("sidebar-app").click()
    await page.get_by_test_id("prompt").click()
    said = page.get_by_test_id("message").last
    await expect(said).to_contain_text("What should I learn & why?")
    ts = await said.get_attribute("data-ts")
    await scene.client.chat_postMessage(channel=dm, thread_ts=ts, text="Caching.")
    panel = page.get_by_test_id("thread-panel")
    await expect(panel.get_by_test_id("message").last).to_contain_text("Caching.")
    await page.get_by_test_id("tab-about").click()
    await expect(page.get_by_test_id("about")).to_contain_text("/ask [question]")


async def test_under_the_hood_shows_calls_and_marks_the_refused(page: Page, scene: Scene) -> None:
    await scene.client.chat_postMessage(channel="C_BACKEND", text="fine")
    with pytest.raises(Exception, match="channel_not_found"):
        await scene.client.chat_postMessage(channel="C_NOWHERE", text="not fine")
    await page.get_by_test_id("inspector-toggle").click()
    panel = page.get_by_test_id("inspector")
    await expect(panel).to_contain_text("Coach is connected by Socket Mode")
    calls = panel.locator("[data-method='chat.postMessage']")
    refused = calls.first
    await expect(refused).to_contain_text("channel_not_found")
    await expect(refused).to_have_attribute("data-ok", "false")
    await expect(calls.last).to_have_attribute("data-ok", "true")
    await refused.locator("summary").click()
    await expect(refused).to_contain_text('"channel": "C_NOWHERE"')
    assert "xoxb-" not in await panel.inner_text()
    await panel.get_by_test_id("filter-refused").click()
    await expect(panel.get_by_test_id("call")).to_have_count(1)


async def test_foreign_markup_stays_text(page: Page, scene: Scene) -> None:
    hostile = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
    blocks: list[Json] = [
        {"type": "markdown", "text": hostile},
        {"type": "header", "text": {"type": "plain_text", "text": hostile}},
    ]
    await scene.client.chat_postMessage(channel="C_BACKEND", text="x", blocks=blocks)
    message = page.get_by_test_id("message").last
    await expect(message.locator(".block-header")).to_have_text(hostile)
    await expect(message.locator("img, script")).to_have_count(0)


async def test_colours_follow_the_choice_and_last(page: Page) -> None:
    toggle = page.get_by_test_id("theme-toggle")
    light = await page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor")
    await toggle.click()
    await page.reload()
    await page.get_by_test_id("theme-toggle").wait_for()
    dark = await page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor")
    assert light != dark


async def test_a_telephone_has_room_for_everything(page: Page, scene: Scene) -> None:
    await scene.client.chat_postMessage(channel="C_BACKEND", text="w" * 300)
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.get_by_test_id("sidebar-toggle").click()
    await page.get_by_test_id("sidebar-app").click()
    await expect(page.get_by_test_id("sidebar-app")).to_be_hidden()
    await page.get_by_test_id("sidebar-toggle").click()
    await page.get_by_test_id("sidebar-channel-C_BACKEND").click()
    await expect(page.get_by_test_id("composer")).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    overflow = await page.locator("#main").evaluate("node => node.scrollWidth - node.clientWidth")
    assert overflow == 0


async def test_every_control_has_a_name(page: Page, scene: Scene) -> None:
    await scene.client.chat_postMessage(channel="C_BACKEND", text="hello")
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await write(page, "/form")
    await expect(page.get_by_test_id("modal")).to_be_visible()
    snapshot = await page.locator("body").aria_snapshot()
    nameless = re.findall(r"^\s*- (?:button|textbox|combobox|link|radio)(?::|$)", snapshot, re.M)
    assert nameless == []
