"""Somebody opens the coach: its Home tab, or the Messages tab."""

from bot.coaching.examples import examples
from bot.slack.desk import Desk
from bot.slack.home import show_home
from bot.slack.registry import Event, EventCall
from bot.slack.text import shorten

PROMPTS_TITLE = "Ask about your team's skills"
PROMPT_TITLE = 75


async def on_home_opened(desk: Desk, call: EventCall) -> None:
    """Shows what is fresh each time: documents change."""
    if call.event.get("tab") == "messages":
        catalogue = await desk.catalogue()
        prompts = [
            {"title": shorten(question, PROMPT_TITLE), "message": question}
            for question in examples(catalogue)
        ]
        if prompts:
            await desk.messenger.suggest_prompts(str(call.event["channel"]), PROMPTS_TITLE, prompts)
    else:
        await show_home(desk, call.workspace, str(call.event["user"]))


HOME_OPENED = Event(
    "app_home_opened",
    ("app_home_opened",),
    scopes=("assistant:write", "chat:write"),
    handle=on_home_opened,
)
