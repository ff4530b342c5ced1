"""The workspace's time on the page: shown, running, and moved forward."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.apps import Scene

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LATE_ANSWERS = 3
"""How often the page may set its clock to the workspace's real time again: each answer of the
server that was under way when the browser's clock was moved does so."""


async def test_time_is_moved_forward_and_shown(page: Page, scene: Scene) -> None:
    clock, before = page.get_by_test_id("clock"), scene.ws.now()
    await scene.client.chat_postMessage(channel="C_BACKEND", text="last week's news")
    day = page.locator(".day")
    await expect(day).to_have_text("Today")
    await clock.click()
    await page.get_by_role("menuitem", name="1 week later").click()
    await expect(day).not_to_have_text("Today")
    assert scene.ws.now() - before >= 7 * 86_400
    await expect(clock).to_be_focused()
    await clock.press("Enter")
    await page.get_by_role("menuitem", name="To Monday, 10:00").click()
    await expect(clock).to_contain_text("Mon")
    await expect(clock).to_contain_text("10:00")
    local = datetime.fromtimestamp(scene.ws.now(), ZoneInfo("America/Sao_Paulo"))
    assert (local.weekday(), local.hour, local.minute) == (0, 10, 0)


async def test_the_time_is_the_persons_own(page: Page, scene: Scene) -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # a day and an hour apart
        scene.server.person("U_ANA").set_zone(zone)
        day = datetime.fromtimestamp(scene.ws.now(), ZoneInfo(zone)).strftime("%-d %b")
        await expect(page.get_by_test_id("clock")).to_contain_text(day)


async def test_time_goes_on_by_itself(page: Page, scene: Scene) -> None:
    await page.clock.install()
    await page.reload()
    clock = page.get_by_test_id("clock")
    await expect(clock).to_contain_text(":")
    shown = await clock.text_content()
    for _ in range(LATE_ANSWERS):
        await page.clock.run_for(61_000)
        if await clock.text_content() != shown:
            return
    pytest.fail(f"after {LATE_ANSWERS} minutes the page still shows {shown}")
