"""A person's weekly nudge: a question on a fading skill, a next skill, and times to plan it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from bot.coaching.dates.timezones import DAY
from bot.coaching.learning.learner_state import KnownSkill, current_id
from bot.coaching.nudges.compose_input import Material, skills_to_recall
from bot.coaching.nudges.model import NextSkill, Nudge, NudgeKind
from bot.coaching.nudges.working_hours import free_slots
from bot.coaching.recall import questions
from bot.coaching.recall.guide_question import ask_from_guide
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.suggestions.reasons import LONGEST_GOAL, ClaimKind
from bot.coaching.suggestions.suggest import Suggestion, suggest
from bot.coaching.text import quote
from knowledge.model import Catalogue, Grain, Skill

MOST_TRIED = 20
"""How many fading skills to try for a question: not every line makes a good one."""
SLOTS = 3
TOWARDS = frozenset({ClaimKind.GOAL, ClaimKind.ON_THE_WAY})


def compose(material: Material) -> Nudge | None:
    """Return a nudge; None if there is neither a question nor a skill to suggest."""
    question, found = _question(material), _suggestion(material)
    if question is None and found is None:
        return None
    zone = ZoneInfo(material.zone)
    return Nudge(
        kind=NudgeKind.WEEKLY,
        why=tuple(_why(material, question, found)),
        zone=material.zone,
        question=question,
        next=_next(found, material) if found else None,
        slots=free_slots(material.schedule.preferences, zone, material.now, SLOTS),
    )


def _question(material: Material) -> RecallQuestion | None:
    asked = frozenset(nudge.question.text for nudge in material.lately if nudge.question)
    skills = list(islice(skills_to_recall(material), MOST_TRIED))
    guided = (ask_from_guide(s, material.guides(s), material.seed, asked) for s in skills)
    if question := next(filter(None, guided), None) or material.question:
        return question
    made = (
        questions.make(
            skill, material.catalogue, material.seed, material.lexicon, material.near(skill)
        )
        for skill in skills
    )
    return next(filter(None, made), None)


def _suggestion(material: Material) -> Suggestion | None:
    """Return the next skill, other than those suggested in recent nudges."""
    learner, catalogue = material.learner, material.catalogue
    lately = {current_id(n.next.skill_id, catalogue) for n in material.lately if n.next}
    asking = replace(learner, not_for_me=learner.not_for_me | lately)
    found = suggest(asking, catalogue, material.goal, material.now, limit=1)
    return found[0] if found else None


def _next(found: Suggestion, material: Material) -> NextSkill:
    skill, section = found.skill, found.section
    passage = _passage(skill, material.catalogue)
    guide = next(iter(material.guides(skill)), None)
    exercise = guide.exercise if guide else None
    return NextSkill(
        skill.id,
        skill.text,
        section.id,
        section.title,
        found.reason,
        passage,
        guide.explanation if guide else "",
        exercise.text if exercise else "",
        exercise.minutes if exercise else 0,
    )


def _passage(skill: Skill, catalogue: Catalogue) -> str:
    """Return the passage of the whole section around the skill, or the skill if it was split."""
    around = (
        passage.text
        for passage in catalogue.passages.values()
        if passage.section_id == skill.section_id and passage.grain is Grain.SECTION
    )
    return next((text for text in around if skill.text in text), skill.text)


def _why(
    material: Material, question: RecallQuestion | None, found: Suggestion | None
) -> Iterator[str]:
    yield from material.why
    asked = current_id(question.skill_id, material.catalogue) if question else ""
    if known := material.learner.known.get(asked):
        yield f"{_logged(known, material)} A question now helps you remember it."
    goal = material.learner.goal.strip()
    if goal and found and any(claim.says in TOWARDS for claim in found.claims):
        yield f"The next skill leads to your goal, {quote(goal, LONGEST_GOAL)}."


def _logged(known: KnownSkill, material: Material) -> str:
    """Say since when it fades: the last answer to a question on it, else the day it was learned."""
    if recalls := material.learner.recalled.get(known.id):
        days = _days(recalls[-1].at, material.now)
        return f"You last answered a question on {quote(known.text)} {days}."
    entry = known.entries[-1]
    if entry.on:
        learned = datetime.fromisoformat(entry.on).replace(tzinfo=UTC)
        return f"You learned {quote(known.text)} on {learned.day} {learned:%B %Y}."
    return f"You logged {quote(known.text)} {_days(entry.at, material.now)}."


def _days(since: float, now: float) -> str:
    days = max(0, int((now - since) / DAY))
    return "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"
