"""The nudge a person would get at some time, shown and not sent."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.coaching.learning.availability import Facts
from bot.coaching.nudges.decide import Send
from bot.coaching.nudges.model import Nudge, NudgeKind
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import period, zone
from bot.slack.api.blocks import Message, note
from bot.slack.nudges.compose import NOTHING, NudgeData, composed, past_of, prepared
from bot.slack.nudges.view import nudge_message

UNKNOWN = (
    "Nothing is due: this person hasn't been asked about nudges yet. After `/nudges on`, "
    "they would get this."
)
PREVIEW = "preview"
"""The key that its buttons carry: there is no such line, so nothing can be answered by it."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come, whether it is due then, and why, or why not."""

    due: bool
    why: str
    nudge: Nudge | None
    message: Message


async def previewed(source: NudgeData, workspace: str, person: str, when: datetime) -> Preview:
    """The preview for ``when``, a wall clock in the person's zone where it names none.

    Where nothing is due it still shows what would come. Reads the stores, and writes nothing.
    """
    kept = await source.nudges.get(workspace, person)
    schedule = kept or _unknown(workspace, person)
    there = zone(schedule.preferences, "", schedule.zone)
    now = (when if when.tzinfo else when.replace(tzinfo=there)).timestamp()
    past = await past_of(source, schedule, now)
    found = await prepared(source, schedule, Facts(), past, now)
    catalogue = await source.catalogue()
    if nudge := found.nudge:
        shown = nudge_message(nudge, PREVIEW, catalogue)
        return Preview(True, " ".join(nudge.why), nudge, shown)
    why = found.verdict.why if kept else UNKNOWN
    send = Send(NudgeKind.WEEKLY, period(now, there), ("This is a preview.",))
    wanting = replace(schedule, preferences=replace(schedule.preferences, mode=Mode.ON))
    would = await composed(source, wanting, Facts(), past, send, now)
    shown = nudge_message(would, PREVIEW, catalogue) if would else note(NOTHING)
    return Preview(False, str(why), would, shown)


def _unknown(workspace: str, person: str) -> Schedule:
    """The schedule of somebody who was not asked yet."""
    return Schedule(workspace, person, NudgeKind.WEEKLY, person, Preferences(), 0.0, None, 0.0)
