"""Records a thumb under an answer for the gap report; a thumbs-down may add a reason."""

from bot.coaching.feedback.gaps import Signal, Verdict
from bot.slack.api.blocks import note
from bot.slack.feedback.thumbs import (
    FEEDBACK,
    LONGEST_REASON,
    REASON_ACTION,
    REASON_BLOCK,
    WHY,
    Feedback,
    parse_feedback,
    why_modal,
)
from bot.slack.routing.handlers import Action, ActionCall, Submission, SubmissionCall
from bot.slack.routing.services import Services

THANKS = "Thanks, noted."


async def give_feedback(services: Services, call: ActionCall) -> None:
    """Record a thumb. The modal opens first, since its trigger expires after 3 s."""
    about = parse_feedback(call.value)
    if not about.helpful:
        await services.messenger.open_modal(
            call.trigger_id, why_modal(f"{about.key}/{call.person}")
        )
    await services.signals.add(await _signal(services, call, about))
    if about.helpful:
        await services.messenger.respond(call.response_url, note(THANKS))


async def _signal(services: Services, call: ActionCall, about: Feedback) -> Signal:
    """Return the signal to record, with the question's text only if the coach still stores it.

    Otherwise a click on an old answer would restore what its asker had deleted.
    """
    kind, _, place = about.key.partition(":")
    channel, _, ts = place.partition(":")
    exchange = await services.conversations.find(call.workspace, channel, ts)
    known = kind != "message" or exchange is not None
    return Signal(
        workspace=call.workspace,
        key=f"{about.key}/{call.person}",
        verdict=Verdict.HELPFUL if about.helpful else Verdict.UNHELPFUL,
        person=call.person,
        question=about.question if known else "",
        section_ids=about.section_ids,
        at=services.clock(),
        asker=exchange.person if exchange and exchange.person != call.person else "",
    )


GIVE_FEEDBACK = Action(FEEDBACK, give_feedback)


async def keep_reason(services: Services, call: SubmissionCall) -> None:
    """Add the reason to a recorded thumbs-down, if one was entered."""
    reason = call.text(REASON_BLOCK, REASON_ACTION)[:LONGEST_REASON]
    if reason:
        await services.signals.explain(call.workspace, call.private_metadata, reason)


FEEDBACK_WHY = Submission(WHY, keep_reason)
