"""Handles clicks on a channel's weekly prompt; only the person who clicked sees the result."""

from bot.coaching.recall.term import find_meanings
from bot.slack.answers.section_view import section_message
from bot.slack.api.blocks import note
from bot.slack.nudges.channel_prompt import end_prompt
from bot.slack.nudges.view_channel import REMOVE, removed_message
from bot.slack.nudges.view_prompt import LEARNED, TELL_MORE, which_message
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services
from knowledge.lexicon.lexicon import Lexicon

GONE = "That section isn't in the documents anymore. Use /next for new suggestions."


async def offer_skills(services: Services, call: ActionCall) -> None:
    """Show the section's skills, to log the one that was learned."""
    section_id = await _touched(services, call)
    skills = (await services.catalogue()).skills_of(section_id)
    message = which_message(skills) if skills else note(GONE)
    await services.messenger.respond(call.response_url, message)


async def show_section(services: Services, call: ActionCall) -> None:
    """Show the whole section and what its terms mean."""
    section_id = await _touched(services, call)
    catalogue = await services.catalogue()
    section = catalogue.sections.get(section_id)
    lexicon = await services.executor.run(Lexicon.load)
    terms = find_meanings([skill.text for skill in catalogue.skills_of(section_id)], lexicon)
    message = section_message(section, catalogue, terms) if section else note(GONE)
    await services.messenger.respond(call.response_url, message)


async def remove_prompt(services: Services, call: ActionCall) -> None:
    """End the prompt and say so in its announcement; tell others privately that they can't."""
    refused = await end_prompt(services, call.workspace, call.person, call.value)
    if refused:
        await services.messenger.respond(call.response_url, refused)
    elif call.place and call.message_ts:
        message = removed_message(call.person)
        await services.messenger.update(call.place.channel, call.message_ts, message)


async def _touched(services: Services, call: ActionCall) -> str:
    """Mark the prompt as answered; return the id of its section."""
    section_id, _, key = call.value.partition("|")
    await services.nudges.touch(call.workspace, key, services.clock())
    return section_id


PROMPT_ACTIONS = (
    Action(LEARNED, offer_skills),
    Action(TELL_MORE, show_section),
    Action(REMOVE, remove_prompt),
)
