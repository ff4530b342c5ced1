"""Chooses the line of a guide that answers a question. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.answers.question_kind import QuestionKind, kind_of
from knowledge.guide_model import Guide, GuidePart, PartKind
from knowledge.guides.index import GuideHit, GuideIndex
from knowledge.retrieval.findings import Findings

NEAR = 0.46
"""Nearness from which a line answers the question. Of 84 remarks and questions about other things
than software, 3 in 100 are above it, of 82 real questions 94."""
CLOSE = 0.4
"""Nearness from which a line is offered as the nearest there is."""
OWN = 0.01
"""What a line linked to the team's own document gains in score."""
DECIDES = 0.01
"""What a line that decides gains."""
BARE = 0.02
"""What an idea loses: it supports an answer better than it opens one."""
TOPIC = 0.06
"""What belonging to the topic of the thread gains."""
EXPLAINED = 0.03
"""What an explanation gains where one is asked for, and loses elsewhere."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The line that answers one question. ``covered``: a document of the team's is behind it."""

    text: str
    hit: GuideHit
    kind: QuestionKind
    covered: bool

    @property
    def nearness(self) -> float:
        """How sure it is that the question is about this line, 0 to 1."""
        return self.hit.nearness

    @property
    def guide(self) -> Guide:
        """The guide that the line is from."""
        return self.hit.part.guide


def choose(
    found: Findings, index: GuideIndex, topic: str = "", but: frozenset[str] = frozenset()
) -> Choice | None:
    """Return the line that answers a question best, or None where none is even close.

    ``topic`` is the guide a thread is about; ``but`` are texts that were said already.
    """
    kind = kind_of(found.question)

    def worth(hit: GuideHit) -> float:
        gain = TOPIC * (hit.part.guide.id == topic)
        gain += DECIDES * (hit.part.kind is PartKind.DECISION)
        gain += OWN * bool(index.links.get(hit.part.guide.id))
        if hit.part.kind is PartKind.EXPLANATION:
            gain += EXPLAINED if kind is QuestionKind.EXPLAIN else -EXPLAINED
        elif hit.part.kind is PartKind.IDEA:
            gain -= BARE
        return hit.score + gain

    hits = [
        hit
        for hit in found.guides
        if hit.part.text not in but and hit.part.kind is not PartKind.MISTAKE
    ]
    best = max(hits, key=worth, default=None)
    if best is None or best.nearness < CLOSE:
        return None
    return Choice(found.question, best, kind, bool(index.links.get(best.part.guide.id)))


def sure_choice(question: str, guide: Guide, kind: PartKind, text: str, *, covered: bool) -> Choice:
    """Return a text of a guide as what answers a question, without comparing it to others."""
    hit = GuideHit(GuidePart(guide, kind, 0, guide.title, text), 1.0, 1.0, 1.0)
    return Choice(question, hit, kind_of(question), covered)
