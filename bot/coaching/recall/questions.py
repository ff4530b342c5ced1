"""Generate recall questions from a document alone.

``LINE_QUESTIONS`` and ``SECTION_QUESTIONS`` list the generators, one file each. A question is about
one skill. Its answer is in that skill's own line or is the title of its section, and no other
option is right too. A generator returns None if the line isn't suitable.
"""

from bot.coaching.recall import belongs, complete, examples, holds, term
from bot.coaching.recall.distractors import QuestionSource, digest
from bot.coaching.recall.question import RecallQuestion
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Catalogue, Skill

__all__ = ["LINE_QUESTIONS", "SECTION_QUESTIONS", "make"]

LINE_QUESTIONS = (complete.make, term.make, examples.make)
"""Ask about the content of the line."""
SECTION_QUESTIONS = (holds.make, belongs.make)
"""Ask which section the line is in: only if the line gives no better question."""


def make(
    skill: Skill,
    catalogue: Catalogue,
    seed: str,
    lexicon: Lexicon | None = None,
    near: frozenset[str] = frozenset(),
) -> RecallQuestion | None:
    """Return a question on ``skill``, always the same for a ``seed``; None if no generator fits.

    ``seed`` names the nudge: it decides the generator, the other options and their order. With a
    ``lexicon`` there are questions on the meaning of terms, and options that mean the same are
    avoided. Options never come from the sections in ``near`` (ids), whose meaning is similar.
    """
    source = QuestionSource(skill, catalogue, seed, lexicon, near)
    for ways in (LINE_QUESTIONS, SECTION_QUESTIONS):
        turn = digest(seed, skill.id) % len(ways)
        made = (way(source) for way in (*ways[turn:], *ways[:turn]))
        if question := next((each for each in made if each), None):
            return question
    return None
