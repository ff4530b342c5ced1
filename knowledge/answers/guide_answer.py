"""Lines of guides -> an answer that decides: the verdict first, then what supports it. Pure.

The nearest line of a guide decides how good an answer is, so one line opens, in bold, and only
lines that are near to the question itself follow. Below the bar the nearest guide is named and one
question is asked back; nothing is pretended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.choice import NEAR, Choice, sure_choice
from knowledge.answers.guide_citation import cite, cite_guide
from knowledge.answers.line_text import LineText, brief, lower_first, short_question, split_line
from knowledge.answers.question_kind import QuestionKind, kind_of
from knowledge.guide_model import Guide, PartKind
from knowledge.guides.index import GuideIndex
from knowledge.model import Answer, Catalogue, Citation, Point
from knowledge.retrieval.findings import Findings
from knowledge.text.stems import stems
from knowledge.text.words import FUNCTION_WORDS

WHOLE_TOPIC = 0.75
"""Nearness from which a line answers even a question that is only about its topic as a whole."""
SUPPORTING = 0.4
"""Cosine from which another line of the same guide supports the answer."""
OVERLAP = 0.55
"""Share of its stems that a supporting line may have in common with what was said."""
LONGEST = 150
"""Words of an answer, without its sources."""
MOST_POINTS = 2
EACH = 45
"""Words for each of three or more questions."""
WHOLE_QUESTION = 4
"""Words from which a part of a message is a question that must not be passed over."""

NOT_COVERED = "Your documents don't cover this. From the library:"
CLOSE_TO = "The nearest thing I have is “{question}”:"
ASK_BACK = "If you mean something else, tell me what you're deciding and what you've tried."
_GENERAL = frozenset(
    stem
    for stem in stems(
        "what how do does is are explain tell about start begin learn get work use make good best "
        "example give show me some teach understand know need want should can way basics mean "
        "introduction overview first steps mistakes common exercise practice"
    )
)
"""Stems that don't say what a question is about."""


def answer_one(choice: Choice, found: Findings, index: GuideIndex, catalogue: Catalogue) -> Answer:
    """Return the answer to one question."""
    guide, near = choice.guide, choice.nearness >= NEAR
    if choice.kind is QuestionKind.EXAMPLE and guide.example and near and not _shows(choice):
        return example_of(guide, found, index, catalogue)
    bare = choice.kind in (QuestionKind.EXPLAIN, QuestionKind.OTHER)
    if bare and choice.nearness < WHOLE_TOPIC and is_about(found.text or found.question, guide):
        choice, near = _explanation(guide, found.question, covered=choice.covered), True
    citations = cite(choice, index, catalogue)
    number = citations[-1].number
    shown = _opening(choice)
    said = " ".join((shown.headline, shown.rest, *shown.steps))
    points = [Point(text, number) for text in shown.steps]
    if near and not shown.steps:
        support = _support(choice, found, said)[:MOST_POINTS]
        points += [Point(text, number) for text in support]
    closing = [] if near else [ASK_BACK]
    if choice.kind in (QuestionKind.START, QuestionKind.EXERCISE) and guide.exercise:
        closing.insert(0, f"Try it, {guide.exercise.minutes} min: {guide.exercise.text}")
    made = _answer(found, guide, citations, shown.rest, points, covered=choice.covered)
    return replace(made, headline=shown.headline, closing="\n".join(closing))


def answer_several(
    choices: Sequence[Choice | None],
    asked: Sequence[str],
    found: Findings,
    index: GuideIndex,
    catalogue: Catalogue,
) -> Answer:
    """Return one answer to several questions: each numbered, its verdict and where it's from."""
    points: list[Point] = []
    cited: dict[str, Citation] = {}
    said: set[str] = set()
    for question, choice in zip(asked, choices, strict=True):
        number = len(points) + 1
        if choice is None or choice.nearness < NEAR:
            if len(question.split()) >= WHOLE_QUESTION:
                missing = f"I have nothing on “{short_question(question)}”."
                points.append(Point(f"{number}. {missing}", 0))
        elif choice.hit.part.text not in said:
            said.add(choice.hit.part.text)
            guide = choice.guide
            if guide.id not in cited:
                cited[guide.id] = cite_guide(guide, len(cited) + 1, index, catalogue)
            verdict = brief(choice.hit.part.text, EACH if len(asked) > 2 else LONGEST)
            points.append(Point(f"{number}. {verdict}", cited[guide.id].number))
    near = [choice for choice in choices if choice and choice.nearness >= NEAR]
    covered = any(choice.covered for choice in near)
    return _answer(found, near[0].guide, tuple(cited.values()), "", points, covered=covered)


def is_about(question: str, guide: Guide) -> bool:
    """Whether a question names a guide's topic and nothing else: "how do I version an API?"."""
    asked = frozenset(stems(question)) - FUNCTION_WORDS - _GENERAL
    if not asked:
        return False
    return any(asked <= frozenset(stems(name)) for name in (guide.title, *guide.aliases))


def explain(guide: Guide, found: Findings, index: GuideIndex, catalogue: Catalogue) -> Answer:
    """Return what a guide is about, with the ideas nearest to the question."""
    choice = _explanation(guide, found.question, covered=True)
    answer = answer_one(choice, found, index, catalogue)
    return answer if choice.kind is QuestionKind.EXPLAIN else replace(answer, closing=ASK_BACK)


def example_of(guide: Guide, found: Findings, index: GuideIndex, catalogue: Catalogue) -> Answer:
    """Return the guide's example alone, or its exercise where it has none."""
    if guide.example:
        text = guide.example
    elif guide.exercise:
        text = f"Try it, {guide.exercise.minutes} min: {guide.exercise.text}"
    else:
        text = guide.explanation
    return _plain(guide, text, found, index, catalogue)


def reasons_of(
    guide: Guide, found: Findings, index: GuideIndex, catalogue: Catalogue, said: str
) -> Answer:
    """Return the ideas behind what was said: why, and what goes wrong otherwise."""
    ideas = [f"{claim} {rest}".strip() for claim, rest in guide.key_ideas]
    fresh = [text for text in (*ideas, *guide.mistakes) if not _repeats(text, said)]
    first, *others = fresh or [guide.explanation]
    answer = _plain(guide, first, found, index, catalogue)
    number = answer.citations[-1].number
    points = tuple(Point(text, number) for text in others[:MOST_POINTS])
    return replace(answer, points=points)


def more_of(
    guide: Guide, found: Findings, index: GuideIndex, catalogue: Catalogue, said: str
) -> Answer:
    """Return the rest of a guide: ideas, mistakes, the exercise and what to read."""
    answer = reasons_of(guide, found, index, catalogue, said)
    number = answer.citations[-1].number
    points = [*answer.points]
    points += [Point(text, number) for text in guide.mistakes[:1] if not _repeats(text, said)]
    closing = []
    if guide.exercise:
        closing.append(f"Try it, {guide.exercise.minutes} min: {guide.exercise.text}")
    if guide.reading:
        closing.append("Read next: " + "; ".join(f"{r.title} ({r.url})" for r in guide.reading[:2]))
    return replace(answer, points=tuple(points), closing="\n".join(closing))


def shorter(answer: Answer) -> Answer:
    """Return the verdict alone."""
    return replace(answer, points=(), closing="", lead="" if answer.headline else answer.lead)


def _plain(
    guide: Guide, text: str, found: Findings, index: GuideIndex, catalogue: Catalogue
) -> Answer:
    covered = bool(index.links.get(guide.id))
    choice = sure_choice(found.question, guide, PartKind.EXAMPLE, text, covered=covered)
    return _answer(found, guide, cite(choice, index, catalogue), text, (), covered=covered)


def _answer(
    found: Findings,
    guide: Guide,
    citations: tuple[Citation, ...],
    lead: str,
    points: Sequence[Point],
    *,
    covered: bool,
) -> Answer:
    """Return an answer from a guide; ``covered`` is whether the team's documents have its topic."""
    return Answer(
        found.question,
        not covered,
        lead,
        tuple(points),
        "",
        citations,
        found.hits,
        found.confidence,
        from_library=not covered,
        guide_id=guide.id,
        note="" if covered else NOT_COVERED,
    )


def _explanation(guide: Guide, question: str, *, covered: bool) -> Choice:
    return sure_choice(question, guide, PartKind.EXPLANATION, guide.explanation, covered=covered)


def _shows(choice: Choice) -> bool:
    """Whether the line itself answers a question for an example."""
    part = choice.hit.part
    return part.kind is PartKind.DECISION and kind_of(part.key) is QuestionKind.EXAMPLE


def _opening(choice: Choice) -> LineText:
    """Return the line that answers; one that is only close is introduced by its own question."""
    part = choice.hit.part
    shown = split_line(part.text, part.key)
    if part.kind is PartKind.DECISION and choice.nearness < NEAR:
        rest = f"{shown.headline} {shown.rest}".strip()
        return LineText(CLOSE_TO.format(question=part.key), rest, shown.steps)
    if part.kind is PartKind.BELIEF and not shown.headline.startswith(("No", "Only")):
        return replace(shown, headline=f"Not quite: {lower_first(shown.headline)}")
    return shown


def _support(choice: Choice, found: Findings, said: str) -> list[str]:
    """Other lines of the guide that fit the question and add to what was said."""
    room = LONGEST - len(said.split())
    lines: list[str] = []
    for hit in found.near.within(choice.guide.id) if found.near else ():
        part = hit.part
        if part.kind in (PartKind.DECISION, PartKind.EXPLANATION, PartKind.BELIEF):
            continue
        whole = choice.hit.part.kind is PartKind.EXPLANATION and part.kind is PartKind.IDEA
        if (hit.similarity < SUPPORTING and not whole) or _repeats(
            part.text, " ".join((said, *lines))
        ):
            continue
        words = len(part.text.split())
        if words <= room:
            lines.append(part.text)
            room -= words
    return lines


def _repeats(text: str, said: str) -> bool:
    own = frozenset(stems(text)) - FUNCTION_WORDS
    return bool(own) and len(own & frozenset(stems(said))) / len(own) > OVERLAP
