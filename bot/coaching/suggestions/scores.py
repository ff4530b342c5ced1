"""Score skills: ten scores, each with the claim behind it. Pure.

``SCORES`` lists them in the order in which their claims become the reason; points add up.
"""

import math
from collections.abc import Callable
from hashlib import blake2b

from bot.coaching.suggestions.candidates import WEEK, SuggestionContext
from bot.coaching.suggestions.reasons import Claim, ClaimKind
from knowledge.model import Skill

Score = tuple[float, Claim | None]
"""Points, and a true claim, or None if there is nothing to say."""

# Points were set by hand so that each score outweighs those below it only where it should, and
# checked with `python -m bench.suggestions`, which compares the result with simpler rules.
PLAN = 30.0
GOAL = 20.0
STARTED = 5.0
SUPPORT = 4.0
WEEKLY_DRAW = 1.5
BUILDS_ON_LOGGED = 1.0
BUILDS_ON_IMPLIED = 0.6
MAP_WEIGHT = 1.0
OPENS = 0.6
DOCUMENT_ORDER = 0.5
SECTION = 0.4


def score_plan(seen: SuggestionContext, skill: Skill) -> Score:
    """Return points for being in the person's plan, more for an earlier place in it."""
    if skill.id not in seen.planned:
        return 0.0, None
    return PLAN * (1 - seen.planned.index(skill.id) / len(seen.planned)), Claim(ClaimKind.PLAN)


def score_goal(seen: SuggestionContext, skill: Skill) -> Score:
    """Return points as the skill serves the goal, for itself or for what needs it."""
    if skill.id not in seen.pull:
        return 0.0, None
    value, target = seen.pull[skill.id]
    if target == skill.id:
        return GOAL * value, Claim(ClaimKind.GOAL)
    why = seen.needs.why(target, skill.id)
    return GOAL * value, Claim(ClaimKind.ON_THE_WAY, (target,), why)


def score_started(seen: SuggestionContext, skill: Skill) -> Score:
    """Return points for a skill that the person started and has not logged yet."""
    if (at := seen.learner.started.get(skill.id)) is None:
        return 0.0, None
    return STARTED, Claim(ClaimKind.STARTED, at=at)


def score_builds_on(seen: SuggestionContext, skill: Skill) -> Score:
    """Return points for building on a logged skill, fewer where it is known only by implication."""
    needed = seen.needs.firm.get(skill.id, {})
    if logged := next((id_ for id_ in seen.logged if id_ in needed), None):
        return BUILDS_ON_LOGGED, Claim(ClaimKind.BUILDS_ON, (logged,), needed[logged])
    if shown := next((id_ for id_ in needed if id_ in seen.implied), None):
        claim = Claim(ClaimKind.RESTS_ON, (seen.implied[shown], shown), needed[shown])
        return BUILDS_ON_IMPLIED, claim
    return 0.0, None


def score_section(seen: SuggestionContext, skill: Skill) -> Score:
    """Return points for the share of the skill's section that the person already has."""
    section_id = skill.section_id
    points = SECTION * seen.had_in.get(section_id, 0) / seen.sizes[section_id]
    if (logged := seen.logged_in.get(section_id)) is None:
        return points, None
    return points, Claim(ClaimKind.SECTION, (logged,))


def score_opens(seen: SuggestionContext, skill: Skill) -> Score:
    """Return points for each doubling of the number of skills that wait for this one."""
    if not (waiting := seen.built_on.get(skill.id)):
        return 0.0, None
    return OPENS * math.log2(1 + len(waiting)), Claim(ClaimKind.OPENS, waiting)


def score_document_order(seen: SuggestionContext, skill: Skill) -> Score:
    """Return a few points for coming early in the document. There is always a claim."""
    position = seen.positions[skill.id]
    points = DOCUMENT_ORDER * (1 - position.rank / len(seen.catalogue.skills))
    if position.before is None:
        return points, Claim(ClaimKind.FIRST)
    return points, Claim(ClaimKind.AFTER, (position.before,))


def score_support(seen: SuggestionContext, skill: Skill) -> Score:
    """Return points as several logged skills agree that the person has each prerequisite.

    One log may be a slip, so the least supported prerequisite decides.
    """
    needed = seen.needs.firm.get(skill.id, {})
    least = min((seen.support.get(id_, 0) for id_ in needed), default=0)
    return SUPPORT * (1 - 0.5**least), None


def score_weekly_draw(seen: SuggestionContext, skill: Skill) -> Score:
    """Return points by a draw that stays the same all week.

    What was shown last week and left alone makes way for something else; the log does not record
    what was shown, so a draw decides. Skills without prerequisites keep the document's order.
    """
    if not seen.needs.firm.get(skill.id):
        return 0.0, None
    ticket = f"{int(seen.now // WEEK)} {skill.id}".encode("utf-8", "surrogatepass")
    draw = int.from_bytes(blake2b(ticket, digest_size=4).digest(), "big") / 2**32
    return WEEKLY_DRAW * draw, None


def score_map_weight(seen: SuggestionContext, skill: Skill) -> Score:
    """Return points by the weight that the document's skill map gives the skill."""
    return MAP_WEIGHT * seen.weights.get(skill.id, 1.0), None


SCORES: tuple[Callable[[SuggestionContext, Skill], Score], ...] = (
    score_plan,
    score_goal,
    score_started,
    score_builds_on,
    score_section,
    score_opens,
    score_document_order,
    score_support,
    score_weekly_draw,
    score_map_weight,
)
