"""A question on a situation, from a guide: plausible wrong options, and why the right one is right.

Pure. These come before questions made from a document's own lines, which only test its wording.
"""

from collections.abc import Sequence

from bot.coaching.recall.distractors import digest
from bot.coaching.recall.question import RecallQuestion
from knowledge.guide_model import Guide
from knowledge.model import Skill

KIND = "guide"


def ask_from_guide(
    skill: Skill, guides: Sequence[Guide], seed: str, but: frozenset[str] = frozenset()
) -> RecallQuestion | None:
    """Return a question on a skill, the same for the same ``seed``; None without one.

    Questions in ``but`` (their texts) were asked lately and come only when nothing else is left.
    The options' order depends on the seed, so that nobody learns a position.
    """
    found = [question for guide in guides for question in guide.questions]
    fresh = [question for question in found if question.text not in but] or found
    if not fresh:
        return None
    question = fresh[digest(seed, skill.id, "question") % len(fresh)]
    order = sorted(range(len(question.options)), key=lambda n: digest(seed, skill.id, str(n)))
    return RecallQuestion(
        KIND,
        skill.id,
        skill.section_id,
        question.text,
        tuple(question.options[n] for n in order),
        order.index(question.right),
        skill.text,
        question.why,
    )
