"""A channel's weekly prompt: a section to talk about. It shows nobody's own state."""

from collections.abc import Sequence

from bot.coaching.learning.progress import by_section
from bot.coaching.nudges.compose_input import Material
from bot.coaching.nudges.model import Nudge, NudgeKind
from bot.coaching.text import quoted
from knowledge.model import Section, Skill

MOST_SKILLS = 20
WEEK = 7 * 86_400.0

ABOUT_ONE = (
    "Who has done {first} here, and what would you tell someone who does it for the first time?",
    "Where in our work does {first} come up, and when did we last need to know it better?",
    "What went well or badly the last time we needed {first}?",
    "If someone new asked us about {first}, what would we show them first?",
)
ABOUT_SEVERAL = (
    "Of {first} and {second}: which matters more for what we are building now, and why?",
    "Which of these could one of us show the others in ten minutes?",
    "Which of these would help us most next month, and who could start on it?",
)
"""Open questions on a section of one line or more, and of several; {first} and {second} are two of
its lines, in its own words."""


def compose(material: Material) -> Nudge | None:
    """None when every section was prompted in the last eight weeks, or none lists skills."""
    chosen = _chosen(material)
    if chosen is None:
        return None
    section, skills = chosen
    document = material.catalogue.documents[section.document_id]
    turn = f"It's {quoted(section.title)}'s turn: it hasn't come up here in the last eight weeks."
    return Nudge(
        kind=NudgeKind.PROMPT,
        why=(*material.why, f"{turn} It's in {quoted(document.title)}."),
        zone=material.zone,
        section_id=section.id,
        discuss=_discuss(section, skills, material.now),
        skills=tuple(skill.id for skill in skills[:MOST_SKILLS]),
    )


def _chosen(material: Material) -> tuple[Section, tuple[Skill, ...]] | None:
    """A section that did not come up lately: documents take turns, and each goes on in order."""
    lately = {nudge.section_id for nudge in material.lately}
    free = [each for each in by_section(material.catalogue) if each[0].id not in lately]
    came = _came(material)

    def turn(each: tuple[Section, tuple[Skill, ...]]) -> tuple[int, bool, int]:
        order = each[0].order
        time, reached = came.get(each[0].document_id, (-1, -1))
        return time, order <= reached, order

    return min(free, key=turn, default=None)


def _came(material: Material) -> dict[str, tuple[int, int]]:
    """Document id -> which prompt was last from it, and the place of the section it was about."""
    came: dict[str, tuple[int, int]] = {}
    for time, line in enumerate(material.sent):
        if section := material.catalogue.sections.get(line.nudge.section_id):
            came[section.document_id] = (time, section.order)
    return came


def _discuss(section: Section, skills: Sequence[Skill], now: float) -> str:
    """One of the open questions, another one each week, with lines of the section."""
    week = int(now // WEEK)
    asks = (*ABOUT_ONE, *ABOUT_SEVERAL) if len(skills) > 1 else ABOUT_ONE
    first = (week + section.order) % len(skills)
    two = (skills[first], skills[(first + 1) % len(skills)])
    names = [quoted(skill.text) for skill in two]
    return asks[week % len(asks)].format(first=names[0], second=names[1])
