"""Logging in the background of a dialogue, as if by any of the ways to log."""

from bot.coaching.learning.entries import Entry, EntryKind, Level, own_id
from bot.slack.learning.save import save_entries
from tests.conftest import Stage


async def log(stage: Stage, person: str, said: dict[str, str]) -> None:
    """Logs skills, by their words, at levels: those of the documents, else as the person's own."""
    catalogue = await stage.bot.services.catalogue()
    by_text = {skill.text: skill.id for skill in catalogue.skills.values()}
    entries = [
        Entry(
            id=f"{text}:{level}",
            workspace="T_SANDBOX",
            person=person,
            at=stage.bot.services.clock(),
            kind=EntryKind.LEARNED,
            skill_id=by_text.get(text, own_id(text)),
            skill=text,
            level=Level[level.upper()] if level else None,
        )
        for text, level in said.items()
    ]
    await save_entries(stage.bot.services, entries)
    await stage.quiet()
