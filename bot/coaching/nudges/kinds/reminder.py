"""The reminder of a plan: it repeats the skill from the nudge in which the plan was made."""

from bot.coaching.learning.learner_state import LearnerState
from bot.coaching.nudges.compose_input import Material
from bot.coaching.nudges.model import Nudge, NudgeKind
from bot.coaching.text import quote
from knowledge.model import Skill


def compose(material: Material) -> Nudge | None:
    """Return a reminder; None if the nudge is gone, or its skill was logged or declined since.

    A skill that has left the documents is not named, but the planned time still is.
    """
    about = (line for line in material.sent if line.key == material.schedule.about)
    line = next(about, None)
    if line is None:
        return None
    planned = line.nudge.next
    skill = material.catalogue.present(planned.skill_id) if planned else None
    if skill and _is_done(skill, material.learner):
        return None
    if skill is None:
        planned = None
    subject = f" for {quote(planned.skill)}" if planned else ""
    why = (f"You planned time{subject} and asked for a reminder.", *material.why)
    return Nudge(kind=NudgeKind.REMINDER, why=why, zone=material.zone, next=planned)


def _is_done(skill: Skill, learner: LearnerState) -> bool:
    return skill.id in learner.known or skill.id in learner.not_for_me
