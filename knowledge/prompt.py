"""Sends a chat model a prompt and data, and collects the whole reply."""

import asyncio
from contextlib import aclosing
from functools import cache
from importlib import resources

from knowledge.model import Turn
from knowledge.ports import ChatModel


@cache
def prompt(name: str) -> str:
    """Return the system prompt from ``knowledge/prompts/{name}.md``."""
    return resources.files("knowledge").joinpath(f"prompts/{name}.md").read_text("utf-8").strip()


async def whole_reply(
    chat: ChatModel, system: str, data: str, *, seconds: float, characters: int
) -> str:
    """Return the model's reply to ``data``, cut off soon after ``characters``.

    Raises:
        TimeoutError: the reply took longer than ``seconds``.
        CoachError: the model fails.
    """
    reply = ""
    async with (
        asyncio.timeout(seconds),
        aclosing(chat.stream(system, [Turn("person", data)])) as pieces,
    ):
        async for piece in pieces:
            reply += piece
            if len(reply) > characters:
                break
    return reply
