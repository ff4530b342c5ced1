"""What comes next for one person, and their goal: commands, Home and buttons share it."""

from bot.coaching.log import Entry, Kind
from bot.coaching.suggest import suggest
from bot.slack.desk import Desk
from bot.slack.keeping import keep
from bot.slack.views.message import Message
from bot.slack.views.next import next_message
from bot.slack.views.settings import LONGEST_GOAL


async def set_goal(desk: Desk, workspace: str, person: str, goal: str, key: str) -> None:
    """Keeps a goal in free words, or clears it with ""; ``key`` makes a repeat one entry."""
    goal = " ".join(goal.split())[:LONGEST_GOAL]
    at = desk.clock()
    await keep(desk, [Entry(f"goal:{key}", workspace, person, at, Kind.GOAL, words=goal)])


async def next_for(desk: Desk, workspace: str, person: str) -> Message:
    """Three suggestions towards the person's goal, where they have one."""
    catalogue, standing = await desk.catalogue(), await desk.standing(workspace, person)
    weights = await desk.weigh(standing.goal)
    found = await desk.thinker.run(lambda: suggest(standing, catalogue, weights, desk.clock()))
    return next_message(found, catalogue, standing.goal, found_goal=bool(weights))
