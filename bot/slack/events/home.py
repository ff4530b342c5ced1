"""Somebody opens the coach: its Home tab, or the Messages tab."""

from bot.coaching.examples import examples
from bot.slack.desk import Desk
from bot.slack.home import show_home
from bot.slack.registry import Event, EventCall
from bot.slack.text import shorten
from bot.slack.welcome import welcome

PROMPTS_TITLE = "Ask about your team's skills"
PROMPT_TITLE = 75


async def on_home_opened(desk: Desk, call: EventCall) -> None:
    """Shows what is fresh each time: documents change."""
    person, channel = str(call.event["user"]), str(call.event.get("channel") or "")
    if call.event.get("tab") == "messages":
        await _suggest(desk, channel)
        await welcome(desk, call.workspace, person, channel)
    else:
        await show_home(desk, call.workspace, person)


async def _suggest(desk: Desk, channel: str) -> None:
    """Questions to begin with."""
    prompts = [
        {"title": shorten(question, PROMPT_TITLE), "message": question}
        for question in examples(await desk.catalogue())
    ]
    if prompts:
        await desk.messenger.suggest_prompts(channel, PROMPTS_TITLE, prompts)


HOME_OPENED = Event(
    "app_home_opened",
    ("app_home_opened",),
    scopes=("assistant:write", "chat:write"),
    handle=on_home_opened,
)
