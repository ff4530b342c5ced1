"""Handles buttons that open a form: log what an answer cites, or correct what counts as known."""

from bot.coaching.learning.entries import Entry
from bot.coaching.learning.learner_state import fold_log
from bot.coaching.learning.skill_search import SkillChoice
from bot.slack.api.blocks import note
from bot.slack.learning.log_button import LOG_ANSWER, parse_log_value
from bot.slack.learning.log_skills import newly_implied
from bot.slack.learning.views_ask import OLD_BUTTON
from bot.slack.learning.views_form import Form, form_modal
from bot.slack.learning.views_implied import NOTHING_LEFT, lacking_modal
from bot.slack.learning.views_logged import NOT_KNOWN
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.local_time import today
from bot.slack.routing.services import Services
from knowledge.model import Catalogue, Skill

LONGEST_CITED = 400


async def log_answer(services: Services, call: ActionCall) -> None:
    """Open the form with the cited skills chosen and their sections as evidence."""
    catalogue = await services.catalogue()
    skills = find_cited_skills(call.value, catalogue)
    if not skills:
        await services.messenger.respond(call.response_url, note(OLD_BUTTON))
        return
    chosen = [SkillChoice(s.id, s.text, catalogue.sections[s.section_id].title) for s in skills]
    form = Form(call.response_url, citation(skills, catalogue))
    day = await today(services, call.workspace, call.person)
    modal = form_modal(form, day.isoformat(), chosen)
    await services.messenger.open_modal(call.trigger_id, modal)


async def open_not_known(services: Services, call: ActionCall) -> None:
    """Open the form with the skills that count as known because of one batch of logs."""
    log = await services.learning.of(call.workspace, call.person)
    catalogue = await services.catalogue()
    active: list[Entry] = list(fold_log(log, catalogue).history)
    skills = await services.executor.run(lambda: newly_implied(active, call.value, catalogue))
    if skills:
        form = Form(call.response_url, batch=call.value)
        await services.messenger.open_modal(call.trigger_id, lacking_modal(form, skills))
    else:
        await services.messenger.respond(call.response_url, note(NOTHING_LEFT))


def find_cited_skills(value: str, catalogue: Catalogue) -> list[Skill]:
    """Return the skills in a button's value that are still in the documents, each once."""
    passages = [catalogue.passages.get(passage_id) for passage_id in parse_log_value(value)]
    ids = [p.skill_id for p in passages if p is not None and p.skill_id]
    found = [catalogue.present(skill_id) for skill_id in dict.fromkeys(ids)]
    return [skill for skill in found if skill is not None]


def citation(skills: list[Skill], catalogue: Catalogue) -> str:
    """Return the skills' sections and documents, with links if there are any."""
    places = []
    for section_id in dict.fromkeys(skill.section_id for skill in skills):
        section = catalogue.sections[section_id]
        document = catalogue.documents[section.document_id]
        link = f" ({document.url})" if document.url else ""
        places.append(f"{section.title} · {document.title}{link}")
    return "; ".join(places)[:LONGEST_CITED]


LEARNED_FORM_ACTIONS = (Action(LOG_ANSWER, log_answer), Action(NOT_KNOWN, open_not_known))
