"""Clicks on example questions (answered in a modal) and on the sections under a refusal."""

from typing import Any

from bot.slack.answers.section_view import section_message
from bot.slack.answers.views import SHOW_SECTION, body
from bot.slack.api.blocks import context, note, paragraphs
from bot.slack.api.error_report import run_or_tell
from bot.slack.api.example_buttons import ASK_EXAMPLE
from bot.slack.api.modal import blocks_modal, message_modal, waiting_modal
from bot.slack.api.mrkdwn import escape
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services
from knowledge.model import Answer


async def ask_example(services: Services, call: ActionCall) -> None:
    """Open a modal at once, since the trigger expires after 3 s, then fill in the answer."""
    view_id = await services.messenger.open_modal(call.trigger_id, waiting_modal(call.value))

    async def fill() -> None:
        answer = await services.executor.run(lambda: services.knowledge.answer(call.value))
        await services.messenger.update_modal(view_id, answer_modal(call.value, answer))

    await run_or_tell(
        fill(), lambda failed: services.messenger.update_modal(view_id, message_modal(failed))
    )


EXAMPLE = Action(ASK_EXAMPLE, ask_example)


def answer_modal(question: str, answer: Answer) -> dict[str, Any]:
    """Return a modal with the answer to ``question`` and a hint on how to ask more."""
    go_on = context("To ask more, write to me in *Messages*.")
    return blocks_modal([*paragraphs(f"*{escape(question)}*"), *body(answer), *go_on])


GONE = "That section isn't in the documents anymore. Ask me again to see what's there now."


async def show_section(services: Services, call: ActionCall) -> None:
    """Post a section in the thread, or privately if the clicked button was private."""
    catalogue = await services.catalogue()
    section = catalogue.sections.get(call.value)
    message = section_message(section, catalogue) if section else note(GONE)
    if call.view_id:
        await services.messenger.update_modal(call.view_id, message_modal(message))
    elif call.ephemeral or call.place is None:
        await services.messenger.respond(call.response_url, message)
    else:
        key = f"section:{call.message_ts}:{call.value}"
        if await services.claims.take(call.workspace, key, services.clock()):
            await services.messenger.reply(call.place, message, key)
            await services.claims.done(call.workspace, key)


SECTION = Action(SHOW_SECTION, show_section)
