"""The “Log as learned” shortcut: opens the form with the skills that a message names."""

from typing import Any

from bot.coaching.learning.logging_decision import MIN_CONFIDENCE, alternatives
from bot.coaching.learning.report import parse_report
from bot.coaching.learning.report_decision import naming_parts
from bot.coaching.learning.skill_search import SkillChoice
from bot.slack.api.error_report import run_or_tell
from bot.slack.api.modal import message_modal, waiting_modal
from bot.slack.api.mrkdwn import plain
from bot.slack.learning.views_form import Form, form_modal
from bot.slack.routing.handlers import Shortcut, ShortcutCall
from bot.slack.routing.local_time import today
from bot.slack.routing.services import Services
from knowledge.model import Match, Skill

WAITING = "Log as learned"
NOTHING_FOUND = "I didn't find a skill in that message. Type what you learned."


async def log_message(services: Services, call: ShortcutCall) -> None:
    """Open a modal at once, since the trigger expires after 3 s, then fill in the skills.

    They are logged for whoever uses the shortcut, not for the message's author.
    """
    view_id = await services.messenger.open_modal(call.trigger_id, waiting_modal(WAITING))

    async def fill() -> None:
        await services.messenger.update_modal(view_id, await _form(services, call))

    await run_or_tell(
        fill(), lambda failed: services.messenger.update_modal(view_id, message_modal(failed))
    )


async def _form(services: Services, call: ShortcutCall) -> dict[str, Any]:
    day = await today(services, call.workspace, call.person)
    parts = naming_parts(parse_report(plain(call.text), day, bare=True))
    found = await services.executor.run(
        lambda: services.knowledge.match_all([part.words for part in parts])
    )
    on = next((part.statement.on for part in parts if part.statement.on), "")
    catalogue = await services.catalogue()
    chosen = [
        SkillChoice(skill.id, skill.text, catalogue.sections[skill.section_id].title)
        for skill in dict.fromkeys(skill for match in found for skill in _best(match))
    ]
    link = await services.messenger.permalink(call.channel, call.message_ts)
    lead = "" if chosen else NOTHING_FOUND
    form = Form(call.response_url)
    return form_modal(form, on or day.isoformat(), chosen, link, lead)


def _best(match: Match) -> tuple[Skill, ...]:
    """Return the skills that the message names, else the best guess, which is easy to remove."""
    return match.skills or tuple(c.skill for c in alternatives(match, MIN_CONFIDENCE)[:1])


LOG_MESSAGE = Shortcut(
    "log_message", "Log as learned", "Log the skills in this message as learned", log_message
)
