"""Decide what of a report is logged, what is asked, and what isn't logged and why. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.coaching.learning.clauses import ClauseMode
from bot.coaching.learning.logging_decision import MIN_CONFIDENCE, StatementPart, alternatives
from bot.coaching.learning.progress import find_sections
from bot.coaching.learning.report import ReportPart
from bot.coaching.learning.statement import EMPTY_STATEMENT, Statement
from knowledge.model import Catalogue, Match, Section, Skill


@dataclass(frozen=True, slots=True)
class SectionOffer:
    """A whole section that a person named, without the skills they excluded."""

    section: Section
    skills: tuple[Skill, ...]
    statement: Statement = EMPTY_STATEMENT


@dataclass(frozen=True, slots=True)
class LogDecision:
    """What a report leads to: what is logged, what is asked, and what is not logged and why."""

    parts: tuple[StatementPart, ...] = ()
    """What is logged, or asked about."""
    sections: tuple[SectionOffer, ...] = ()
    plans: tuple[StatementPart, ...] = ()
    not_done: tuple[StatementPart, ...] = ()
    others: bool = False
    """Whether the report says what somebody else did."""
    everything: bool = False
    """Whether it claims all there is, without naming a section."""


SHORT_REPORT = 8
"""Words up to which a report is a name or a plain list, where less certainty is enough."""
SHORT_PART = 6
"""Words of a part up to which it can be a name."""
MOST_ASKED = 3
"""Unclear parts of a long report that are asked about: a few questions get answers, many don't."""
MOST_LISTED = 6
"""Unclear parts up to which those in none of the documents are offered as one's own skills."""
MIN_CHOICE = 0.05
"""Confidence below which another candidate isn't worth a button."""
NOT_NAMED = re.compile(
    r"^(?:(?:all|everything|nothing|something|anything|it|this|that|them|today|yesterday|so|much"
    r"|lots?|a|of|"
    r"new|things?|stuff|skills?|the|my|whole|lot|more|some|learn(?:ed|t)|did|done|know|studied|in"
    r"|about|from|"
    r"on|every|each|day|work|course|class|really|very|good|great|fun|me|myself|i|we|coding"
    r"|programming|again|"
    r"just|code|what|how|which|for)\b[\s,.!]*)+$",
    re.I,
)
"""``a lot of new things``: words that name nothing."""
_WHOLE = re.compile(
    r"\b(?:all(?: of)?(?: the)?|everything|every skill|(?:the )?(?:whole|complete|entire|full))\b",
    re.I,
)
_SECTION_WORDS = re.compile(
    r"\b(?:all|of|the|everything|every|whole|complete|entire|full|section|chapter|part|topic"
    r"|skills?|stuff|in|under|"
    r"from|with|done|finished|learned|learnt|i|we|can|do|did|know|completed|tick|off|mark|log|as"
    r"|for|me|now|my|and|on|about|"
    r"things|four|five|six|three|two|\d|got|through|went|have|has|been|am|'m|by|heart|covered"
    r"|bullets?|items?|listed|there)\b|[\"'().,:!]",
    re.I,
)


def to_match(parts: Sequence[ReportPart]) -> list[ReportPart]:
    """Return the parts of a report whose words are worth matching with skills."""
    wanted = (
        ClauseMode.DONE,
        ClauseMode.WEAK,
        ClauseMode.PLAN,
        ClauseMode.NOT_DONE,
        ClauseMode.EXCLUDED,
    )
    return [part for part in naming_parts(parts) if part.mode in wanted]


def naming_parts(parts: Sequence[ReportPart]) -> list[ReportPart]:
    """Return the parts whose words may name a skill, whoever did it."""
    named = (part for part in parts if part.words and part.mode is not ClauseMode.REMARK)
    return [part for part in named if not NOT_NAMED.match(part.words)]


def decide_report(
    parts: Sequence[ReportPart], matches: Sequence[Match], catalogue: Catalogue
) -> LogDecision:
    """Decide about a report; ``matches`` belong to ``to_match(parts)``, in its order.

    Only what was done, is clearly one skill, and has a clear day is logged without asking.
    """
    matched = list(zip(to_match(parts), matches, strict=True))
    excluded = {
        c.skill.id
        for part, match in matched
        if part.mode is ClauseMode.EXCLUDED
        for c in match.candidates[:1]
        if c.confidence >= MIN_CONFIDENCE
    }
    sections = _sections(parts, excluded, catalogue)
    offered = {skill.id for offer in sections for skill in offer.skills}
    whole = any(
        _WHOLE.search(p.words) for p in parts if p.mode in (ClauseMode.DONE, ClauseMode.WEAK)
    )
    everything = whole and not sections
    done = [(p, m) for p, m in matched if p.mode in (ClauseMode.DONE, ClauseMode.WEAK)]
    if sections or everything:
        done = [(p, m) for p, m in done if not _WHOLE.search(p.words) and m.certain]
    logged, unclear = _split_done(parts, done, excluded, offered)
    taken = excluded | offered | {skill.id for part in logged for skill in part.skills}
    alone = _is_short(parts) and not logged
    return LogDecision(
        (*logged, *_asked(unclear, taken - excluded, alone=alone)),
        sections,
        _likely(matched, ClauseMode.PLAN, taken),
        _likely(matched, ClauseMode.NOT_DONE, taken),
        any(p.mode is ClauseMode.OTHER_PERSON for p in parts),
        everything,
    )


def _is_short(parts: Sequence[ReportPart]) -> bool:
    return sum(len(part.words.split()) for part in parts) <= SHORT_REPORT


def _split_done(
    parts: Sequence[ReportPart],
    done: Sequence[tuple[ReportPart, Match]],
    excluded: Collection[str],
    offered: Collection[str],
) -> tuple[list[StatementPart], list[tuple[ReportPart, Match]]]:
    """Return what of the deeds is logged, each skill once, and what has to be asked."""
    short = _is_short(parts)
    trouble = any(p.mode in (ClauseMode.NOT_DONE, ClauseMode.QUESTION) for p in parts)
    doubtful = trouble or any(p.mode is ClauseMode.PLAN for p in parts)
    taken = {*excluded, *offered}
    logged, unclear = [], []
    for part, match in done:
        new = tuple(s for s in match.skills if s.id not in taken)
        # "docker, not kubernetes": where one bullet names both, it is asked.
        if match.skills and not new and not {s.id for s in match.skills} <= set(excluded):
            continue
        said = part.mode is ClauseMode.DONE and (part.verb or not doubtful)
        clear = said and not part.problem and (short or (match.certain and not trouble))
        if new and clear:
            taken |= {skill.id for skill in new}
            logged.append(StatementPart(part.words, new, (), part.statement))
        else:
            unclear.append((part, match))
    return logged, unclear


def _asked(
    unclear: Sequence[tuple[ReportPart, Match]], taken: Collection[str], *, alone: bool
) -> list[StatementPart]:
    """Return the questions about unclear parts, the likeliest first, each about other skills."""
    seen = set(taken)
    found, unknown = [], []
    likely = [each for each in unclear if _best(each[1]) >= MIN_CONFIDENCE]
    likely.sort(key=lambda each: -_best(each[1]))
    rest = [each for each in unclear if _best(each[1]) < MIN_CONFIDENCE]
    for part, match in (*likely, *rest):
        choices = tuple(
            c for c in alternatives(match, MIN_CHOICE, taken) if _best(match) >= MIN_CONFIDENCE
        )
        if choices and choices[0].skill.id in seen:
            continue
        seen |= {c.skill.id for c in choices[:1]}
        asked = StatementPart(part.words, (), choices, part.statement, part.problem)
        if choices:
            found.append(asked)
        elif part.mode is ClauseMode.DONE and (part.bare or alone):
            unknown.append(asked)
    named = [part for part in unknown if len(part.words.split()) <= SHORT_PART]
    return found[:MOST_ASKED] + (named if alone or len(unclear) <= MOST_LISTED else [])


def _sections(
    parts: Sequence[ReportPart], excluded: Collection[str], catalogue: Catalogue
) -> tuple[SectionOffer, ...]:
    """Return the sections that a report claims as a whole: "all of testing frameworks"."""
    text = " ".join(
        p.words for p in parts if p.mode in (ClauseMode.DONE, ClauseMode.WEAK, ClauseMode.REMARK)
    )
    if not _WHOLE.search(text):
        return ()
    words = " ".join(_SECTION_WORDS.sub(" ", text).split())
    sections = [s for s in catalogue.sections.values() if catalogue.skills_of(s.id)]
    found = find_sections(words, sections) if words else ()
    if not found:
        lowered = f" {' '.join(text.casefold().replace('&', 'and').split())} "
        found = tuple(s for s in sections if s.title.casefold() in lowered)
    statement = next((p.statement for p in parts if p.statement.on), parts[0].statement)
    offers = (
        SectionOffer(
            section,
            tuple(s for s in catalogue.skills_of(section.id) if s.id not in excluded),
            statement,
        )
        for section in found[:MOST_ASKED]
    )
    return tuple(offer for offer in offers if offer.skills)


def _likely(
    matched: Sequence[tuple[ReportPart, Match]], mode: ClauseMode, taken: Collection[str]
) -> tuple[StatementPart, ...]:
    """Return the parts of a mode that name a skill, with the likeliest one as candidate."""
    return tuple(
        StatementPart(part.words, (), alternatives(match, 0.0, taken)[:1], part.statement)
        for part, match in matched
        if part.mode is mode and match.known
    )


def _best(match: Match) -> float:
    return match.candidates[0].confidence if match.candidates else 0.0
