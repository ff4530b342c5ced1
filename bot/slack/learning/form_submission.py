"""Checks and saves the submitted forms: skills to log, and skills that don't count as known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.coaching.learning.logging_decision import batch_id
from bot.coaching.learning.statement import Statement
from bot.slack.api.blocks import Message, note
from bot.slack.api.destination import Destination
from bot.slack.api.error_report import run_or_tell
from bot.slack.api.form import ENTERED
from bot.slack.api.mrkdwn import plain
from bot.slack.learning.log_skills import own_skill_entry, save_and_show, skill_entry
from bot.slack.learning.save import save_entries
from bot.slack.learning.views_ask import GONE
from bot.slack.learning.views_form import (
    DAY,
    EVIDENCE,
    FIND_SKILLS,
    LEVEL,
    LOG_SKILLS,
    NEW,
    NOTE,
    SKILLS,
    WISH,
    Form,
    unpack,
)
from bot.slack.learning.views_implied import LACKING, lacking_message
from bot.slack.routing.handlers import Submission, SubmissionCall
from bot.slack.routing.services import Services
from knowledge.model import Catalogue

NO_LINK = (
    "A link must start with https:// or http://, for example https://example.com/my-pull-request."
)
NO_SKILL = "Type what you learned and choose at least one skill."
IN_FUTURE = "That day is in the future. Choose today or an earlier day."


def find_errors(call: SubmissionCall, now: float) -> dict[str, str]:
    """Return the form's errors, by block id; ``now`` is seconds since 1970.

    Tomorrow (UTC) is allowed, because it may be tomorrow already where the person is.
    """
    found = {}
    if not any(call.several(SKILLS, FIND_SKILLS)):
        found[SKILLS] = NO_SKILL
    if (link := call.text(EVIDENCE, ENTERED)) and not is_link(link):
        found[EVIDENCE] = NO_LINK
    latest = datetime.fromtimestamp(now, UTC).date() + timedelta(days=1)
    if (day := call.day(DAY, ENTERED)) and day > latest.isoformat():
        found[DAY] = IN_FUTURE
    return found


def is_link(text: str) -> bool:
    """Whether a text is one http(s) URL with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not text.split()[1:]
    except ValueError:
        return False


async def log_skills(services: Services, call: SubmissionCall) -> None:
    """Log the chosen skills, and confirm where the form was opened."""
    form = unpack(call.private_metadata)

    async def run() -> None:
        catalogue = await services.catalogue()
        entries = _entries(services, call, form, catalogue)
        message = await save_and_show(services, entries) if entries else note(GONE)
        await _answer(services, call, form, message)

    await run_or_tell(run(), lambda message: _answer(services, call, form, message))


async def mark_not_known(services: Services, call: SubmissionCall) -> None:
    """Record that the chosen skills are not known, although others that were logged imply them."""
    form = unpack(call.private_metadata)

    async def run() -> None:
        catalogue = await services.catalogue()
        entries = _removal_entries(services, call, form, catalogue)
        await save_entries(services, entries)
        await _answer(services, call, form, lacking_message(entries) if entries else note(GONE))

    await run_or_tell(run(), lambda message: _answer(services, call, form, message))


def _entries(
    services: Services, call: SubmissionCall, form: Form, catalogue: Catalogue
) -> list[Entry]:
    """Return an entry for each chosen skill that still exists; the form's view id is the batch."""
    level = call.chosen(LEVEL, ENTERED)
    statement = Statement(
        on=call.day(DAY, ENTERED),
        level=Level(int(level)) if level else None,
        wish=bool(call.several(WISH, ENTERED)),
        evidence=plain(call.text(EVIDENCE, ENTERED)) or form.cited,
    )
    batch, written = batch_id("form", call.view_id), plain(call.text(NOTE, ENTERED))
    found: dict[str, Entry] = {}
    for value in call.several(SKILLS, FIND_SKILLS):
        if value.startswith(NEW):
            words = plain(value.removeprefix(NEW))
            entry = replace(
                own_skill_entry(services, call, batch, replace(statement, phrase=words), written),
                words="",
            )
        elif skill := catalogue.present(value):
            entry = skill_entry(services, call, batch, skill, catalogue, statement, written)
        else:
            continue
        found[entry.id] = entry
    return list(found.values())


def _removal_entries(
    services: Services, call: SubmissionCall, form: Form, catalogue: Catalogue
) -> list[Entry]:
    batch = batch_id("lacking", call.view_id, form.batch)
    return [
        replace(skill_entry(services, call, batch, skill, catalogue), kind=EntryKind.REMOVED)
        for value in call.several(SKILLS, ENTERED)
        if (skill := catalogue.present(value))
    ]


async def _answer(services: Services, call: SubmissionCall, form: Form, message: Message) -> None:
    """Answer where the form was opened, or by direct message if that's unknown or too long ago."""
    if form.response_url and await services.messenger.respond(form.response_url, message):
        return
    await services.messenger.reply(Destination(call.person), message, f"form:{call.view_id}")


LOG = Submission(LOG_SKILLS, log_skills, find_errors)
NOT_KNOWN = Submission(LACKING, mark_not_known)
