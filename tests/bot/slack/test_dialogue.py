"""Messages are read even when there is no room to think about them."""

from dataclasses import replace

from bot.coaching.messages.intent import Intent, Request
from bot.slack.app.commands import DIALOGUE
from bot.slack.routing.question import AskedQuestion
from bot.work import BoundedExecutor
from tests.bot.web_client import open_web_client


async def test_a_busy_coach_still_reads_messages() -> None:
    async with open_web_client() as client:
        full = BoundedExecutor(threads=1, waiting=-1)
        services = replace(client.services, executor=full)
        asked = AskedQuestion("T", "D1", "1.0", "1.0", "U1", "undo", direct=True)
        assert await DIALOGUE.read(services, asked) == (Request(Intent.UNDO),)
        question = replace(asked, text="How do I version an API?")
        assert [r.intent for r in await DIALOGUE.read(services, question)] == [Intent.ASK]
        full.close()


async def test_what_is_not_addressed_to_the_coach_is_a_question() -> None:
    async with open_web_client() as client:
        asked = AskedQuestion("T", "C1", "2.0", "1.0", "U1", "undo", direct=False)
        assert await DIALOGUE.read(client.services, asked) == (Request(Intent.ASK, "undo"),)
