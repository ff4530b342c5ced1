"""Generate recall questions from a document alone, for skills without a guide.

``QUESTIONS`` lists the generators, one file each. A question is about one skill. Its answer is in
that skill's own line, and no other option is right too. A generator returns None if the line isn't
suitable: no question is better than one about the document's outline.
"""

from bot.coaching.recall import line_gap, term, which_examples
from bot.coaching.recall.distractors import QuestionSource, digest
from bot.coaching.recall.question import RecallQuestion
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Catalogue, Skill

__all__ = ["QUESTIONS", "make"]

QUESTIONS = (line_gap.make, term.make, which_examples.make)


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
    turn = digest(seed, skill.id) % len(QUESTIONS)
    made = (way(source) for way in (*QUESTIONS[turn:], *QUESTIONS[:turn]))
    return next((question for question in made if question), None)
