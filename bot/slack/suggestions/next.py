"""What comes next for one person, and their goal: commands, Home and buttons share it."""

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.suggestions.suggest import suggest
from bot.slack.api.blocks import Message
from bot.slack.learning.save import keep
from bot.slack.privacy.settings_view import LONGEST_GOAL
from bot.slack.routing.services import Services
from bot.slack.suggestions.views import next_message


async def set_goal(services: Services, workspace: str, person: str, goal: str, key: str) -> None:
    """Keeps a goal in free words, or clears it with ""; ``key`` makes a repeat one entry."""
    goal = " ".join(goal.split())[:LONGEST_GOAL]
    at = services.clock()
    await keep(services, [Entry(f"goal:{key}", workspace, person, at, EntryKind.GOAL, words=goal)])


async def next_for(services: Services, workspace: str, person: str) -> Message:
    """Three suggestions towards the person's goal, where they have one."""
    catalogue, learner = await services.catalogue(), await services.learner(workspace, person)
    weights = await services.weigh(learner.goal)
    found = await services.executor.run(
        lambda: suggest(learner, catalogue, weights, services.clock())
    )
    return next_message(found, catalogue, learner.goal, found_goal=bool(weights))
