"""`/skills`: where a person stands, by section; a section's skills; what others share."""

import re

from bot.coaching.learning.entries import Sharing
from bot.coaching.learning.progress import LearnerProgress, by_section, progress, sections_named
from bot.slack.api.blocks import Message, message, note, paragraphs
from bot.slack.api.files import Attachment
from bot.slack.api.mrkdwn import plain, shorten
from bot.slack.learning import pages
from bot.slack.learning.progress_chart import alt_text, chart
from bot.slack.learning.views_skills import GONE, OWN, overview_message, shared_message
from bot.slack.routing.handlers import Command, CommandCall
from bot.slack.routing.help import command_help
from bot.slack.routing.services import Services

PERSON = re.compile(r"<@([A-Z][A-Z0-9_]{1,63})(?:\|[^<>]*)?>")
HOW = "Your skills, by section; only you see the answer:"
TITLE = "Your skills by section"
ASKED = "Your progress chart. Only you see it."
NOT_SHARED = (
    "<@{person}> hasn't shared any skills with the team. Everyone decides that for "
    "themselves in `/coach settings`."
)
NO_PERSON = "To see a colleague's skills, pick them from the list that Slack shows when you type @."
NO_SECTION = (
    "There's no section called “{said}”. `/skills` lists them all. Part of the name is "
    "enough, for example `/skills {example}`."
)
WHICH = "Several sections match: {titles}. Which one do you mean?"
WORDS = {"own": OWN, "my own": OWN, "gone": GONE}


async def skills(services: Services, call: CommandCall) -> None:
    """Alone: all sections, and their chart into the DM."""
    if call.text.strip():
        await services.messenger.respond(call.response_url, await _asked(services, call))
        return
    catalogue, learner = (
        await services.catalogue(),
        await services.learner(call.workspace, call.person),
    )
    come = progress(learner, catalogue)
    drawn = bool(come.known)
    await services.messenger.respond(call.response_url, overview_message(come, chart=drawn))
    if drawn:
        await _send_chart(services, call.person, come)


async def _asked(services: Services, call: CommandCall) -> Message:
    """What the words after the command ask for."""
    if person := PERSON.fullmatch(call.text.strip()):
        return await _person(services, call, person[1])
    said = " ".join(plain(call.text).casefold().split())
    if said in ("", "help"):
        return command_help(SKILLS, HOW)
    if said == "history":
        return await pages.history(services, call.workspace, call.person)
    if said.startswith("@"):
        return note(NO_PERSON)
    if said in WORDS:
        return await pages.section(services, call.workspace, call.person, WORDS[said])
    return await _section(services, call, said)


async def _section(services: Services, call: CommandCall, said: str) -> Message:
    catalogue = await services.catalogue()
    sections = [section for section, _ in by_section(catalogue)]
    found = sections_named(said, sections)
    if len(found) == 1:
        return await pages.section(services, call.workspace, call.person, found[0].id)
    if found:
        return note(WHICH.format(titles=shorten(", ".join(s.title for s in found), 300)))
    example = sections[0].title if sections else "API"
    return note(NO_SECTION.format(said=shorten(said, 60), example=example))


async def _person(services: Services, call: CommandCall, person: str) -> Message:
    """One's own page; another's as far as they share, else one sentence that is always the same."""
    if person == call.person:
        return await pages.overview(services, call.workspace, call.person)
    learner = await services.learner(call.workspace, person)
    if learner.sharing is Sharing.TEAM and learner.known:
        return shared_message(person, progress(learner, await services.catalogue()))
    text = NOT_SHARED.format(person=person)
    return message(text, *paragraphs(text))


async def _send_chart(services: Services, person: str, come: LearnerProgress) -> None:
    drawn = await services.executor.run(lambda: chart(come))
    picture = Attachment("skills.png", drawn, TITLE, alt_text(come))
    await services.messenger.send_files(person, ASKED, [picture])


SKILLS = Command(
    "/skills",
    "Your progress by section, only for you",
    "[section | @person | history]",
    (
        ("", "shows your progress, with a chart in our DM"),
        ("<section>", "shows one section, to change or remove skills"),
        ("@person", "shows what a colleague shares with the team"),
        ("history", "shows everything you logged, newest first, with undo"),
    ),
    skills,
    group="Progress",
)
