"""Checks whether a reason is true, from its words alone, against the log, the map and the document.

It shares no code with what makes reasons, so both are unlikely to get a claim wrong the same way.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.coaching.learning.entries import EntryKind
from bot.coaching.learning.learner_state import LearnerState
from knowledge.model import Catalogue, Skill

# “API design”
_NAME = r"“(?P<{}>[^”]*)”"
# ": it needs the same tools."
_WHY = r": (?P<why>[^“”]+?)\."
_REASON_OR_END = rf"(?:{_WHY}|\.)"
_SENTENCES = {
    name: re.compile(pattern)
    for name, pattern in {
        "goal": rf"It's for your goal(?:, {_NAME.format('goal')})?\.",
        "way": rf"On the way to {_NAME.format('a')}, for your goal"
        rf"(?:, {_NAME.format('goal')})?{_REASON_OR_END}",
        "started": r"You started it on (?P<day>\d+ \w+ \d{4})\.",
        "rests": rf"Builds on {_NAME.format('b')}{_REASON_OR_END}",
        "builds": rf"Because you know {_NAME.format('a')}(?:, which this builds on\.|{_WHY})",
        "section": rf"You've started (?P<title>[^“”]+?) with {_NAME.format('a')}\.",
        "opens": rf"{_NAME.format('a')}(?: and (?P<more>\d+) more skills?)? builds? on it\.",
        "first": r"It's the first skill in (?P<title>[^“”]+?)\.",
        "after": rf"In (?P<title>[^“”]+?), it comes right after {_NAME.format('a')}\.",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What reasons are checked against; ``goal`` maps skill ids to how much they serve the goal."""

    learner: LearnerState
    catalogue: Catalogue
    goal: Mapping[str, float]


def is_true(reason: str, skill: Skill, facts: Facts) -> bool:
    """Whether a reason isn't empty and every sentence of it is true."""
    rest = reason.strip()
    while rest:
        matched = next(((n, m) for n, p in _SENTENCES.items() if (m := p.match(rest))), None)
        if matched is None or not _is_sentence_true(
            matched[0], matched[1].groupdict(), skill, facts
        ):
            return False
        rest = rest[matched[1].end() :].strip()
    return bool(reason.strip())


def _is_sentence_true(
    sentence: str, named: Mapping[str, str | None], skill: Skill, facts: Facts
) -> bool:
    a = [s for s in facts.catalogue.skills.values() if _cut(s.text) == named.get("a")]
    if named.get("goal") is not None and not _is_goal(str(named["goal"]), facts.learner.goal):
        return False
    if named.get("title") and " ".join(_section(skill, facts).split()) != named["title"]:
        return False
    why = named.get("why") or ""
    match sentence:
        case "goal":
            return facts.goal.get(skill.id, 0) > 0
        case "way":
            return any(_leads(skill.id, s.id, why, facts) for s in a)
        case "started":
            return _started(skill, str(named["day"]), facts)
        case "builds":
            return any(s.id in facts.learner.known and _edge(skill, s, why, facts) for s in a)
        case "rests":
            return _rests(skill, str(named["b"]), why, facts)
        case "opens":
            needing = [s for s in facts.catalogue.skills.values() if _edge(s, skill, "", facts)]
            unknown = [s for s in needing if s.id not in facts.learner.known]
            return any(s in unknown for s in a) and int(named["more"] or 0) < len(unknown)
        case "section":
            return any(s.id in facts.learner.known and s.section_id == skill.section_id for s in a)
        case _:
            return _is_in_position(sentence, skill, a, facts)


def _rests(skill: Skill, named: str, why: str, facts: Facts) -> bool:
    between = [s for s in facts.catalogue.skills.values() if _cut(s.text) == named]
    return any(
        _edge(skill, two, why, facts) and two.id in _below(known, facts)
        for known in facts.learner.known
        for two in between
    )


def _leads(from_id: str, to_id: str, why: str, facts: Facts) -> bool:
    if facts.goal.get(to_id, 0) <= 0:
        return False
    skills = facts.catalogue.skills
    if why and not _edge(skills[to_id], skills[from_id], why, facts):
        return False
    return from_id in _below(to_id, facts) or _comes_before(from_id, to_id, facts)


def _is_in_position(sentence: str, skill: Skill, a: list[Skill], facts: Facts) -> bool:
    listed = [s for s in facts.catalogue.skills.values() if s.section_id == skill.section_id]
    place = listed.index(skill)
    return place == 0 if sentence == "first" else place > 0 and listed[place - 1] in a


def _comes_before(first: str, second: str, facts: Facts) -> bool:
    one, two = facts.catalogue.skills[first], facts.catalogue.skills[second]
    path = facts.catalogue.sections[one.section_id].path
    same = facts.catalogue.sections[two.section_id].path[: len(path)] == path
    return same and one.order < two.order


def _started(skill: Skill, day: str, facts: Facts) -> bool:
    starts = [
        e for e in facts.learner.history if e.kind is EntryKind.STARTED and e.skill_id == skill.id
    ]
    days = (datetime.fromtimestamp(entry.at, UTC) for entry in starts)
    return any(f"{each.day} {each:%B %Y}" == day for each in days)


def _edge(skill: Skill, needed: Skill, why: str, facts: Facts) -> bool:
    return any(
        (from_id, to_id) == (skill.id, needed.id) and _plain(why) in ("", _plain(given))
        for outline in facts.catalogue.outlines
        for from_id, to_id, given in (outline.skill_map.prerequisites if outline.skill_map else ())
    )


def _below(skill_id: str, facts: Facts) -> set[str]:
    maps = [o.skill_map for o in facts.catalogue.outlines if o.skill_map]
    edges = [(one, two) for made in maps for one, two, _ in made.prerequisites]
    reached, waiting = set[str](), [skill_id]
    while waiting:
        above = waiting.pop()
        new = [two for one, two in edges if one == above and two not in reached]
        reached.update(new)
        waiting += new
    return reached


def _section(skill: Skill, facts: Facts) -> str:
    return facts.catalogue.sections[skill.section_id].title


def _is_goal(shown: str, goal: str) -> bool:
    plain = " ".join(goal.split())
    return plain.startswith(shown[:-1]) if shown.endswith("…") else plain == shown


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else line[:89].rstrip() + "…"
