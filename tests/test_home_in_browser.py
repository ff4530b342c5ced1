"""Progress in a real browser: Home, the chart, and deleting everything."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser import workspace_page
from tests.conftest import Stage
from tests.dialogues.logs import log

pytestmark = pytest.mark.browser

FIGURES = (
    "2 of 64 skills logged, self-reported. "
    "API Development: 1 of 4; Security Implementation: 1 of 4."
)
LOGGED = {
    "API versioning and deprecation strategies": "confident",
    "OAuth, JWT, and session management": "practising",
}


@pytest.fixture
async def page(stage: Stage, chromium_path: str) -> AsyncIterator[Page]:
    """The workspace's page; Ana has logged something."""
    await log(stage, "U_ANA", LOGGED)
    async with workspace_page(chromium_path, stage) as opened:
        yield opened


async def type_command(page: Page, text: str) -> None:
    """Type a slash command in #backend and send it."""
    await page.get_by_test_id("sidebar-channel-C_BACKEND").click()
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


async def redrawn_home(stage: Stage, page: Page) -> Locator:
    """Return the Home tab once the coach has redrawn it on opening, which closes open menus."""
    await page.get_by_test_id("sidebar-app").click()
    async with page.expect_response(lambda r: '"tab":"home"' in (r.request.post_data or "")):
        await page.get_by_test_id("tab-home").click()
    await stage.quiet()
    home = page.get_by_test_id("home")
    shown = stage.server.home("U_ANA")
    assert shown is not None
    await expect(home).to_have_attribute("data-hash", shown["hash"])
    return home


async def test_home_shows_progress_and_opens_a_section(stage: Stage, page: Page) -> None:
    home = await redrawn_home(stage, page)
    await expect(home).to_contain_text("2 of 64 skills logged")
    await expect(home).to_contain_text("API Development: 1 of 4")
    await expect(home.get_by_role("button", name="Start: ")).to_have_count(3)
    await expect(home.get_by_role("button", name="Undo: API versioning")).to_be_visible()
    await home.get_by_role("combobox").click()
    await page.get_by_role("option", name="API Development").click()
    modal = page.get_by_test_id("modal")
    await expect(modal).to_contain_text("1 of 4 logged")
    await expect(modal).to_contain_text("confident")


async def test_the_chart_comes_into_the_dm_with_its_figures_as_alt_text(
    stage: Stage, page: Page
) -> None:
    await type_command(page, "/skills")
    await expect(page.get_by_text("I sent a chart of this to our direct messages.")).to_be_visible()
    await stage.quiet()
    await page.get_by_test_id("sidebar-app").click()
    await page.get_by_test_id("tab-messages").click()
    picture = page.get_by_test_id("file-image").get_by_role("img")
    await expect(picture).to_have_attribute("alt", FIGURES)
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") > 500


async def test_forget_asks_once_more_and_then_forgets(stage: Stage, page: Page) -> None:
    await type_command(page, "/coach forget")
    await page.get_by_role("button", name="Forget me").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Forget me").click()
    await expect(page.get_by_text("Done. Everything I kept about you is deleted.")).to_be_visible()
    await stage.quiet()
    assert not await stage.bot.services.learning.of("T_SANDBOX", "U_ANA")
