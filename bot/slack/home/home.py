"""Publishes the Home tab when it is opened or something on it changes."""

from bot.coaching.suggestions.suggest import suggest
from bot.slack.api.example_buttons import examples
from bot.slack.api.mrkdwn import shorten
from bot.slack.home.view import home_view
from bot.slack.nudges.next_due import describe_next
from bot.slack.nudges.responses import send_welcome
from bot.slack.nudges.view_state import home_blocks
from bot.slack.routing.handlers import Event, EventCall
from bot.slack.routing.services import Services


async def show_home(services: Services, workspace: str, person: str, page: int = 0) -> None:
    """Publish the person's current Home tab; ``page`` counts pages of sections from 0."""
    catalogue = await services.catalogue()
    learner = await services.learner(workspace, person)
    goal = await services.weigh(learner.goal)
    suggestions = await services.executor.run(
        lambda: suggest(learner, catalogue, goal, services.clock())
    )
    schedule = await services.nudges.get(workspace, person)
    nudges = home_blocks(schedule, await describe_next(services, schedule))
    view = home_view(catalogue, learner, suggestions, page, nudges)
    await services.messenger.publish_home(person, view)


PROMPTS_TITLE = "Ask about your team's skills"


PROMPT_TITLE = 75


async def on_home_opened(services: Services, call: EventCall) -> None:
    """Publish the Home tab, or suggest questions and nudges when the Messages tab is opened."""
    person, channel = str(call.event["user"]), str(call.event.get("channel") or "")
    if call.event.get("tab") == "messages":
        await _suggest(services, channel)
        await send_welcome(services, call.workspace, person, channel)
    else:
        await show_home(services, call.workspace, person)


async def _suggest(services: Services, channel: str) -> None:
    """Suggest example questions in the Messages tab."""
    prompts = [
        {"title": shorten(question, PROMPT_TITLE), "message": question}
        for question in examples(await services.catalogue())
    ]
    if prompts:
        await services.messenger.suggest_prompts(channel, PROMPTS_TITLE, prompts)


HOME_OPENED = Event(
    "app_home_opened",
    ("app_home_opened",),
    scopes=("assistant:write", "chat:write"),
    handle=on_home_opened,
)
