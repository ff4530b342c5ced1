"""Clicks on a channel's weekly prompt: what they lead to is seen by who clicked alone."""

from bot.coaching.recall.term import meanings
from bot.slack.answers.section_view import section_message
from bot.slack.api.blocks import note
from bot.slack.nudges.channel_prompt import end_prompt
from bot.slack.nudges.view_channel import REMOVE, removed_message
from bot.slack.nudges.view_prompt import LEARNED, TELL_MORE, which_message
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services
from knowledge.lexicon.lexicon import Lexicon

GONE = "That section is not in the documents anymore; /next looks at what is there now."


async def learned(services: Services, call: ActionCall) -> None:
    """Offers the section's skills, to log the one that was learned."""
    section_id = await _touched(services, call)
    skills = (await services.catalogue()).skills_of(section_id)
    message = which_message(skills) if skills else note(GONE)
    await services.messenger.respond(call.response_url, message)


async def tell_more(services: Services, call: ActionCall) -> None:
    """The whole section, and what the terms in it mean."""
    section_id = await _touched(services, call)
    catalogue = await services.catalogue()
    section = catalogue.sections.get(section_id)
    lexicon = await services.executor.run(Lexicon.load)
    terms = meanings([skill.text for skill in catalogue.skills_of(section_id)], lexicon)
    message = section_message(section, catalogue, terms) if section else note(GONE)
    await services.messenger.respond(call.response_url, message)


async def remove(services: Services, call: ActionCall) -> None:
    """Says who ended it where it was said that it was set; refused to others, for them alone."""
    refused = await end_prompt(services, call.workspace, call.person, call.value)
    if refused:
        await services.messenger.respond(call.response_url, refused)
    elif call.place and call.message_ts:
        message = removed_message(call.person)
        await services.messenger.update(call.place.channel, call.message_ts, message)


async def _touched(services: Services, call: ActionCall) -> str:
    """The section that the prompt is about."""
    section_id, _, key = call.value.partition("|")
    await services.nudges.touch(call.workspace, key, services.clock())
    return section_id


PROMPT_ACTIONS = (Action(LEARNED, learned), Action(TELL_MORE, tell_more), Action(REMOVE, remove))
