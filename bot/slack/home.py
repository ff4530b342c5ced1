"""The Home tab: shown when it is opened, and again when something on it changes."""

from bot.coaching.suggest import suggest
from bot.slack.desk import Desk
from bot.slack.upcoming import expected
from bot.slack.views.home import home_view
from bot.slack.views.nudge_state import home_blocks


async def show_home(desk: Desk, workspace: str, person: str, page: int = 0) -> None:
    """Publishes the person's Home tab as things are now; ``page`` counts pages of sections."""
    catalogue = await desk.catalogue()
    standing = await desk.standing(workspace, person)
    goal = await desk.weigh(standing.goal)
    suggestions = await desk.thinker.run(lambda: suggest(standing, catalogue, goal, desk.clock()))
    schedule = await desk.nudges.get(workspace, person)
    nudges = home_blocks(schedule, await expected(desk, schedule))
    view = home_view(catalogue, standing, suggestions, page, nudges)
    await desk.messenger.publish_home(person, view)
