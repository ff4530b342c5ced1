"""Lines of guides -> an answer that decides: the verdict first, then what supports it. Pure.

The nearest line of a guide decides how good an answer is, so one line opens, in bold, and only
lines that are near to the question itself follow. Below the bar the nearest guide is named and one
question is asked back; nothing is pretended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.answers.line_text import LineText, brief, lower_first, short_question, split_line
from knowledge.answers.question_kind import QuestionKind, kind_of
from knowledge.guide_model import Guide, GuidePart, PartKind
from knowledge.guides.index import GuideHit, GuideIndex
from knowledge.model import Answer, Catalogue, Citation, Document, Point, Section, Skill
from knowledge.retrieval.findings import Findings
from knowledge.text.stems import stems
from knowledge.text.words import FUNCTION_WORDS

NEAR = 0.46
"""Nearness from which a line answers the question. Of 84 remarks and questions about other things
than software, 3 in 100 are above it, of 82 real questions 94."""
CLOSE = 0.4
"""Nearness from which a line is offered as the nearest there is."""
WHOLE_TOPIC = 0.75
"""Nearness from which a line answers even a question that is only about its topic as a whole."""
SUPPORTING = 0.4
"""Cosine from which another line of the same guide supports the answer."""
OVERLAP = 0.55
"""Share of its stems that a supporting line may have in common with what was said."""
LONGEST = 150
"""Words of an answer, without its sources."""
OWN = 0.01
"""What a line linked to the team's own document gains in score."""
DECIDES = 0.01
"""What a line that decides gains."""
CAREER_GAIN = 0.01
"""What a line about careers gains in a question about one."""
BARE = 0.02
"""What an idea loses: it supports an answer better than it opens one."""
TOPIC = 0.06
"""What belonging to the topic of the thread gains."""
EXPLAINED = 0.03
"""What an explanation gains where one is asked for, and loses elsewhere."""
MOST_POINTS = 2
EACH = 45
"""Words for each of three or more questions."""
WHOLE_QUESTION = 6
"""Words from which a part of a message is a question that must not be passed over."""

CAREER = "library/career"
"""The file of guides to careers."""
_CAREER = re.compile(
    r"\b(?:too (?:late|old)|careers?|jobs?|hired?|hiring|junior|senior|promot\w+|bootcamp|degree"
    r"|self-?taught|portfolio|interviews?|salary|switch(?:ing)? (?:to|from|into)|become|becoming"
    r"|impostor|not good enough|found out|roadmap)\b",
    re.I,
)

LIBRARY = Document("library", "Skill Coach library", "library")
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
    career = bool(_CAREER.search(found.question))

    def worth(hit: GuideHit) -> float:
        gain = TOPIC * (hit.part.guide.id == topic)
        gain += CAREER_GAIN * (career and CAREER in hit.part.guide.place)
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


def answer_one(choice: Choice, found: Findings, index: GuideIndex, catalogue: Catalogue) -> Answer:
    """Return the answer to one question."""
    guide, near = choice.guide, choice.nearness >= NEAR
    if choice.kind is QuestionKind.EXAMPLE and guide.example and near and not _shows(choice):
        return example_of(guide, found, index, catalogue)
    bare = choice.kind in (QuestionKind.EXPLAIN, QuestionKind.OTHER)
    if bare and choice.nearness < WHOLE_TOPIC and is_about(found.text or found.question, guide):
        part = GuidePart(guide, PartKind.EXPLANATION, 0, guide.title, guide.explanation)
        hit = GuideHit(part, 1.0, 1.0, 1.0)
        choice = replace(choice, hit=hit)
        near = True
    citations = _citations(choice, index, catalogue)
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
    return Answer(
        found.question,
        not choice.covered,
        shown.rest,
        tuple(points),
        "\n".join(closing),
        citations,
        found.hits,
        found.confidence,
        headline=shown.headline,
        from_library=not choice.covered,
        guide_id=guide.id,
        note="" if choice.covered else NOT_COVERED,
    )


def answer_several(
    choices: Sequence[Choice | None],
    asked: Sequence[str],
    found: Findings,
    index: GuideIndex,
    catalogue: Catalogue,
) -> Answer:
    """Return one answer to several questions: each numbered, its verdict and where it's from."""
    made = [choice for choice in choices if choice is not None]
    covered = any(choice.covered for choice in made)
    points: list[Point] = []
    citations: list[Citation] = []
    said: set[str] = set()
    for question, choice in zip(asked, choices, strict=True):
        number = len(points) + 1
        if choice is None or choice.nearness < NEAR:
            if len(question.split()) >= WHOLE_QUESTION:
                points.append(
                    Point(f"{number}. I have nothing on “{short_question(question)}”.", 0)
                )
            continue
        if choice.hit.part.text in said:
            continue
        said.add(choice.hit.part.text)
        own = _citations(choice, index, catalogue, start=len(citations) + 1)[-1:]
        citations += own
        verdict = brief(choice.hit.part.text, EACH if len(asked) > 2 else LONGEST)
        points.append(Point(f"{number}. {verdict}", own[0].number))
    return Answer(
        found.question,
        not covered,
        "",
        tuple(points),
        "",
        tuple(citations),
        found.hits,
        found.confidence,
        headline="",
        from_library=not covered,
        guide_id=made[0].guide.id if made else "",
        note="" if covered else NOT_COVERED,
    )


def is_about(question: str, guide: Guide) -> bool:
    """Whether a question names a guide's topic and nothing else: "how do I version an API?"."""
    asked = frozenset(stems(question)) - FUNCTION_WORDS - _GENERAL
    if not asked:
        return False
    return any(asked <= frozenset(stems(name)) for name in (guide.title, *guide.aliases))


def explain(guide: Guide, found: Findings, index: GuideIndex, catalogue: Catalogue) -> Answer:
    """Return what a guide is about, with the ideas nearest to the question."""
    part = GuidePart(guide, PartKind.EXPLANATION, 0, guide.title, guide.explanation)
    kind = kind_of(found.question)
    choice = Choice(found.question, GuideHit(part, 1.0, 1.0, 1.0), kind, True)
    answer = answer_one(choice, found, index, catalogue)
    return answer if kind is QuestionKind.EXPLAIN else replace(answer, closing=ASK_BACK)


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
    return _with(answer, points)


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
    return _with(answer, tuple(points), "\n".join(closing))


def shorter(answer: Answer) -> Answer:
    """Return the verdict alone."""
    return _with(answer, (), "", lead="" if answer.headline else answer.lead)


def _with(
    answer: Answer, points: tuple[Point, ...], closing: str = "", lead: str | None = None
) -> Answer:

    kept = answer.lead if lead is None else lead
    return replace(answer, points=points, closing=closing, lead=kept)


def _plain(
    guide: Guide, text: str, found: Findings, index: GuideIndex, catalogue: Catalogue
) -> Answer:
    part = GuidePart(guide, PartKind.EXAMPLE, 0, guide.title, text)
    covered = bool(index.links.get(guide.id))
    choice = Choice(found.question, GuideHit(part, 1.0, 1.0, 1.0), QuestionKind.OTHER, covered)
    citations = _citations(choice, index, catalogue)
    return Answer(
        found.question,
        not covered,
        text,
        (),
        "",
        citations,
        found.hits,
        found.confidence,
        from_library=not covered,
        guide_id=guide.id,
        note="" if covered else NOT_COVERED,
    )


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


def _citations(
    choice: Choice, index: GuideIndex, catalogue: Catalogue, start: int = 1
) -> tuple[Citation, ...]:
    """The team's document first, where it is behind the guide, then the guide."""
    guide = choice.guide
    section, document, skill = _home(guide, index, catalogue)
    own = []
    if choice.covered:
        text = skill.text if skill else None
        passage = _passage_of(skill, catalogue)
        own.append(Citation(start, document, section, passage, text))
    number = start + len(own)
    text = skill.text if skill else None
    return (*own, Citation(number, document, section, "", text, guide.title, guide.source))


def _passage_of(skill: Skill | None, catalogue: Catalogue) -> str:
    """The id of the passage that a skill's line is; "" for a section as a whole."""
    if skill is None:
        return ""
    found = (p.id for p in catalogue.passages.values() if p.skill_id == skill.id)
    return next(found, "")


def _home(
    guide: Guide, index: GuideIndex, catalogue: Catalogue
) -> tuple[Section, Document, Skill | None]:
    """Where a guide belongs: in the team's document, else in the library."""
    for link in sorted(index.links.get(guide.id, ()), key=lambda each: -each.confidence):
        if section := catalogue.sections.get(link.section_id):
            skill = catalogue.skills.get(link.skill_id or "")
            return section, catalogue.documents[section.document_id], skill
    section = Section(guide.id, LIBRARY.id, guide.title, (LIBRARY.title, guide.title), 2, 0)
    return section, LIBRARY, None
