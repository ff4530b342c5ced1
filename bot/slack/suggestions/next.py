"""Suggests what to learn next and saves goals, for `/next` and `/goal`."""

from rapidfuzz import fuzz

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.suggestions.suggest import suggest
from bot.slack.api.blocks import Message
from bot.slack.learning.pages import answer_click
from bot.slack.learning.save import save_entries
from bot.slack.learning.views_not_logged import SET_GOAL
from bot.slack.privacy.settings_view import LONGEST_GOAL
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services
from bot.slack.suggestions.views import next_message, unknown_goal_message
from knowledge.model import Catalogue

ROLES_SHOWN = 3


async def set_goal(services: Services, workspace: str, person: str, goal: str, key: str) -> None:
    """Save a goal, or clear it with ""; ``key`` makes a repeated call one entry."""
    goal = " ".join(goal.split())[:LONGEST_GOAL]
    at = services.clock()
    await save_entries(
        services, [Entry(f"goal:{key}", workspace, person, at, EntryKind.GOAL, words=goal)]
    )


async def change_goal(
    services: Services, workspace: str, person: str, goal: str, key: str
) -> Message:
    """Set a goal that the documents have skills for, and suggest what leads there.

    A goal without any isn't kept; the reply names the nearest roles instead. "" clears the goal.
    """
    if goal and not await services.weigh(goal):
        return unknown_goal_message(goal, nearest_roles(goal, await services.catalogue()))
    await set_goal(services, workspace, person, goal, key)
    return await next_for(services, workspace, person)


async def use_role(services: Services, call: ActionCall) -> None:
    """Handle a click on a role, or on *Set as goal*."""
    shown = await change_goal(services, call.workspace, call.person, call.value, call.trigger_id)
    await answer_click(services, call, shown, replace=True)


def nearest_roles(goal: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the roles in the documents' skill maps, those named most like the goal first."""
    maps = (outline.skill_map for outline in catalogue.outlines)
    roles = dict.fromkeys(role.name for made in maps if made for role in made.roles)
    ranked = sorted(
        roles, key=lambda name: -fuzz.partial_token_set_ratio(goal.lower(), name.lower())
    )
    return tuple(ranked[:ROLES_SHOWN])


async def next_for(services: Services, workspace: str, person: str) -> Message:
    """Return a message with three suggestions, toward the person's goal if they have one."""
    catalogue, learner = await services.catalogue(), await services.learner(workspace, person)
    weights = await services.weigh(learner.goal)
    found = await services.executor.run(
        lambda: suggest(learner, catalogue, weights, services.clock())
    )
    return next_message(found, catalogue, learner.goal, found_goal=bool(weights))


GOAL_ACTIONS = (Action(SET_GOAL, use_role),)
