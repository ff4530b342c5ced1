"""`/skills`: shows a person's progress by section, one section, or what a colleague shares."""

import re

from bot.coaching.learning.entries import Sharing
from bot.coaching.learning.progress import (
    LearnerProgress,
    compute_progress,
    find_sections,
    skills_by_section,
)
from bot.slack.api.blocks import Message, message, note, paragraphs
from bot.slack.api.files import Attachment
from bot.slack.api.mrkdwn import plain, shorten
from bot.slack.learning import pages
from bot.slack.learning.progress_chart import alt_text, draw_chart
from bot.slack.learning.views_skills import GONE, OWN, overview_message, shared_message
from bot.slack.routing.handlers import Command, CommandCall
from bot.slack.routing.help import command_help
from bot.slack.routing.services import Services

# A mention of a person: "<@U123ABC>", "<@U123ABC|ana>"
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
    "There's no section called “{words}”. `/skills` lists them all. Part of the name is "
    "enough, for example `/skills {example}`."
)
WHICH = "Several sections match: {titles}. Which one do you mean?"
WORDS = {"own": OWN, "my own": OWN, "gone": GONE}


async def skills(services: Services, call: CommandCall) -> None:
    """Answer `/skills`; without words, show all sections and send a chart by direct message."""
    if call.text.strip():
        await services.messenger.respond(call.response_url, await _asked(services, call))
        return
    catalogue, learner = (
        await services.catalogue(),
        await services.learner(call.workspace, call.person),
    )
    progress = compute_progress(learner, catalogue)
    has_chart = bool(progress.known)
    await services.messenger.respond(call.response_url, overview_message(progress, chart=has_chart))
    if has_chart:
        await _send_chart(services, call.person, progress)


async def _asked(services: Services, call: CommandCall) -> Message:
    """Return the answer to the words after the command."""
    if person := PERSON.fullmatch(call.text.strip()):
        return await _person(services, call, person[1])
    words = " ".join(plain(call.text).casefold().split())
    if words in ("", "help"):
        return command_help(SKILLS, HOW)
    if words == "history":
        return await pages.history(services, call.workspace, call.person)
    if words.startswith("@"):
        return note(NO_PERSON)
    if words in WORDS:
        return await pages.section(services, call.workspace, call.person, WORDS[words])
    return await _section(services, call, words)


async def _section(services: Services, call: CommandCall, words: str) -> Message:
    catalogue = await services.catalogue()
    sections = [section for section, _ in skills_by_section(catalogue)]
    found = find_sections(words, sections)
    if len(found) == 1:
        return await pages.section(services, call.workspace, call.person, found[0].id)
    if found:
        return note(WHICH.format(titles=shorten(", ".join(s.title for s in found), 300)))
    example = sections[0].title if sections else "API"
    return note(NO_SECTION.format(words=shorten(words, 60), example=example))


async def _person(services: Services, call: CommandCall, person: str) -> Message:
    """Return the person's own page, or what a colleague shares.

    If they don't share, the answer is always the same, so that it reveals nothing.
    """
    if person == call.person:
        return await pages.overview(services, call.workspace, call.person)
    learner = await services.learner(call.workspace, person)
    if learner.sharing is Sharing.TEAM and learner.known:
        return shared_message(person, compute_progress(learner, await services.catalogue()))
    text = NOT_SHARED.format(person=person)
    return message(text, *paragraphs(text))


async def _send_chart(services: Services, person: str, progress: LearnerProgress) -> None:
    png = await services.executor.run(lambda: draw_chart(progress))
    picture = Attachment("skills.png", png, TITLE, alt_text(progress))
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
