"""The form to log skills, as sent; and what does not count as known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.coaching.learning.logging_decision import batch_id
from bot.coaching.learning.statement_parser import Statement
from bot.slack.api.blocks import Message, note
from bot.slack.api.destination import Destination
from bot.slack.api.error_report import telling
from bot.slack.api.form import ENTERED
from bot.slack.api.mrkdwn import plain
from bot.slack.learning.log_skills import known, logged, own
from bot.slack.learning.save import keep
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
    unpacked,
)
from bot.slack.learning.views_implied import LACKING, lacking_message
from bot.slack.routing.handlers import Submission, SubmissionCall
from bot.slack.routing.services import Services
from knowledge.model import Catalogue

NO_LINK = (
    "A link must start with https:// or http://, for example https://example.com/my-pull-request."
)
NO_SKILL = "Type what you learned and choose at least one skill."
TO_COME = "That day is in the future. Choose today or an earlier day."


def wrong(call: SubmissionCall, now: float) -> dict[str, str]:
    """What is wrong with a form, by block id. It may be tomorrow already where the person is."""
    found = {}
    if not any(call.several(SKILLS, FIND_SKILLS)):
        found[SKILLS] = NO_SKILL
    if (link := call.text(EVIDENCE, ENTERED)) and not is_link(link):
        found[EVIDENCE] = NO_LINK
    latest = datetime.fromtimestamp(now, UTC).date() + timedelta(days=1)
    if (day := call.day(DAY, ENTERED)) and day > latest.isoformat():
        found[DAY] = TO_COME
    return found


def is_link(text: str) -> bool:
    """Whether a text is an http(s) address with a host, in one word."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not text.split()[1:]
    except ValueError:
        return False


async def log_skills(services: Services, call: SubmissionCall) -> None:
    """Logs everything chosen, and shows it where the form was opened."""
    form = unpacked(call.private_metadata)

    async def run() -> None:
        catalogue = await services.catalogue()
        entries = _entries(services, call, form, catalogue)
        message = await logged(services, entries) if entries else note(GONE)
        await _answer(services, call, form, message)

    await telling(run(), lambda message: _answer(services, call, form, message))


async def lacking(services: Services, call: SubmissionCall) -> None:
    """Logs that skills are not known, whatever else shows them."""
    form = unpacked(call.private_metadata)

    async def run() -> None:
        catalogue = await services.catalogue()
        entries = _lacked(services, call, form, catalogue)
        await keep(services, entries)
        await _answer(services, call, form, lacking_message(entries) if entries else note(GONE))

    await telling(run(), lambda message: _answer(services, call, form, message))


def _entries(
    services: Services, call: SubmissionCall, form: Form, catalogue: Catalogue
) -> list[Entry]:
    """An entry for each skill chosen that is still there; the opened form names the batch."""
    level = call.chosen(LEVEL, ENTERED)
    said = Statement(
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
                own(services, call, batch, replace(said, phrase=words), written), words=""
            )
        elif skill := catalogue.present(value):
            entry = known(services, call, batch, skill, catalogue, said, written)
        else:
            continue
        found[entry.id] = entry
    return list(found.values())


def _lacked(
    services: Services, call: SubmissionCall, form: Form, catalogue: Catalogue
) -> list[Entry]:
    batch = batch_id("lacking", call.view_id, form.batch)
    return [
        replace(known(services, call, batch, skill, catalogue), kind=EntryKind.REMOVED)
        for value in call.several(SKILLS, ENTERED)
        if (skill := catalogue.present(value))
    ]


async def _answer(services: Services, call: SubmissionCall, form: Form, message: Message) -> None:
    """Where the form was opened; in the direct message where that is not known or too long ago."""
    if form.response_url and await services.messenger.respond(form.response_url, message):
        return
    await services.messenger.reply(Destination(call.person), message, f"form:{call.view_id}")


LOG = Submission(LOG_SKILLS, log_skills, wrong)
NOT_KNOWN = Submission(LACKING, lacking)
