"""The local workspace in a real browser."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page, async_playwright

from tests.conftest import Stage

BROWSER_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)


@asynccontextmanager
async def workspace_page(
    chromium_path: str, stage: Stage, height: int = 1000
) -> AsyncIterator[Page]:
    """Yield the workspace's page in a browser; any error in its own code fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=BROWSER_ARGUMENTS
        )
        opened = await browser.new_page(viewport={"width": 1280, "height": height})
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        await opened.goto(stage.server.url)
        yield opened
        await browser.close()
        assert not errors


async def say(page: Page, text: str) -> None:
    """Send a message or command in the open conversation."""
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


@asynccontextmanager
async def backend_channel(chromium_path: str, stage: Stage) -> AsyncIterator[Page]:
    """Yield the workspace's page in #backend."""
    async with workspace_page(chromium_path, stage, height=900) as opened:
        await opened.get_by_test_id("sidebar-channel-C_BACKEND").click()
        yield opened
