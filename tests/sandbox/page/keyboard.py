"""Keyboard helpers for the page's tests."""

from __future__ import annotations

from playwright.async_api import Page


async def write(page: Page, text: str, where: str = "composer") -> None:
    """Type into a composer and send with Enter."""
    field = page.get_by_test_id(where)
    await field.fill(text)
    await field.press("Enter")
