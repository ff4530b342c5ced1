"""The level of an answer: what the person logged in the sections it comes from."""

import pytest

from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.coaching.learning.learner_state import fold_log
from bot.coaching.learning.progress import LEARNED_SOME, NEW_TO_IT, learner_level
from tests.bot.samples import catalogue_of, outline_of

CATALOGUE = catalogue_of(outline_of(sections=("APIs", "Storage"), skills=("a", "b", "c")))
APIS, STORAGE = (section.id for section in CATALOGUE.sections.values())


def level_of(*levels: Level | None, section_id: str = APIS) -> str:
    """Return the level in APIs of a person with these levels in one section's skills."""
    skills = CATALOGUE.skills_of(section_id)
    entries = [
        Entry(skill.id, "T1", "U1", 1.0, EntryKind.LEARNED, skill_id=skill.id, level=level)
        for skill, level in zip(skills, levels, strict=False)
    ]
    return learner_level(fold_log(entries, CATALOGUE), {APIS})


@pytest.mark.parametrize(
    "levels,expected",
    [
        ((), NEW_TO_IT),
        ((None,), LEARNED_SOME),
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
    assert level_of(*levels) == expected


def test_other_sections_do_not_count() -> None:
    assert level_of(Level.CAN_TEACH, section_id=STORAGE) == NEW_TO_IT
