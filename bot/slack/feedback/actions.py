"""A thumb under an answer: kept for the gap radar; a thumbs-down asks once, optionally, why."""

from bot.coaching.feedback.gaps import Signal, Verdict
from bot.slack.api.blocks import note
from bot.slack.feedback.thumbs import (
    FEEDBACK,
    LONGEST_REASON,
    REASON_ACTION,
    REASON_BLOCK,
    WHY,
    Judged,
    judged,
    why_modal,
)
from bot.slack.routing.handlers import Action, ActionCall, Submission, SubmissionCall
from bot.slack.routing.services import Services

THANKS = "Thanks, noted."


async def give_feedback(services: Services, call: ActionCall) -> None:
    """The modal first: its trigger lasts 3 s."""
    about = judged(call.value)
    if not about.helpful:
        await services.messenger.open_modal(
            call.trigger_id, why_modal(f"{about.key}/{call.person}")
        )
    await services.signals.add(await _signal(services, call, about))
    if about.helpful:
        await services.messenger.respond(call.response_url, note(THANKS))


async def _signal(services: Services, call: ActionCall, about: Judged) -> Signal:
    """Words of another's question are kept only while the coach still has that question.

    Else a click on an old answer would bring back what its asker has had forgotten.
    """
    kind, _, place = about.key.partition(":")
    channel, _, ts = place.partition(":")
    asked = await services.conversations.find(call.workspace, channel, ts)
    known = kind != "message" or asked is not None
    return Signal(
        workspace=call.workspace,
        key=f"{about.key}/{call.person}",
        verdict=Verdict.HELPFUL if about.helpful else Verdict.UNHELPFUL,
        person=call.person,
        question=about.question if known else "",
        section_ids=about.section_ids,
        at=services.clock(),
        asker=asked.person if asked and asked.person != call.person else "",
    )


GIVE_FEEDBACK = Action(FEEDBACK, give_feedback)


async def keep_reason(services: Services, call: SubmissionCall) -> None:
    """Nothing said is fine too."""
    reason = call.text(REASON_BLOCK, REASON_ACTION)[:LONGEST_REASON]
    if reason:
        await services.signals.explain(call.workspace, call.private_metadata, reason)


FEEDBACK_WHY = Submission(WHY, keep_reason)
