"""Convert schedules and ledger entries to table rows and back."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Row

from bot.coaching.nudges.model import NudgeKind, RecallAnswer, Sent
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.serialization import as_json, from_json
from bot.store.tables import nudges, schedules

SCHEDULE = [schedules.c[field.name] for field in fields(Schedule)]
PARTS = tuple(field.name for field in fields(RecallAnswer))
SENT = [nudges.c[f.name] for f in fields(Sent) if f.name != "answer"] + [nudges.c[p] for p in PARTS]


def schedule_values(schedule: Schedule) -> dict[str, Any]:
    """Return a schedule's column values, without those of a claim."""
    preferences = schedule.preferences
    return asdict(schedule) | {"preferences": asdict(preferences), "mode": preferences.mode}


def as_schedule(row: Row[tuple[object, ...]]) -> Schedule:
    """Return the schedule in a row that has the columns of ``SCHEDULE``."""
    values = dict(row._mapping)
    values["kind"] = NudgeKind(values["kind"])
    values["preferences"] = as_preferences(values["preferences"])
    return Schedule(**values)


def as_preferences(kept: Mapping[str, Any]) -> Preferences:
    """Return preferences from JSON. Unknown fields are ignored, missing ones get their default."""
    values = {f.name: kept[f.name] for f in fields(Preferences) if f.name in kept}
    if "mode" in values:
        values["mode"] = Mode(values["mode"])
    if "workdays" in values:
        values["workdays"] = tuple(values["workdays"])
    if "holidays" in values:
        values["holidays"] = tuple((first, last) for first, last in values["holidays"])
    return Preferences(**values)


def sent_values(sent: Sent) -> dict[str, Any]:
    """Return a ledger entry's column values."""
    values = {f.name: getattr(sent, f.name) for f in fields(Sent) if f.name != "answer"}
    return values | asdict(sent.answer) | {"nudge": as_json(sent.nudge)}


def as_sent(row: Row[tuple[object, ...]]) -> Sent:
    """Return the ledger entry in a row that has the columns of ``SENT``."""
    values = dict(row._mapping)
    answer = RecallAnswer(**{part: values.pop(part) for part in PARTS})
    values["kind"] = NudgeKind(values["kind"])
    values["nudge"] = from_json(values["nudge"])
    return Sent(**values, answer=answer)
