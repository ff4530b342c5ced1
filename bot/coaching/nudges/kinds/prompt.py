"""A channel's weekly prompt: a section to discuss. It shows nobody's own progress."""

from collections.abc import Sequence

from bot.coaching.learning.progress import skills_by_section
from bot.coaching.nudges.compose_input import Material
from bot.coaching.nudges.model import Nudge, NudgeKind
from bot.coaching.text import quote
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
"""Open questions about sections of one skill or more, and of several. {first} and {second} are
skills in the section, in its own words."""


def compose(material: Material) -> Nudge | None:
    """Return a prompt; None if every section came up in the last eight weeks, or there is none."""
    chosen = _choose_section(material)
    if chosen is None:
        return None
    section, skills = chosen
    document = material.catalogue.documents[section.document_id]
    turn = f"It's {quote(section.title)}'s turn: it hasn't come up here in the last eight weeks."
    return Nudge(
        kind=NudgeKind.PROMPT,
        why=(*material.why, f"{turn} It's in {quote(document.title)}."),
        zone=material.zone,
        section_id=section.id,
        discuss=_discuss(section, skills, material.now),
        skills=tuple(skill.id for skill in skills[:MOST_SKILLS]),
    )


def _choose_section(material: Material) -> tuple[Section, tuple[Skill, ...]] | None:
    """Return a section not prompted recently: documents take turns, each in reading order."""
    lately = {nudge.section_id for nudge in material.lately}
    free = [each for each in skills_by_section(material.catalogue) if each[0].id not in lately]
    last = _last_prompts(material)

    def turn(each: tuple[Section, tuple[Skill, ...]]) -> tuple[int, bool, int]:
        order = each[0].order
        time, reached = last.get(each[0].document_id, (-1, -1))
        return time, order <= reached, order

    return min(free, key=turn, default=None)


def _last_prompts(material: Material) -> dict[str, tuple[int, int]]:
    """Return document id -> number of its last prompt, and the order of the section in it."""
    last: dict[str, tuple[int, int]] = {}
    for time, line in enumerate(material.sent):
        if section := material.catalogue.sections.get(line.nudge.section_id):
            last[section.document_id] = (time, section.order)
    return last


def _discuss(section: Section, skills: Sequence[Skill], now: float) -> str:
    """Return an open question about skills of the section, a different one each week."""
    week = int(now // WEEK)
    asks = (*ABOUT_ONE, *ABOUT_SEVERAL) if len(skills) > 1 else ABOUT_ONE
    first = (week + section.order) % len(skills)
    two = (skills[first], skills[(first + 1) % len(skills)])
    names = [quote(skill.text) for skill in two]
    return asks[week % len(asks)].format(first=names[0], second=names[1])
