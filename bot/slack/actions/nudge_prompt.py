"""Clicks on a channel's weekly prompt: what they lead to is seen by who clicked alone."""

from bot.coaching.glossary import meanings
from bot.slack.desk import Desk
from bot.slack.prompting import end_prompt
from bot.slack.registry import Action, ActionCall
from bot.slack.views.message import note
from bot.slack.views.nudge_channel import REMOVE, removed_message
from bot.slack.views.nudge_prompt import LEARNED, TELL_MORE, which_message
from bot.slack.views.section import section_message
from knowledge.lexicon import Lexicon

GONE = "That section is no longer in the documents; /next looks at what is there now."


async def learned(desk: Desk, call: ActionCall) -> None:
    """Offers the section's skills, to log the one that was learned."""
    section_id = await _touched(desk, call)
    skills = (await desk.catalogue()).skills_of(section_id)
    message = which_message(skills) if skills else note(GONE)
    await desk.messenger.respond(call.response_url, message)


async def tell_more(desk: Desk, call: ActionCall) -> None:
    """The whole section, and what the terms in it mean."""
    section_id = await _touched(desk, call)
    catalogue = await desk.catalogue()
    section = catalogue.sections.get(section_id)
    lexicon = await desk.thinker.run(Lexicon.load)
    terms = meanings([skill.text for skill in catalogue.skills_of(section_id)], lexicon)
    message = section_message(section, catalogue, terms) if section else note(GONE)
    await desk.messenger.respond(call.response_url, message)


async def remove(desk: Desk, call: ActionCall) -> None:
    """Says who ended it where it was said that it was set; refused to others, for them alone."""
    refused = await end_prompt(desk, call.workspace, call.person, call.value)
    if refused:
        await desk.messenger.respond(call.response_url, refused)
    elif call.place and call.message_ts:
        message = removed_message(call.person)
        await desk.messenger.update(call.place.channel, call.message_ts, message)


async def _touched(desk: Desk, call: ActionCall) -> str:
    """The section that the prompt is about."""
    section_id, _, key = call.value.partition("|")
    await desk.nudges.touch(call.workspace, key, desk.clock())
    return section_id


PROMPT_ACTIONS = (Action(LEARNED, learned), Action(TELL_MORE, tell_more), Action(REMOVE, remove))
