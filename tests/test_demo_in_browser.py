"""`make demo` as people see it: the real bot in a real browser."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.browser import workspace_page
from tests.conftest import Stage

pytestmark = pytest.mark.browser


@pytest.fixture
async def page(stage: Stage, chromium_path: str) -> AsyncIterator[Page]:
    """The workspace's page."""
    async with workspace_page(chromium_path, stage, height=800) as opened:
        yield opened


async def test_a_question_in_a_channel_is_answered_in_its_thread(stage: Stage, page: Page) -> None:
    await page.get_by_test_id("sidebar-channel-C_BACKEND").click()
    await page.get_by_test_id("composer").fill("@Skill Coach How do I version an API?")
    await page.get_by_test_id("send").click()
    replies = page.get_by_text("1 reply")
    await replies.click()
    thread = page.get_by_test_id("thread-panel")
    await expect(thread).to_contain_text("API versioning and deprecation strategies")
    await expect(thread).to_contain_text("API Development")


async def test_a_suggested_prompt_starts_a_conversation(stage: Stage, page: Page) -> None:
    await page.get_by_test_id("sidebar-app").click()
    await page.get_by_test_id("tab-messages").click()
    await page.get_by_test_id("prompt").first.click()
    await stage.quiet()
    await page.get_by_text("1 reply").click()
    thread = page.get_by_test_id("thread-panel")
    await expect(thread).to_contain_text("Start with Proficiency in backend languages")
    await expect(thread).to_contain_text("Memory management and garbage collection")


async def test_an_example_in_the_home_tab_opens_its_answer(stage: Stage, page: Page) -> None:
    await page.get_by_test_id("sidebar-app").click()
    await page.get_by_test_id("tab-home").click()
    # The other tab's suggested prompts have the same text: only the one in Home is meant.
    home = page.get_by_test_id("home")
    await home.get_by_role(
        "button", name="What should I learn about Programming Languages?"
    ).click()
    modal = page.get_by_test_id("modal")
    await expect(modal).to_contain_text("Start with Proficiency in backend languages")


async def test_a_slash_command_is_answered_privately(stage: Stage, page: Page) -> None:
    await page.get_by_test_id("sidebar-channel-C_BACKEND").click()
    await page.get_by_test_id("composer").fill("/ask what is OAuth?")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_text("Only visible to you")).to_be_visible()
    await expect(page.get_by_text("OAuth, JWT, and session management").first).to_be_visible()
