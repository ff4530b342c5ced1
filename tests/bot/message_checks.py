"""Checks for every message and view: within Slack's limits, and hostile strings are harmless."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.slack.api.blocks import Message, parts
from sandbox.blocks import check_blocks, check_view, mrkdwn_problems, total_characters
from tests.bot.samples import HOSTILE

CHARACTERS_A_MESSAGE = 13_200
FALLBACK_CHARACTERS = 4_000
ITS_OWN_ADDRESS = "links to https://evil.example|your"
"""Slack links a bare URL in a text; the hostile strings contain this one."""

any_words = pytest.mark.parametrize("text", ["REST", *HOSTILE], ids=lambda text: ascii(text[:12]))
"""Runs a test with a plain string as ``text``, and with each of the hostile ones."""


def texts(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every text object in a payload."""
    if isinstance(value, dict):
        if value.get("type") in {"mrkdwn", "plain_text"}:
            yield value
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def active_parts(mrkdwn: str) -> list[str]:
    """Return what a text notifies or links to, other than its own address."""
    problems = [problem.message for problem in mrkdwn_problems(mrkdwn)]
    return [problem for problem in problems if not problem.startswith(ITS_OWN_ADDRESS)]


def assert_inert(payload: Any) -> None:
    """Check that nobody is notified, and that no link leads anywhere but where it says."""
    for found in texts(payload):
        if found["type"] == "mrkdwn":
            assert found["verbatim"] is True, "or Slack makes @here of documents active"
            assert not active_parts(found["text"])


def assert_message_passes(message: Message) -> None:
    """Check that a message is within Slack's limits, readable without blocks, and inert."""
    for part in parts(message):
        assert not check_blocks(list(part.blocks), "message")
        assert total_characters(list(part.blocks)) <= CHARACTERS_A_MESSAGE
        assert 0 < len(part.text.strip()) <= FALLBACK_CHARACTERS
        assert not active_parts(part.text)
        assert_inert(part.blocks)


def assert_view_passes(view: dict[str, Any]) -> None:
    """Check that a modal or Home tab is within Slack's limits, and inert."""
    assert not check_view(view)
    assert_inert(view)
