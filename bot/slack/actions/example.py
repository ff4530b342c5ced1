"""An example question is clicked, in the Home tab or under help: its answer opens in a modal."""

from bot.slack.desk import Desk
from bot.slack.errors import telling
from bot.slack.registry import Action, ActionCall
from bot.slack.views.home import ASK_EXAMPLE
from bot.slack.views.modal import answer_modal, message_modal, waiting_modal


async def ask_example(desk: Desk, call: ActionCall) -> None:
    """Opens at once, since the trigger lasts 3 s; the answer follows."""
    view_id = await desk.messenger.open_modal(call.trigger_id, waiting_modal(call.value))

    async def fill() -> None:
        answer = await desk.thinker.run(lambda: desk.knowledge.answer(call.value))
        await desk.messenger.update_modal(view_id, answer_modal(call.value, answer))

    await telling(fill(), lambda said: desk.messenger.update_modal(view_id, message_modal(said)))


EXAMPLE = Action(ASK_EXAMPLE, ask_example)
