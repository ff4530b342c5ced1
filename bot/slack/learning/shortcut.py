"""“Log as learned” on any message: the form, filled with the skills that the message names."""

from typing import Any

from bot.coaching.learning.logging_decision import PERHAPS, alternatives
from bot.coaching.learning.skill_search import SkillChoice
from bot.coaching.learning.statement_parser import Statement, read
from bot.slack.api.error_report import telling
from bot.slack.api.modal import message_modal, waiting_modal
from bot.slack.api.mrkdwn import plain
from bot.slack.learning.log_skills import matches
from bot.slack.learning.views_form import Form, form_modal
from bot.slack.routing.handlers import Shortcut, ShortcutCall
from bot.slack.routing.local_time import today
from bot.slack.routing.services import Services
from knowledge.model import Match, Skill

WAITING = "Log as learned"
NOTHING_FOUND = "I didn't find a skill in that message. Type what you learned."


async def log_message(services: Services, call: ShortcutCall) -> None:
    """Opens at once, since the trigger lasts 3 s; the skills follow. Logs for who used it."""
    view_id = await services.messenger.open_modal(call.trigger_id, waiting_modal(WAITING))

    async def fill() -> None:
        await services.messenger.update_modal(view_id, await _form(services, call))

    await telling(
        fill(), lambda said: services.messenger.update_modal(view_id, message_modal(said))
    )


async def _form(services: Services, call: ShortcutCall) -> dict[str, Any]:
    day = await today(services, call.workspace, call.person)
    said: Statement = read(plain(call.text), day)
    found = await services.executor.run(lambda: matches(services.knowledge, said.phrase))
    catalogue = await services.catalogue()
    chosen = [
        SkillChoice(skill.id, skill.text, catalogue.sections[skill.section_id].title)
        for skill in dict.fromkeys(skill for match in found for skill in _best(match))
    ]
    link = await services.messenger.permalink(call.channel, call.message_ts)
    lead = "" if chosen else NOTHING_FOUND
    form = Form(call.response_url)
    return form_modal(form, said.on or day.isoformat(), chosen, link, lead)


def _best(match: Match) -> tuple[Skill, ...]:
    """What the message names; else the best guess, which is easily taken out again."""
    return match.skills or tuple(c.skill for c in alternatives(match, PERHAPS)[:1])


LOG_MESSAGE = Shortcut(
    "log_message", "Log as learned", "Log the skills in this message as learned", log_message
)
