"""Convert a nudge to the ledger's JSON and back. Pure.

Replicas of two versions can share a ledger: fields that an older version didn't write are filled
in, and those a newer one added are ignored.
"""

from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from typing import Any, TypeVar

from bot.coaching.nudges.model import NextSkill, Nudge, NudgeKind
from bot.coaching.recall.question import RecallQuestion

NudgePart = TypeVar("NudgePart", RecallQuestion, NextSkill)


def as_json(nudge: Nudge) -> dict[str, Any]:
    """Return the nudge as JSON types; ``from_json`` returns an equal one."""
    return asdict(nudge) | {
        "kind": nudge.kind.value,
        "why": list(nudge.why),
        "question": _question_json(nudge.question),
        "slots": list(nudge.slots),
        "skills": list(nudge.skills),
    }


def from_json(kept: Mapping[str, Any]) -> Nudge:
    """Return the nudge. A question or next skill that lacks a field is left out.

    Raises:
        ValueError: this version doesn't know the kind of nudge.
    """
    question = kept.get("question")
    return Nudge(
        kind=NudgeKind(kept.get("kind", NudgeKind.WEEKLY)),
        why=_texts(kept.get("why")),
        zone=str(kept.get("zone") or "UTC"),
        question=_part(RecallQuestion, _with_tuple(question)) if question else None,
        next=_part(NextSkill, kept.get("next")),
        slots=tuple(float(slot) for slot in kept.get("slots") or ()),
        section_id=str(kept.get("section_id") or ""),
        discuss=str(kept.get("discuss") or ""),
        skills=_texts(kept.get("skills")),
    )


def _question_json(question: RecallQuestion | None) -> dict[str, Any] | None:
    return asdict(question) | {"options": list(question.options)} if question else None


def _with_tuple(question: Mapping[str, Any]) -> dict[str, Any]:
    return {**question, "options": _texts(question.get("options"))}


def _part(made_as: type[NudgePart], kept: Mapping[str, Any] | None) -> NudgePart | None:
    needed = [field.name for field in fields(made_as) if field.default is MISSING]
    if not kept or any(name not in kept for name in needed):
        return None
    return made_as(**{each.name: kept[each.name] for each in fields(made_as) if each.name in kept})


def _texts(kept: object) -> tuple[str, ...]:
    return tuple(str(each) for each in kept) if isinstance(kept, list | tuple) else ()
