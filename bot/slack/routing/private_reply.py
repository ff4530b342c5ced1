"""Replies to a message that is a request of one person, such as a quiz, exactly once."""

from collections.abc import Awaitable, Callable

from bot.slack.api.blocks import Message
from bot.slack.api.error_report import run_or_tell
from bot.slack.routing.question import AskedQuestion
from bot.slack.routing.services import Services


async def reply_privately(
    services: Services, asked: AskedQuestion, build: Callable[[], Awaitable[Message]]
) -> None:
    """Start a reply with what ``build`` returns, unless another delivery has; don't wait for it.

    In a channel, only the person sees the reply.
    """
    if await services.claims.take(asked.workspace, asked.key, services.clock()):
        services.work.start(_reply(services, asked, build), asked.key)


async def _reply(
    services: Services, asked: AskedQuestion, build: Callable[[], Awaitable[Message]]
) -> None:
    async def run() -> None:
        shown = await build()
        if asked.private:
            await services.messenger.reply(asked.place, shown, f"{asked.key}/private")
        else:
            await services.messenger.post_ephemeral(asked.ephemeral_place, asked.person, shown)

    succeeded = await run_or_tell(
        run(), lambda failed: services.messenger.reply(asked.place, failed, f"{asked.key}/error")
    )
    finish = services.claims.done if succeeded else services.claims.release
    await finish(asked.workspace, asked.key)
