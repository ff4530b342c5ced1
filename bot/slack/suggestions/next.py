"""Suggests what to learn next and saves goals, for `/next` and `/goal`."""

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.suggestions.suggest import suggest
from bot.slack.api.blocks import Message
from bot.slack.learning.save import save_entries
from bot.slack.privacy.settings_view import LONGEST_GOAL
from bot.slack.routing.services import Services
from bot.slack.suggestions.views import next_message


async def set_goal(services: Services, workspace: str, person: str, goal: str, key: str) -> None:
    """Save a goal, or clear it with ""; ``key`` makes a repeated call one entry."""
    goal = " ".join(goal.split())[:LONGEST_GOAL]
    at = services.clock()
    await save_entries(
        services, [Entry(f"goal:{key}", workspace, person, at, EntryKind.GOAL, words=goal)]
    )


async def next_for(services: Services, workspace: str, person: str) -> Message:
    """Return a message with three suggestions, toward the person's goal if they have one."""
    catalogue, learner = await services.catalogue(), await services.learner(workspace, person)
    weights = await services.weigh(learner.goal)
    found = await services.executor.run(
        lambda: suggest(learner, catalogue, weights, services.clock())
    )
    return next_message(found, catalogue, learner.goal, found_goal=bool(weights))
