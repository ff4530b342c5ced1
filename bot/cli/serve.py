"""`coach serve`: run the bot."""

import asyncio
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings


def serve() -> None:
    """Run the bot: Socket Mode with SLACK_APP_TOKEN, else HTTP with SLACK_SIGNING_SECRET."""
    from bot.cli.context import load_command_settings

    asyncio.run(_serve(load_command_settings("INFO")))


async def _serve(settings: "Settings") -> None:
    import structlog

    from bot.assemble import open_knowledge
    from bot.metrics import Metrics
    from bot.runtime import require_tokens, run_coach

    require_tokens(settings)
    knowledge = open_knowledge(settings, Metrics())
    try:
        async with run_coach(settings, knowledge) as bot:
            where = "socket" if settings.slack_app_token else "http"
            structlog.get_logger("coach").info("ready", mode=where, web=bot.url)
            await stop_signal()
    finally:
        knowledge.close()


async def stop_signal() -> None:
    """Return at the first SIGTERM or Ctrl-C; a second one ends the process at once."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()

    def stop(number: signal.Signals) -> None:
        stopped.set()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(name)
        signal.signal(number, signal.SIG_DFL)

    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop, name)
    await stopped.wait()
