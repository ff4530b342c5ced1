"""The reminder of a plan: the skill that came with the nudge in which it was made."""

from bot.coaching.learning.learner_state import LearnerState
from bot.coaching.nudges.compose_input import Material
from bot.coaching.nudges.model import Nudge, NudgeKind
from bot.coaching.text import quoted
from knowledge.model import Skill


def compose(material: Material) -> Nudge | None:
    """None when the plan's nudge is gone, or what it suggested was logged or declined since.

    A skill that has left the documents is not named; the 20 minutes were planned all the same.
    """
    about = (line for line in material.sent if line.key == material.schedule.about)
    line = next(about, None)
    if line is None:
        return None
    planned = line.nudge.next
    skill = material.catalogue.present(planned.skill_id) if planned else None
    if skill and _settled(skill, material.learner):
        return None
    if skill is None:
        planned = None
    subject = f" for {quoted(planned.skill)}" if planned else ""
    why = (f"You planned 20 minutes{subject} and asked for a reminder.", *material.why)
    return Nudge(kind=NudgeKind.REMINDER, why=why, zone=material.zone, next=planned)


def _settled(skill: Skill, learner: LearnerState) -> bool:
    return skill.id in learner.known or skill.id in learner.not_for_me
