"""Recall questions from a document alone. ``TELLING`` and ``PLAIN`` list the ways, a file each.

A question is about one skill, its answer stands in that skill's own line (or is the title of its
section), and no other option is right too. A way gives None where a line is not fit for it.
"""

from bot.coaching.recall import belongs, complete, examples, holds, term
from bot.coaching.recall.distractors import Ground, digest
from bot.coaching.recall.question import RecallQuestion
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Catalogue, Skill

__all__ = ["PLAIN", "TELLING", "make"]

TELLING = (complete.make, term.make, examples.make)
"""Ask for what the line itself says."""
PLAIN = (holds.make, belongs.make)
"""Ask where it stands: only where the line gives no better question."""


def make(
    skill: Skill,
    catalogue: Catalogue,
    seed: str,
    lexicon: Lexicon | None = None,
    near: frozenset[str] = frozenset(),
) -> RecallQuestion | None:
    """A question on ``skill``, the same for the same ``seed``; None where its line gives none.

    ``seed`` names the nudge: it decides the way, the other options and their order. With a
    ``lexicon`` there are questions on what terms mean, and options that mean the same are seen.
    From the sections of ``near`` (ids) no other option is taken: they mean something alike.
    """
    ground = Ground(skill, catalogue, seed, lexicon, near)
    for ways in (TELLING, PLAIN):
        turn = digest(seed, skill.id) % len(ways)
        made = (way(ground) for way in (*ways[turn:], *ways[:turn]))
        if question := next((each for each in made if each), None):
            return question
    return None
