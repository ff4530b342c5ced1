"""Makes, shows and ends a learning plan: `/next plan`, and "give me a four-week plan for …"."""

from bot.coaching.suggestions.plan import (
    WEEKS,
    LearningPlan,
    PlanRequest,
    current_plan,
    parse_request,
    plan_entry,
)
from bot.coaching.suggestions.planner import make_plan
from bot.slack.api.blocks import Message, note
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.pages import answer_click
from bot.slack.learning.save import save_entries
from bot.slack.privacy.settings_view import LONGEST_GOAL
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services
from bot.slack.suggestions.next import set_goal
from bot.slack.suggestions.plan_view import PLAN_MENU, plan_message

CLEAR = frozenset({"clear", "end", "none", "off", "remove"})
ENDED = "Your plan has ended. What you logged stays. `/next plan <goal>` makes a new one."
NONE_YET = (
    "You have no plan yet. Say what you're working toward, for example "
    "`/next plan run my own service in production`"
)
NOTHING_FOUND = (
    "I found no skill for “{goal}” that you don't know yet, so I can't make a plan. Try other "
    "words, or the name of a skill or role."
)


async def show_plan(
    services: Services, workspace: str, person: str, text: str, key: str
) -> Message:
    """Answer `/next plan [goal | clear]`; ``key`` makes a repeated call one entry."""
    if text.lower() in CLEAR:
        return await end_plan(services, workspace, person, key)
    if text:
        request = parse_request(f"make me a plan for {text}")
        return await new_plan(services, workspace, person, request, key)
    learner, catalogue = await services.learner(workspace, person), await services.catalogue()
    if plan := current_plan(learner, catalogue):
        return plan_message(plan, learner, catalogue, services.knowledge.guides_of)
    if learner.goal:
        return await new_plan(services, workspace, person, PlanRequest(learner.goal, WEEKS), key)
    return note(NONE_YET)


async def new_plan(
    services: Services, workspace: str, person: str, request: PlanRequest, key: str
) -> Message:
    """Make a plan, keep it with its goal, and return it."""
    goal = " ".join(request.goal.split())[:LONGEST_GOAL]
    catalogue, learner = await services.catalogue(), await services.learner(workspace, person)
    weights, now = await services.weigh(goal), services.clock()
    weeks = await services.executor.run(
        lambda: make_plan(learner, catalogue, weights, now, request.weeks)
    )
    if not weeks:
        return note(NOTHING_FOUND.format(goal=escape(shorten(goal, 80))))
    await set_goal(services, workspace, person, goal, f"{key}/plan")
    await save_entries(services, [plan_entry(f"plan:{key}", workspace, person, now, goal, weeks)])
    return plan_message(LearningPlan(goal, weeks), learner, catalogue, services.knowledge.guides_of)


async def end_plan(services: Services, workspace: str, person: str, key: str) -> Message:
    """End the plan; the goal and everything logged stay."""
    entry = plan_entry(f"plan:{key}", workspace, person, services.clock(), "", ())
    await save_entries(services, [entry])
    return note(ENDED)


async def plan_for(services: Services, workspace: str, person: str, text: str, key: str) -> Message:
    """Answer "give me a four-week plan for …": for the goal it names, else for the person's own."""
    request = parse_request(text)
    if not request.goal:
        learner = await services.learner(workspace, person)
        catalogue = await services.catalogue()
        plan = current_plan(learner, catalogue)
        if plan and not request.new:
            return plan_message(plan, learner, catalogue, services.knowledge.guides_of)
        if not learner.goal:
            return note(NONE_YET)
        request = PlanRequest(learner.goal, request.weeks)
    return await new_plan(services, workspace, person, request, key)


async def use_plan_menu(services: Services, call: ActionCall) -> None:
    """Handle *End this plan*."""
    ended = await end_plan(services, call.workspace, call.person, call.trigger_id)
    await answer_click(services, call, ended, replace=True)


PLAN_ACTIONS = (Action(PLAN_MENU, use_plan_menu),)
