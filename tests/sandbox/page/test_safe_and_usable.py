"""Safety and accessibility: foreign markup, colours, narrow screens, names for every control."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from sandbox.model import Json
from tests.sandbox.apps import Scene
from tests.sandbox.page.keyboard import write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


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
