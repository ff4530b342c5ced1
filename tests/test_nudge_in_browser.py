"""A week in a real browser: a nudge arrives, is answered, and a time is planned."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.coaching.nudges.preferences import Mode, Preferences
from bot.slack.nudges.responses import save_preferences
from tests.browser import workspace_page
from tests.conftest import Stage
from tests.dialogues.clock import forward
from tests.dialogues.logs import log

pytestmark = pytest.mark.browser

LOGGED = {
    "Rate limiting and throttling mechanisms": "aware",
    "OAuth, JWT, and session management": "practising",
}


@pytest.fixture
async def page(stage: Stage, chromium_path: str) -> AsyncIterator[Page]:
    """The direct message with the coach, on a day in 2030."""
    await forward(stage, "to 2030-01-01 12:00")
    async with workspace_page(chromium_path, stage) as opened:
        await opened.get_by_test_id("sidebar-app").click()
        yield opened


async def messages(stage: Stage, page: Page) -> Locator:
    """The Messages tab."""
    await page.get_by_test_id("tab-messages").click()
    await stage.quiet()
    return page.get_by_role("main")


async def test_welcome_nudge_answer_and_plan(stage: Stage, page: Page, tmp_path: Path) -> None:
    shown = await messages(stage, page)
    await expect(shown).to_contain_text("Would you like a weekly nudge?")
    await log(stage, "U_ANA", LOGGED)
    await shown.get_by_role("button", name="Yes, Mondays at 10:00").click()
    await expect(shown).to_contain_text("Your weekly nudge is on")
    await forward(stage, "until Monday 10:00")

    await expect(shown).to_contain_text("Do you still know this?")
    await expect(shown.get_by_role("button", name="Start: ")).to_have_count(1)
    await page.screenshot(path=tmp_path / "nudge.png")
    await shown.get_by_role("button", name="Not sure, show me").click()
    await expect(shown).to_contain_text("Good that you looked at it again.")
    await expect(shown.get_by_role("button", name="Not sure, show me")).to_have_count(0)
    await shown.get_by_role("button", name="Plan: ").first.click()
    await expect(shown).to_contain_text("I'll remind you then")
    await shown.get_by_role("button", name="Why did I get this?").click()
    await expect(shown).to_contain_text("Only visible to you")


async def test_settings_are_kept_and_shown(stage: Stage, page: Page) -> None:
    await save_preferences(stage.bot.services, "T_SANDBOX", "U_ANA", Preferences(mode=Mode.ON))
    await stage.quiet()
    await page.get_by_test_id("tab-home").click()
    await stage.quiet()
    home = page.get_by_test_id("home")
    await home.get_by_role("button", name="Nudge settings").click()
    modal = page.get_by_test_id("modal")
    await expect(modal).to_contain_text("Working hours from")
    await modal.get_by_label("At", exact=True).fill("08:15")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal).to_contain_text("outside your working hours")
    await modal.get_by_label("At", exact=True).fill("11:15")
    await page.get_by_test_id("modal-submit").click()
    await expect(home).to_contain_text("at 11:15, America/Sao_Paulo")
