"""Logs skills directly in the store, to prepare a dialogue."""

from bot.coaching.learning.entries import Entry, EntryKind, Level, own_id
from bot.slack.learning.save import save_entries
from tests.conftest import Stage


async def log(stage: Stage, person: str, skills: dict[str, str]) -> None:
    """Log skills (text -> level, "" for none): those of the documents, else as own skills."""
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
        for text, level in skills.items()
    ]
    await save_entries(stage.bot.services, entries)
    await stage.quiet()
