"""What to look at in guides before they are used: gaps, and answers one can guess. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.guide_model import CheckQuestion, Guide
from knowledge.ports import Embedder

LONGEST_VERDICT = 75
"""Words of a verdict that people still read in Slack."""
LONGEST_GUIDE = 1_600


@dataclass(frozen=True, slots=True)
class Guessing:
    """How often a blind rule picks the right option of a question; chance is one in three."""

    questions: int
    longest: float
    nearest: float


def warnings_of(guide: Guide) -> Iterator[str]:
    """Yield what is allowed in a guide and probably not meant."""
    if not guide.decisions:
        yield f"“{guide.title}” decides nothing: add a part “### Decide”"
    if not guide.exercise:
        yield f"“{guide.title}” has no exercise: add a part “### Try it (25 minutes)”"
    if len(guide.questions) < 2:
        yield f"“{guide.title}” has {len(guide.questions)} questions; two or more keep a quiz fresh"
    for decision in guide.decisions:
        if len(decision.verdict.split()) > LONGEST_VERDICT:
            yield f"“{decision.questions[0]}”: the verdict is longer than {LONGEST_VERDICT} words"


def guessing(questions: Sequence[CheckQuestion], embedder: Embedder) -> Guessing:
    """Return how often the longest option, or the one nearest to the question, is the right one."""
    if not questions:
        return Guessing(0, 0.0, 0.0)
    longest = sum(_longest(q) == q.right for q in questions)
    nearest = sum(
        n == q.right for n, q in zip(_nearest(questions, embedder), questions, strict=True)
    )
    return Guessing(len(questions), longest / len(questions), nearest / len(questions))


def repeated_questions(guides: Iterable[Guide]) -> Iterator[str]:
    """Yield questions of *Decide* that two guides answer."""
    seen: dict[str, str] = {}
    for guide in guides:
        for decision in guide.decisions:
            for question in decision.questions:
                other = seen.setdefault(question.casefold(), guide.title)
                if other != guide.title:
                    yield f"“{question}” is in “{other}” and in “{guide.title}”"


def _longest(question: CheckQuestion) -> int:
    return max(range(len(question.options)), key=lambda n: len(question.options[n]))


def _nearest(questions: Sequence[CheckQuestion], embedder: Embedder) -> Iterator[int]:
    """For each question the option nearest to it in meaning; one embedding call for all."""
    texts = [text for q in questions for text in (q.text, *q.options)]
    vectors = iter(embedder.embed(list(dict.fromkeys(texts))))
    of_text = dict(zip(dict.fromkeys(texts), vectors, strict=True))
    for question in questions:
        options = np.stack([of_text[option] for option in question.options])
        yield int(np.argmax(options @ of_text[question.text]))
