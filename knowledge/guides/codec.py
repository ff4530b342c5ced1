"""Guides as plain values for JSON, and back. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from knowledge.guide_model import (
    Belief,
    CheckQuestion,
    Decision,
    Exercise,
    Guide,
    GuideSource,
    Reading,
)


def guide_as_dict(guide: Guide) -> dict[str, Any]:
    """Return the guide's fields, without those that are empty."""
    return {name: value for name, value in asdict(guide).items() if value}


def guide_from_dict(stored: dict[str, Any]) -> Guide:
    """Return the guide. Raises KeyError or TypeError for anything else."""
    exercise = stored.get("exercise")
    return Guide(
        stored["id"],
        stored["title"],
        GuideSource(stored["source"]),
        stored.get("explanation", ""),
        _pairs(stored, "key_ideas"),
        stored.get("example", ""),
        tuple(stored.get("mistakes", ())),
        Exercise(**exercise) if exercise else None,
        _pairs(stored, "levels"),
        tuple(
            CheckQuestion(**{**each, "options": tuple(each["options"])})
            for each in stored.get("questions", ())
        ),
        tuple(
            Decision(tuple(each["questions"]), each["verdict"])
            for each in stored.get("decisions", ())
        ),
        tuple(Belief(**each) for each in stored.get("beliefs", ())),
        tuple(Reading(**each) for each in stored.get("reading", ())),
        tuple(stored.get("aliases", ())),
        tuple(stored.get("context", ())),
        tuple(stored.get("belongs_to", ())),
        stored.get("place", ""),
    )


def _pairs(stored: dict[str, Any], name: str) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in stored.get(name, ()))
