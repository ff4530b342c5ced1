"""“Log as learned” on any message: the form, filled with the skills that the message names."""

from typing import Any

from bot.coaching.finding import Choice
from bot.coaching.learned import PERHAPS, alternatives
from bot.coaching.said import Said, read
from bot.slack.desk import Desk
from bot.slack.errors import telling
from bot.slack.learning import matches
from bot.slack.registry import Shortcut, ShortcutCall
from bot.slack.text import plain
from bot.slack.views.learned_form import Form, form_modal
from bot.slack.views.modal import message_modal, waiting_modal
from bot.slack.zoned import today
from knowledge.model import Match, Skill

WAITING = "Log as learned"
NOTHING_FOUND = "I found no skill in that message: type what you learned."


async def log_message(desk: Desk, call: ShortcutCall) -> None:
    """Opens at once, since the trigger lasts 3 s; the skills follow. Logs for who used it."""
    view_id = await desk.messenger.open_modal(call.trigger_id, waiting_modal(WAITING))

    async def fill() -> None:
        await desk.messenger.update_modal(view_id, await _form(desk, call))

    await telling(fill(), lambda said: desk.messenger.update_modal(view_id, message_modal(said)))


async def _form(desk: Desk, call: ShortcutCall) -> dict[str, Any]:
    day = await today(desk, call.workspace, call.person)
    said: Said = read(plain(call.text), day)
    found = await desk.thinker.run(lambda: matches(desk.knowledge, said.phrase))
    catalogue = await desk.catalogue()
    chosen = [
        Choice(skill.id, skill.text, catalogue.sections[skill.section_id].title)
        for skill in dict.fromkeys(skill for match in found for skill in _best(match))
    ]
    link = await desk.messenger.permalink(call.channel, call.message_ts)
    lead = "" if chosen else NOTHING_FOUND
    form = Form(call.response_url)
    return form_modal(form, said.on or day.isoformat(), chosen, link, lead)


def _best(match: Match) -> tuple[Skill, ...]:
    """What the message names; else the best guess, which is easily taken out again."""
    return match.skills or tuple(c.skill for c in alternatives(match, PERHAPS)[:1])


LOG_MESSAGE = Shortcut(
    "log_message", "Log as learned", "Log the skills a message is about as learned", log_message
)
