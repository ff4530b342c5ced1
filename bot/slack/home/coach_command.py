"""`/coach`: help, settings, a person's own data, and the gap report."""

from collections.abc import Awaitable, Callable, Sequence
from difflib import get_close_matches

from bot.slack.api.blocks import Message, message, paragraphs
from bot.slack.api.mrkdwn import escape, plain, shorten
from bot.slack.feedback.gap_report import gap_report, subscribe, unsubscribe
from bot.slack.privacy.export import send_export
from bot.slack.privacy.settings_view import settings_modal
from bot.slack.privacy.views import forget_question
from bot.slack.routing.handlers import Command, CommandCall
from bot.slack.routing.help import help_message
from bot.slack.routing.services import Services

Answer = Callable[[Services, CommandCall], Awaitable[Message]]

LONGEST_SHOWN = 60
"""How many characters of an unknown word are shown back."""


async def _export(services: Services, call: CommandCall) -> Message:
    return await send_export(services, call.workspace, call.person)


async def _forget(_: Services, __: CommandCall) -> Message:
    return forget_question()


ANSWERS: dict[str, Answer] = {
    "export": _export,
    "forget": _forget,
    "gaps": gap_report,
    "gaps weekly": subscribe,
    "gaps off": unsubscribe,
}
WORDS = ("help", "settings", *ANSWERS)


def unknown_message(typed: str) -> Message:
    """One line for a word that `/coach` doesn't know, with the nearest one it does."""
    near = get_close_matches(typed.lower(), WORDS, n=1)
    guess = f"Did you mean `/coach {near[0]}`? " if near else ""
    text = (
        f"I don't know “/coach {escape(shorten(typed, LONGEST_SHOWN))}”. {guess}"
        "`/coach help` shows everything I can do."
    )
    return message(text, *paragraphs(text))


def coach_command(others: Sequence[Command]) -> Command:
    """Return `/coach`. Its help covers ``others`` too."""

    async def handle(services: Services, call: CommandCall) -> None:
        typed = " ".join(plain(call.text).split())
        word = typed.lower()
        if word == "settings":
            learner = await services.learner(call.workspace, call.person)
            modal = settings_modal(learner, call.trigger_id)
            await services.messenger.open_modal(call.trigger_id, modal)
            return
        if word in {"", "help"}:
            reply = help_message((*others, command), await services.catalogue())
        elif answer := ANSWERS.get(word):
            reply = await answer(services, call)
        else:
            reply = unknown_message(typed)
        await services.messenger.respond(call.response_url, reply)

    command = Command(
        "/coach",
        "What the coach can do, your settings, your data",
        "help | settings | export | forget",
        (
            ("help", "shows this"),
            ("settings", "who can see your skills, your goal, your data"),
            ("export", "sends you everything I keep about you"),
            ("forget", "deletes everything I keep about you"),
            ("gaps", "for a document's owner: what people asked and didn't find"),
            ("gaps weekly", "sends it once a week; `gaps off` ends that"),
        ),
        handle,
        group="Nudges and settings",
    )
    return command
