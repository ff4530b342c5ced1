"""A thumb under an answer: kept for the gap radar; a thumbs-down asks once, optionally, why."""

from bot.coaching.gaps import Signal, Verdict
from bot.slack.desk import Desk
from bot.slack.registry import Action, ActionCall
from bot.slack.views.feedback import FEEDBACK, judged, why_modal
from bot.slack.views.message import note

THANKS = "Thank you, noted."


async def give_feedback(desk: Desk, call: ActionCall) -> None:
    """The modal first: its trigger lasts 3 s."""
    about = judged(call.value)
    key = f"{about.key}/{call.person}"
    if not about.helpful:
        await desk.messenger.open_modal(call.trigger_id, why_modal(key))
    verdict = Verdict.HELPFUL if about.helpful else Verdict.UNHELPFUL
    await desk.signals.add(
        Signal(
            workspace=call.workspace,
            key=key,
            verdict=verdict,
            person=call.person,
            question=about.question,
            section_ids=about.section_ids,
            at=desk.clock(),
        )
    )
    if about.helpful:
        await desk.messenger.respond(call.response_url, note(THANKS))


GIVE_FEEDBACK = Action(FEEDBACK, give_feedback)
