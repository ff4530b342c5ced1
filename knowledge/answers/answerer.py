"""Questions answered from guides and documents, or refused. No chat model is needed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.answers import guide_answer, phrases
from knowledge.answers.choice import CLOSE, NEAR, Choice, choose
from knowledge.answers.compose import compose
from knowledge.answers.overview import overview
from knowledge.answers.question_kind import FollowupKind, followup_of, is_objection, questions_in
from knowledge.guide_model import GuideSource
from knowledge.model import Answer, SectionHit, Turn
from knowledge.retrieval import question as questions
from knowledge.retrieval import smalltalk
from knowledge.retrieval.findings import Findings
from knowledge.retrieval.followup import Followup, resolve
from knowledge.text.stems import stems
from knowledge.text.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from knowledge.guide_model import Guide
    from knowledge.guides.index import GuideHit, GuideIndex
    from knowledge.lexicon.lexicon import Lexicon
    from knowledge.retrieval.searcher import Searcher

CONFIDENT = 0.45
"""Below this, the document's sections alone don't answer: near here both errors are as frequent."""
PLAUSIBLE = 0.15
"""Below this, not even the nearest sections are worth a look."""
OFFERED = 3
KNOWN_AGAIN = 0.95
"""How sure we are of sections that the conversation is already about."""
LONGEST_FOLLOWUP = 9
"""Words of a message that can only be understood from the one before."""
LONGEST_READ = 2_000
"""Characters of a message that are read."""
WHOLE = 0.4
"""How much a line's nearness to the whole message counts beside that to one sentence of it."""
ALONE = 0.12
"""How far a question may be from the rest of its message without losing more."""
SHORTEST_SENTENCE = 4
"""Words of a sentence that is looked up alone."""
MOST_SENTENCES = 6
PARTS_TAKEN = 16
"""Lines near to one sentence that are looked at."""
NAMED = 0.3
"""What a guide gains whose whole title a topic names, and one of the team's own."""
COVERED_AT = 0.52
"""Nearness from which a line of a linked guide covers a question that no section is sure to."""

_SENTENCES = re.compile(r"(?<=[?!.])\s+|\n+")


@dataclass(frozen=True, slots=True)
class _Thread:
    """A conversation so far: its last full question, what answered it, and the last answer."""

    question: str
    choice: Choice
    said: str


class Answerer:
    """Answers from the library's documents and guides. Safe to share between threads."""

    def __init__(self, searcher: Searcher, lexicon: Lexicon) -> None:
        self._searcher = searcher
        self._lexicon = lexicon

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return a cited answer, or a refusal with the nearest sections. Never raises for any text.

        ``history`` (oldest first) only matters to what leans on it, such as "an example?".
        """
        if self._searcher.is_empty():
            return _reply(question, phrases.EMPTY_LIBRARY)
        thread = self._thread(history)
        if thread is not None and (answer := self._followed(question, thread)):
            return answer
        step = resolve(question, history)
        if step.again and (again := self._searcher.revisit(step.again)):
            found = Findings(question, again, KNOWN_AGAIN)
            return compose(found, self._lexicon, pick=step.pick, again=True)
        return self._searched(question, step, thread)

    @property
    def guides(self) -> GuideIndex:
        """The guides of the library as it is now."""
        return self._searcher.guides

    def guide_on(self, topic: str) -> Guide | None:
        """Return the guide with questions that is nearest to a topic; None if none is near."""
        (found,) = self._searcher.look_up([topic])
        index = self._searcher.guides
        fitting = [hit for hit in found.guides if hit.part.guide.questions]
        own = [hit for hit in fitting if index.links.get(hit.part.guide.id)]
        asked = frozenset(stems(topic))

        def fit(hit: GuideHit) -> float:
            title = frozenset(stems(hit.part.guide.title)) - FUNCTION_WORDS
            named = NAMED * len(asked & title) / max(1, len(title))
            return hit.score + named + NAMED * (hit.part.guide.source is GuideSource.TEAM)

        best = max(own or fitting, key=fit, default=None)
        return best.part.guide if best is not None and best.nearness >= CLOSE else None

    def _searched(self, question: str, step: Followup, thread: _Thread | None) -> Answer:
        found = self._searcher.search(question)
        kind = smalltalk.kind_of(question)
        if kind is not None:
            lead = phrases.chosen(phrases.SMALL_TALK[kind], question)
            return _reply(question, lead, found.hits)
        message = questions.clean(question[:LONGEST_READ])
        if thread and is_objection(message) and (choice := self._objection(found, thread)):
            return self._single(found, choice)
        if step.together:
            joined = self._searcher.search(step.together)
            if found.confidence < CONFIDENT:
                found = replace(joined, question=question)
        asked = questions_in(message)
        if len(asked) > 1 and (answer := self._several(asked, found)):
            return answer
        if thread is None or not step.together:
            choice = choose(found, self._searcher.guides)
            if choice is None or choice.nearness < NEAR:
                choice = self._by_sentence(message, found) or choice
            return self._single(found, choice)
        said = frozenset({thread.choice.hit.part.text})
        topic = thread.choice.guide.id
        return self._single(found, choose(found, self._searcher.guides, topic, said))

    def _objection(self, found: Findings, thread: _Thread) -> Choice | None:
        """Return the line that answers an objection to what was said; None if none is near."""
        index, topic = self._searcher.guides, thread.choice.guide.id
        of_topic = found.near.within(topic) if found.near else []
        every = replace(found, guides=(*found.guides, *of_topic))
        choice = choose(every, index, topic, frozenset({thread.choice.hit.part.text}))
        return choice if choice and choice.nearness >= NEAR else None

    def _single(self, found: Findings, choice: Choice | None) -> Answer:
        index, catalogue = self._searcher.guides, self._searcher.catalogue()
        confident = bool(found.hits) and found.confidence >= CONFIDENT
        if confident and (whole := overview(found, index, catalogue)):
            return whole
        if choice and choice.nearness >= NEAR:
            answer = guide_answer.answer_one(choice, found, index, catalogue)
            return _marked(answer, covered=confident or _is_covered(found, index))
        if confident:
            if choice and _is_linked(choice, found, index):
                answer = guide_answer.answer_one(choice, found, index, catalogue)
                return _marked(answer, covered=True)
            if guide := _guide_of(found, index):
                return guide_answer.explain(guide, found, index, catalogue)
            return compose(found, self._lexicon)
        if choice:
            nearest = guide_answer.answer_one(choice, found, index, catalogue)
            return _marked(nearest, covered=False)
        return self._refused(found)

    def _several(self, asked: Sequence[str], found: Findings) -> Answer | None:
        """Return one answer to several questions; None if guides answer at most one of them."""
        index = self._searcher.guides
        looked = [self._in_context(each, found) for each in self._searcher.look_up(asked)]
        choices = [choose(each, index) for each in looked]
        if len({c.hit.part.text for c in choices if c and c.nearness >= NEAR}) < 2:
            return None
        return guide_answer.answer_several(choices, asked, found, index, self._searcher.catalogue())

    def _by_sentence(self, message: str, found: Findings) -> Choice | None:
        """Return the line that is near to one sentence: figures and a stack hide the question."""
        sentences = [s for s in _SENTENCES.split(message) if len(s.split()) >= SHORTEST_SENTENCE]
        if not 1 < len(sentences) <= MOST_SENTENCES:
            return None
        looked = [self._in_context(each, found) for each in self._searcher.look_up(sentences)]
        choices = [choose(each, self._searcher.guides) for each in looked]
        return max(filter(None, choices), key=lambda choice: choice.nearness, default=None)

    def _in_context(self, part: Findings, whole: Findings) -> Findings:
        """Score the lines near to one question of a message by the whole message, too."""
        near = whole.near
        if near is None or part.near is None or not near.shares_lines(part.near):
            return part
        mixed = [_mean(hit, near.hit(hit.line)) for hit in part.guides[:PARTS_TAKEN]]
        return replace(part, guides=tuple(sorted(mixed, key=lambda hit: -hit.score)))

    def _thread(self, history: Sequence[Turn]) -> _Thread | None:
        """Return the topic of a conversation: its last full question and what answered it."""
        asked = [turn.text for turn in history if turn.role == "person"]
        said = [turn.text for turn in history if turn.role == "coach"]
        if not asked or not said:
            return None
        for question in reversed(asked[-3:]):
            if len(questions.words_of(question)) > LONGEST_FOLLOWUP or question == asked[0]:
                (found,) = self._searcher.look_up([question])
                choice = choose(found, self._searcher.guides)
                return _Thread(question, choice, said[-1]) if choice else None
        return None

    def _followed(self, question: str, thread: _Thread) -> Answer | None:
        """Answer "an example?", "why?", "shorter" and "more"; return None for anything else."""
        if len(questions.words_of(questions.clean(question[:400]))) > LONGEST_FOLLOWUP:
            return None
        step = followup_of(question)
        if step is None:
            return None
        index, catalogue = self._searcher.guides, self._searcher.catalogue()
        found = replace(self._searcher.search(thread.question), question=question)
        guide = thread.choice.guide
        if step is FollowupKind.EXAMPLE:
            return guide_answer.example_of(guide, found, index, catalogue)
        if step is FollowupKind.WHY:
            return guide_answer.reasons_of(guide, found, index, catalogue, thread.said)
        if step is FollowupKind.MORE:
            return guide_answer.more_of(guide, found, index, catalogue, thread.said)
        return guide_answer.shorter(guide_answer.answer_one(thread.choice, found, index, catalogue))

    def _refused(self, found: Findings) -> Answer:
        asked = questions.read(found.question)
        if not asked:
            lead = phrases.NOTHING_ASKED
        elif unknown := self._searcher.unknown(found.question):
            lead = phrases.chosen(phrases.UNKNOWN, found.question).format(word=unknown)
        else:
            lead = phrases.chosen(phrases.REFUSED, found.question)
        plausible = asked and found.confidence >= PLAUSIBLE
        offers = found.hits[:OFFERED] if plausible else ()
        names = phrases.listed([hit.section.title for hit in offers])
        closing = phrases.NEAREST.format(sections=names) if offers else ""
        return Answer(
            found.question, True, lead, (), closing, (), found.hits, found.confidence, offers
        )


def _mean(part: GuideHit, whole: GuideHit) -> GuideHit:
    """Return a line as near as it is to one question and to the whole message on average.

    It has to fit both: the topic of "should I increase the timeout?" is in the rest of the message.
    """
    return replace(
        part,
        score=(1 - WHOLE) * part.score + WHOLE * max(part.score - ALONE, whole.score),
        similarity=(part.similarity + whole.similarity) / 2,
        related=(part.related + whole.related) / 2,
    )


def _is_covered(found: Findings, index: GuideIndex) -> bool:
    """Whether a guide to something in the team's documents has a line near to the question."""
    return any(
        hit.nearness >= COVERED_AT and index.links.get(hit.part.guide.id) for hit in found.guides
    )


def _is_linked(choice: Choice, found: Findings, index: GuideIndex) -> bool:
    """Whether a line's guide belongs to the section that was found first."""
    links = index.links.get(choice.guide.id, ())
    return any(link.section_id == found.hits[0].section.id for link in links)


def _marked(answer: Answer, *, covered: bool) -> Answer:
    """Say whether the team's documents cover an answer that guides gave."""
    note = "" if covered else guide_answer.NOT_COVERED
    return replace(answer, refused=not covered, from_library=not covered, note=note)


def _guide_of(found: Findings, index: GuideIndex) -> Guide | None:
    """Return the guide of the skill that matched best; None if it isn't a skill."""
    for passage in found.hits[0].passages[:1]:
        if passage.skill_id and (guides := index.of_skill(passage.skill_id)):
            return guides[0]
    return None


def _reply(question: str, lead: str, sections: tuple[SectionHit, ...] = ()) -> Answer:
    return Answer(question, True, lead, (), "", (), sections, 0.0)
