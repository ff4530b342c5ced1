"""Logging what was learned as people do it: the real bot in a real browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser import backend_channel, say
from tests.conftest import Stage

pytestmark = pytest.mark.browser

DOCKER = "Containerization and orchestration (Docker, Kubernetes)"
TERRAFORM = "Infrastructure as code (Terraform, CloudFormation)"


@pytest.fixture
async def page(stage: Stage, chromium_path: str) -> AsyncIterator[Page]:
    """The workspace's page in #backend."""
    async with backend_channel(chromium_path, stage) as opened:
        yield opened


def reply(page: Page, words: str) -> Locator:
    """Return the private message with these words."""
    return page.get_by_test_id("message").filter(has_text=words).last


async def test_two_skills_are_logged_shown_and_undone(page: Page) -> None:
    await say(page, "/learned docker and terraform yesterday, pretty confident")
    logged = reply(page, DOCKER)
    await expect(logged).to_contain_text(TERRAFORM)
    await expect(logged).to_contain_text("confident (self-reported)")
    await logged.get_by_role("button", name="Undo what was logged").click()
    await expect(reply(page, "Undone:")).to_contain_text(TERRAFORM)
    await expect(page.get_by_test_id("message").filter(has_text="Logged")).to_have_count(0)


async def test_the_form_finds_mistyped_skills_and_logs_them(page: Page) -> None:
    await say(page, "/learned")
    modal = page.get_by_test_id("modal")
    search = modal.get_by_role("combobox", name="What did you learn?")
    await search.fill("dokcer")
    await page.get_by_role("option", name=DOCKER).click()
    await search.fill("juggling")
    await page.get_by_role("option", name="Keep “juggling” as my own skill").click()
    await modal.get_by_role("radio", name="Can teach").check()
    await modal.get_by_label("Evidence").fill("ftp://example.com/pr")
    await modal.get_by_role("button", name="Log", exact=True).click()
    await expect(modal).to_contain_text("A link must start with https://")
    await modal.get_by_label("Evidence").fill("https://example.com/pr/1")
    await modal.get_by_role("button", name="Log", exact=True).click()
    await expect(modal).to_have_count(0)
    logged = reply(page, DOCKER)
    await expect(logged).to_contain_text("juggling")
    await expect(logged).to_contain_text("can teach (self-reported)")


async def test_the_shortcut_logs_what_a_message_is_about(page: Page) -> None:
    await say(page, "We set up terraform for the new region")
    message = reply(page, "for the new region")
    await message.hover()
    await message.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Log as learned").click()
    modal = page.get_by_test_id("modal")
    await expect(modal).to_contain_text("Infrastructure as code")
    await modal.get_by_role("button", name="Log", exact=True).click()
    await expect(reply(page, "Logged")).to_contain_text(TERRAFORM)


async def test_what_an_answer_cites_is_logged(page: Page) -> None:
    await say(page, "@Skill Coach How do I version an API?")
    await page.get_by_text("1 reply").click()
    thread = page.get_by_test_id("thread-panel")
    menu = "xpath=following::button[@aria-label='More actions'][1]"
    await thread.get_by_role("button", name="Quiz me").locator(menu).click()
    await page.get_by_role("menuitem", name="Log as learned").click()
    modal = page.get_by_test_id("modal")
    await expect(modal).to_contain_text("Evidence: API Development · Backend Skills")
    await modal.get_by_role("button", name="Log", exact=True).click()
    await expect(thread).to_contain_text("Logged API versioning and deprecation strategies")


async def test_a_section_is_offered_ticked_and_what_is_unticked_is_not_logged(
    page: Page, tmp_path: Path
) -> None:
    await say(page, "/learned all of testing frameworks")
    offer = reply(page, "Which skills of Testing Frameworks should I log?")
    await expect(offer.get_by_role("checkbox", checked=True)).to_have_count(4)
    await offer.get_by_role("checkbox", name="Performance and load testing").uncheck()
    await page.screenshot(path=tmp_path / "section.png")
    await offer.get_by_role("button", name="Log these").click()
    logged = reply(page, "Contract testing for API consumers")
    await expect(logged).to_contain_text("Unit testing and mocking frameworks")
    await expect(logged).not_to_contain_text("Performance and load testing")


async def test_what_people_say_in_a_direct_message(page: Page, tmp_path: Path) -> None:
    await page.get_by_test_id("sidebar-app").click()
    for text in ("Hi coach, I learned docker", "I will learn graphql tomorrow", "undo", "thanks!"):
        await say(page, text)
    await expect(page.get_by_text("1 reply")).to_have_count(4)
    await page.get_by_text("1 reply").nth(1).click()
    await expect(page.get_by_test_id("thread-panel")).to_contain_text("I don't log plans")
    await page.screenshot(path=tmp_path / "dm.png")
