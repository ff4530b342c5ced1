"""The app's side of the page: commands, modals, Home tab, prompts, and the traffic log."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.apps import Scene
from tests.sandbox.page.keyboard import write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


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
    await expect(page.get_by_role("alert")).to_contain_text("Coach has no command /nothing")
    await expect(composer).to_have_value("/nothing at all")


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
