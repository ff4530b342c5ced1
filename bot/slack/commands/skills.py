"""`/skills`: where a person stands, by section; a section's skills; what others share."""

import re

from bot.chart import alt_text, chart
from bot.coaching.log import Sharing
from bot.coaching.progress import Progress, by_section, progress, sections_named
from bot.slack import pages
from bot.slack.desk import Desk
from bot.slack.files import Attachment
from bot.slack.registry import Command, CommandCall
from bot.slack.text import plain, shorten
from bot.slack.views.help import command_help
from bot.slack.views.message import Message, message, note, paragraphs
from bot.slack.views.skills import GONE, OWN, overview_message, shared_message

PERSON = re.compile(r"<@([A-Z][A-Z0-9_]{1,63})(?:\|[^<>]*)?>")
HOW = "Your skills, by section; only you see the answer:"
TITLE = "Your skills by section"
ASKED = "The chart that `/skills` promised, for you alone."
NOT_SHARED = (
    "<@{person}> has nothing here that is shared with the team. Everyone decides that for "
    "themselves, in `/coach settings`."
)
NO_PERSON = "To look at a colleague, pick them from the list that Slack offers while you type @."
NO_SECTION = (
    "I know no section “{said}”. `/skills` lists them all; a part of the name is enough, as in "
    "`/skills {example}`."
)
WHICH = "Several sections are called like that: {titles}. Which one do you mean?"
WORDS = {"own": OWN, "my own": OWN, "gone": GONE}


async def skills(desk: Desk, call: CommandCall) -> None:
    """Alone: all sections, and their chart into the DM."""
    if call.text.strip():
        await desk.messenger.respond(call.response_url, await _asked(desk, call))
        return
    catalogue, standing = await desk.catalogue(), await desk.standing(call.workspace, call.person)
    come = progress(standing, catalogue)
    drawn = bool(come.known)
    await desk.messenger.respond(call.response_url, overview_message(come, chart=drawn))
    if drawn:
        await _send_chart(desk, call.person, come)


async def _asked(desk: Desk, call: CommandCall) -> Message:
    """What the words after the command ask for."""
    if person := PERSON.fullmatch(call.text.strip()):
        return await _person(desk, call, person[1])
    said = " ".join(plain(call.text).casefold().split())
    if said in ("", "help"):
        return command_help(SKILLS.usages, HOW)
    if said == "history":
        return await pages.history(desk, call.workspace, call.person)
    if said.startswith("@"):
        return note(NO_PERSON)
    if said in WORDS:
        return await pages.section(desk, call.workspace, call.person, WORDS[said])
    return await _section(desk, call, said)


async def _section(desk: Desk, call: CommandCall, said: str) -> Message:
    catalogue = await desk.catalogue()
    sections = [section for section, _ in by_section(catalogue)]
    found = sections_named(said, sections)
    if len(found) == 1:
        return await pages.section(desk, call.workspace, call.person, found[0].id)
    if found:
        return note(WHICH.format(titles=shorten(", ".join(s.title for s in found), 300)))
    example = sections[0].title if sections else "API"
    return note(NO_SECTION.format(said=shorten(said, 60), example=example))


async def _person(desk: Desk, call: CommandCall, person: str) -> Message:
    """One's own page; another's as far as they share, else one sentence that is always the same."""
    if person == call.person:
        return await pages.overview(desk, call.workspace, call.person)
    standing = await desk.standing(call.workspace, person)
    if standing.sharing is Sharing.TEAM and standing.known:
        return shared_message(person, progress(standing, await desk.catalogue()))
    text = NOT_SHARED.format(person=person)
    return message(text, *paragraphs(text))


async def _send_chart(desk: Desk, person: str, come: Progress) -> None:
    drawn = await desk.thinker.run(lambda: chart(come))
    picture = Attachment("skills.png", drawn, TITLE, alt_text(come))
    await desk.messenger.send_files(person, ASKED, [picture])


SKILLS = Command(
    "/skills",
    "Where you stand: your skills by section, only for you",
    "[section | @person | history]",
    (
        ("", "shows your progress by section, with a chart in our DM"),
        ("<section>", "shows a section's skills, to change or remove"),
        ("@person", "shows what a colleague shares with the team"),
        ("history", "shows what you said, newest first, with undo"),
    ),
    skills,
)
