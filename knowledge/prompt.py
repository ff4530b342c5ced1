"""One request to a chat model outside of answering: a prompt of ours, data, a whole reply."""

import asyncio
from contextlib import aclosing
from functools import cache
from importlib import resources

from knowledge.model import Turn
from knowledge.ports import ChatModel


@cache
def prompt(name: str) -> str:
    """The system prompt that stands in ``knowledge/prompts/{name}.md``."""
    return resources.files("knowledge").joinpath(f"prompts/{name}.md").read_text("utf-8").strip()


async def whole_reply(
    chat: ChatModel, system: str, data: str, *, seconds: float, characters: int
) -> str:
    """All that the model says to ``data``, cut off soon after so many characters.

    Raises ``TimeoutError`` after so many seconds, and ``CoachError`` where the model fails.
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
