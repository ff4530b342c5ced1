"""Everything kept on a person: sent to them, or deleted."""

from bot.coaching.privacy.export import export
from bot.slack.api.blocks import Message, note
from bot.slack.api.error_report import quietly
from bot.slack.api.files import Attachment
from bot.slack.privacy.views import COMMENT, NOTHING, SENT
from bot.slack.routing.services import Services
from bot.store.personal import forget, kept_on


async def send_export(services: Services, workspace: str, person: str) -> Message:
    """Puts the files into the person's DM; returns what to say about it."""
    kept = await kept_on(services.personal, workspace, person)
    if not any(kept.values()):
        return note(NOTHING)
    files = await services.executor.run(lambda: export(kept))
    attached = [Attachment(each.name, each.content) for each in files]
    await services.messenger.send_files(person, COMMENT, attached)
    return note(SENT)


async def forget_person(services: Services, workspace: str, person: str) -> None:
    """Deletes it in every store, and shows the Home tab of somebody new."""
    await forget(services.personal, workspace, person)
    await quietly(services.show_home(workspace, person), view="home")
