"""Exports or deletes everything the coach stores about a person."""

from bot.coaching.privacy.export import export
from bot.slack.api.blocks import Message, note
from bot.slack.api.error_report import run_or_log
from bot.slack.api.files import Attachment
from bot.slack.privacy.views import COMMENT, NOTHING, SENT
from bot.slack.routing.services import Services
from bot.store.personal_data import forget, load_records


async def send_export(services: Services, workspace: str, person: str) -> Message:
    """Send the person's data by direct message; return a confirmation.

    Raises:
        CoachError: Slack doesn't accept the files.
    """
    kept = await load_records(services.personal, workspace, person)
    if not any(kept.values()):
        return note(NOTHING)
    files = await services.executor.run(lambda: export(kept))
    attached = [Attachment(each.name, each.content) for each in files]
    await services.messenger.send_files(person, COMMENT, attached)
    return note(SENT)


async def forget_person(services: Services, workspace: str, person: str) -> None:
    """Delete a person's data in every store, and redraw their Home tab."""
    await forget(services.personal, workspace, person)
    await run_or_log(services.show_home(workspace, person), view="home")
