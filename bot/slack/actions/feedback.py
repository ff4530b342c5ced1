"""A thumb under an answer: kept for the gap radar; a thumbs-down asks once, optionally, why."""

from bot.coaching.gaps import Signal, Verdict
from bot.slack.desk import Desk
from bot.slack.registry import Action, ActionCall
from bot.slack.views.feedback import FEEDBACK, Judged, judged, why_modal
from bot.slack.views.message import note

THANKS = "Thank you, noted."


async def give_feedback(desk: Desk, call: ActionCall) -> None:
    """The modal first: its trigger lasts 3 s."""
    about = judged(call.value)
    if not about.helpful:
        await desk.messenger.open_modal(call.trigger_id, why_modal(f"{about.key}/{call.person}"))
    await desk.signals.add(await _signal(desk, call, about))
    if about.helpful:
        await desk.messenger.respond(call.response_url, note(THANKS))


async def _signal(desk: Desk, call: ActionCall, about: Judged) -> Signal:
    """Words of another's question are kept only while the coach still has that question.

    Else a click on an old answer would bring back what its asker has had forgotten.
    """
    kind, _, place = about.key.partition(":")
    channel, _, ts = place.partition(":")
    asked = await desk.conversations.find(call.workspace, channel, ts)
    known = kind != "message" or asked is not None
    return Signal(
        workspace=call.workspace,
        key=f"{about.key}/{call.person}",
        verdict=Verdict.HELPFUL if about.helpful else Verdict.UNHELPFUL,
        person=call.person,
        question=about.question if known else "",
        section_ids=about.section_ids,
        at=desk.clock(),
        asker=asked.person if asked and asked.person != call.person else "",
    )


GIVE_FEEDBACK = Action(FEEDBACK, give_feedback)
