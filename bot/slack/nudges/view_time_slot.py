"""Shows a nudge's plan: which time, and whether a reminder is set."""

from bot.coaching.nudges.model import NO_PLAN, Nudge, RecallAnswer
from bot.slack.api.blocks import Block, actions, button, paragraphs
from bot.slack.nudges import view_times as times

PLAN, REMIND = "nudge_plan", "nudge_remind"
"""Action ids. The values are ``seconds|key`` (0 for no plan) and ``on|key`` or ``off|key``."""

ASK = "*When this week?*"
PLANNED = "*Planned*: {hour}. {then}"
WILL_REMIND = "I'll remind you then."
WONT_REMIND = "No reminder is set."
NOT_PLANNED = "*No plan this week*, that's fine."


def plan_blocks(
    nudge: Nudge, key: str, answer: RecallAnswer, *, reminding: bool | None
) -> list[Block]:
    """Return the slots to choose from; once one is chosen, the plan and a reminder switch.

    ``reminding`` is whether a reminder is set, None once the planned time has come.
    """
    if answer.planned is None:
        return _slots(nudge, key) if nudge.slots else []
    if answer.planned == NO_PLAN:
        return paragraphs(NOT_PLANNED)
    hour = times.hour(answer.planned, nudge.zone)
    if reminding is None:
        return paragraphs(PLANNED.format(hour=hour, then="").strip())
    then = WILL_REMIND if reminding else WONT_REMIND
    switch = ("No reminder", "off") if reminding else ("Remind me", "on")
    return [
        *paragraphs(PLANNED.format(hour=hour, then=then)),
        *actions("nudge_plan", [button(REMIND, switch[0], f"{switch[1]}|{key}")]),
    ]


def _slots(nudge: Nudge, key: str) -> list[Block]:
    buttons = [
        button(
            PLAN,
            times.short(slot, nudge.zone),
            f"{int(slot)}|{key}",
            label=f"Plan: {times.hour(slot, nudge.zone)}",
        )
        for slot in nudge.slots
    ]
    buttons.append(button(PLAN, "No plan this week", f"{int(NO_PLAN)}|{key}"))
    return [*paragraphs(ASK), *actions("nudge_plan", buttons)]
