"""Shows a learning plan, in a message and in the Home tab."""

from collections.abc import Callable, Sequence

from bot.coaching.learning.learner_state import LearnerState
from bot.coaching.suggestions.plan import LearningPlan
from bot.slack.api.blocks import Block, Message, actions, button, context, message, paragraphs
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.suggestions.card import LONGEST_SKILL, START
from knowledge.guide_model import Guide
from knowledge.model import Catalogue, Skill

PLAN_MENU = "plan_menu"
"""Action id; its only option ends the plan."""
LONGEST_GOAL = 120
LONGEST_EXERCISE = 500
HOW = "A skill is done when you log it. `/next plan` shows this again; only you see it."
DONE = "You've done all of it. `/next plan <goal>` makes the next one."

GuidesOf = Callable[[str], Sequence[Guide]]
"""Returns the guides to a skill by its id, the best first."""


def plan_message(
    plan: LearningPlan, learner: LearnerState, catalogue: Catalogue, guides_of: GuidesOf
) -> Message:
    """Return the plan week by week, with the exercises of the current week."""
    now = plan.current_week(learner)
    title = f"Your {len(plan.weeks)}-week plan: {shorten(plan.goal, LONGEST_GOAL)}"
    blocks = paragraphs(f"*{escape(title)}*\n{_done(plan, learner)}")
    for number, week in enumerate(plan.weeks):
        lines = [f"*Week {number + 1}*{' (now)' if number == now else ''}"]
        for skill in week:
            lines.append(_line(skill, learner, catalogue))
            if number == now and skill.id not in learner.known:
                lines += _exercise(guides_of(skill.id))
        blocks += paragraphs("\n".join(lines))
    blocks += _buttons(plan, learner) + context(HOW if now is not None else DONE)
    names = "; ".join(skill.text for skill in plan.skills)
    return message(escape(f"{title}. {names}"), *blocks)


def home_plan_blocks(plan: LearningPlan | None, learner: LearnerState) -> list[Block]:
    """Return the plan for the Home tab, a line per week; no blocks without a plan."""
    if plan is None:
        return []
    lines = [f"*Your plan*: {escape(shorten(plan.goal, LONGEST_GOAL))} · {_done(plan, learner)}"]
    for number, week in enumerate(plan.weeks, 1):
        names = "; ".join(f"{_mark(s, learner)} {escape(shorten(s.text, 100))}" for s in week)
        lines.append(f"Week {number}: {names}")
    return [*paragraphs("\n".join(lines)), *_buttons(plan, learner)]


def _buttons(plan: LearningPlan, learner: LearnerState) -> list[Block]:
    skill = next((s for s in plan.skills if s.id not in learner.known), None)
    option = {"text": {"type": "plain_text", "text": "End this plan"}, "value": "end"}
    menu = {"type": "overflow", "action_id": PLAN_MENU, "options": [option]}
    start = [button(START, "Start", skill.id, label=f"Start: {skill.text}")] if skill else []
    return actions("plan", [*start, menu])


def _line(skill: Skill, learner: LearnerState, catalogue: Catalogue) -> str:
    section = escape(catalogue.sections[skill.section_id].title)
    return f"{_mark(skill, learner)} {escape(shorten(skill.text, LONGEST_SKILL))} · {section}"


def _exercise(guides: Sequence[Guide]) -> list[str]:
    exercise = next((guide.exercise for guide in guides if guide.exercise), None)
    if exercise is None:
        return []
    text = escape(shorten(exercise.text, LONGEST_EXERCISE))
    return [f"> *Try it, {exercise.minutes} min:* {text}"]


def _mark(skill: Skill, learner: LearnerState) -> str:
    return "✓" if skill.id in learner.known else "◐" if skill.id in learner.started else "○"


def _done(plan: LearningPlan, learner: LearnerState) -> str:
    done = sum(skill.id in learner.known for skill in plan.skills)
    return f"{done} of {len(plan.skills)} done"
