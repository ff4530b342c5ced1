"""How far along an answer meets a person: by what they logged where the answer comes from."""

import pytest

from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.coaching.learning.learner_state import fold_log
from bot.coaching.learning.progress import NEW, SOME, pitch
from tests.bot.samples import catalogue_of, outline_of

CATALOGUE = catalogue_of(outline_of(sections=("APIs", "Storage"), skills=("a", "b", "c")))
APIS, STORAGE = (section.id for section in CATALOGUE.sections.values())


def told(*levels: Level | None, section_id: str = APIS) -> str:
    """The pitch in APIs for a person with these levels in the skills of a section."""
    skills = CATALOGUE.skills_of(section_id)
    entries = [
        Entry(skill.id, "T1", "U1", 1.0, EntryKind.LEARNED, skill_id=skill.id, level=level)
        for skill, level in zip(skills, levels, strict=False)
    ]
    return pitch(fold_log(entries, CATALOGUE), {APIS})


@pytest.mark.parametrize(
    "levels,expected",
    [
        ((), NEW),
        ((None,), SOME),
        ((Level.AWARE,), "aware"),
        ((Level.CAN_TEACH,), "can teach"),
        ((None, Level.CONFIDENT), "confident"),
        ((Level.CAN_TEACH, Level.PRACTISING), "practising"),
        ((Level.CAN_TEACH, Level.AWARE, Level.CONFIDENT), "confident"),
    ],
)
def test_the_middle_level_of_the_section_counts(
    levels: tuple[Level | None, ...], expected: str
) -> None:
    assert told(*levels) == expected


def test_other_sections_do_not_count() -> None:
    assert told(Level.CAN_TEACH, section_id=STORAGE) == NEW
