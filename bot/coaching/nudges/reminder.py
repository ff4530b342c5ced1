"""The reminder of a plan: the skill that came with the nudge in which it was made."""

from bot.coaching.material import Material
from bot.coaching.nudge import Kind, NextSkill, Nudge
from bot.coaching.reasons import quoted


def compose(material: Material) -> Nudge | None:
    """None when the plan's nudge is gone, or what it suggested was logged or declined since."""
    about = (line for line in material.sent if line.key == material.schedule.about)
    line = next(about, None)
    if line is None:
        return None
    planned = line.nudge.next
    if planned and _settled(planned, material):
        return None
    subject = f" for {quoted(planned.skill)}" if planned else ""
    why = (f"You planned 20 minutes{subject} and asked to be reminded.", *material.why)
    return Nudge(kind=Kind.REMINDER, why=why, zone=material.zone, next=planned)


def _settled(planned: NextSkill, material: Material) -> bool:
    skill = material.catalogue.present(planned.skill_id)
    standing = material.standing
    return skill is None or skill.id in standing.known or skill.id in standing.not_for_me
