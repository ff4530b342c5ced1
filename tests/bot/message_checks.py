"""What every message and view must keep to: Slack's limits, and that hostile words do nothing."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.slack.api.blocks import Message, parts
from sandbox.blocks import check_blocks, check_view, mrkdwn_problems, total_characters
from tests.bot.samples import HOSTILE

CHARACTERS_A_MESSAGE = 13_200
FALLBACK_CHARACTERS = 4_000
ITS_OWN_ADDRESS = "links to https://evil.example|your"
"""Slack links a bare address in a text; that one stands in the hostile words as it is."""

any_words = pytest.mark.parametrize("text", ["REST", *HOSTILE], ids=lambda text: ascii(text[:12]))
"""Runs a test with plain words as ``text``, and with each of the hostile ones."""


def texts(value: Any) -> Iterator[dict[str, Any]]:
    """Every text object within a payload."""
    if isinstance(value, dict):
        if value.get("type") in {"mrkdwn", "plain_text"}:
            yield value
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def set_off(mrkdwn: str) -> list[str]:
    """What a text notifies or links to, but for its own address."""
    problems = [problem.message for problem in mrkdwn_problems(mrkdwn)]
    return [problem for problem in problems if not problem.startswith(ITS_OWN_ADDRESS)]


def assert_inert(payload: Any) -> None:
    """Nobody is notified, and no link leads where the words themselves don't."""
    for found in texts(payload):
        if found["type"] == "mrkdwn":
            assert found["verbatim"] is True, "or Slack makes @here of documents active"
            assert not set_off(found["text"])


def assert_message_passes(message: Message) -> None:
    """Each part is within Slack's limits, can be read without blocks, and is inert."""
    for part in parts(message):
        assert not check_blocks(list(part.blocks), "message")
        assert total_characters(list(part.blocks)) <= CHARACTERS_A_MESSAGE
        assert 0 < len(part.text.strip()) <= FALLBACK_CHARACTERS
        assert not set_off(part.text)
        assert_inert(part.blocks)


def assert_view_passes(view: dict[str, Any]) -> None:
    """A modal or Home tab is within Slack's limits, and inert."""
    assert not check_view(view)
    assert_inert(view)
