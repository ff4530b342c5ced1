"""A real browser on the workspace's page, with a small Bolt app behind it.

One browser serves all tests. It lives in the session's event loop, and so do the tests that use it
(`pytest.mark.asyncio(loop_scope="session")`). Each test has its own context and workspace.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable

import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from tests.browser import BROWSER_ARGUMENTS
from tests.sandbox.apps import Scene, over_socket
from tests.sandbox.page.form_app import MANIFEST, listen


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    """Start Chromium once."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(
            executable_path=chromium_path, args=BROWSER_ARGUMENTS
        )
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def scene() -> AsyncIterator[Scene]:
    """Return a workspace with the form app connected."""
    async with over_socket(manifest=MANIFEST) as opened:
        listen(opened.app)
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, scene: Scene) -> AsyncIterator[Page]:
    """Open the workspace's page as Ana in #backend; fail the test on any error in its console."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    opened = await context.new_page()
    opened.set_default_timeout(8000)
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.extend(_complaint(message)))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    await opened.goto(scene.server.url)
    await opened.get_by_test_id("sidebar-channel-C_BACKEND").wait_for()
    yield opened
    await context.close()
    assert complaints == []


def _complaint(message: ConsoleMessage) -> Iterable[str]:
    return [message.text] if message.type in ("error", "warning") else []
