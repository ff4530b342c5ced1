"""Previews the nudge that a person would get at some time, without sending it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.coaching.learning.availability import Availability
from bot.coaching.nudges.decide import Send
from bot.coaching.nudges.model import Nudge, NudgeKind
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import period, person_zone
from bot.slack.api.blocks import Message, note
from bot.slack.nudges.compose import NOTHING, NudgeData, compose_nudge, load_history, prepare_nudge
from bot.slack.nudges.view import nudge_message

UNKNOWN = (
    "Nothing is due: this person hasn't been asked about nudges yet. After `/nudges on`, "
    "they would get this."
)
PREVIEW = "preview"
"""The key in its buttons: no nudge has it, so clicking them changes nothing."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The nudge that would be sent, whether it is due, and the reason."""

    due: bool
    why: str
    nudge: Nudge | None
    message: Message


async def preview_nudge(source: NudgeData, workspace: str, person: str, when: datetime) -> Preview:
    """Return the preview for ``when``, in the person's time zone if it has none.

    Shows what would be sent even if nothing is due. Reads the stores and writes nothing.
    """
    kept = await source.nudges.get(workspace, person)
    schedule = kept or _unknown(workspace, person)
    zone = person_zone(schedule.preferences, "", schedule.zone)
    now = (when if when.tzinfo else when.replace(tzinfo=zone)).timestamp()
    past = await load_history(source, schedule, now)
    found = await prepare_nudge(source, schedule, Availability(), past, now)
    catalogue = await source.catalogue()
    if nudge := found.nudge:
        shown = nudge_message(nudge, PREVIEW, catalogue)
        return Preview(True, " ".join(nudge.why), nudge, shown)
    why = found.verdict.why if kept else UNKNOWN
    send = Send(NudgeKind.WEEKLY, period(now, zone), ("This is a preview.",))
    turned_on = replace(schedule, preferences=replace(schedule.preferences, mode=Mode.ON))
    nudge = await compose_nudge(source, turned_on, Availability(), past, send, now)
    shown = nudge_message(nudge, PREVIEW, catalogue) if nudge else note(NOTHING)
    return Preview(False, str(why), nudge, shown)


def _unknown(workspace: str, person: str) -> Schedule:
    """Return the schedule of somebody who hasn't been asked about nudges yet."""
    return Schedule(workspace, person, NudgeKind.WEEKLY, person, Preferences(), 0.0, None, 0.0)
