"""Everything kept on a person: sent to them, or deleted."""

from bot.coaching.export import export
from bot.slack.desk import Desk
from bot.slack.errors import quietly
from bot.slack.files import Attachment
from bot.slack.home import show_home
from bot.slack.views.export import COMMENT, NOTHING, SENT
from bot.slack.views.message import Message, note
from bot.store.personal import forget, kept_on


async def send_export(desk: Desk, workspace: str, person: str) -> Message:
    """Puts the files into the person's DM; returns what to say about it."""
    kept = await kept_on(desk.personal, workspace, person)
    if not any(kept.values()):
        return note(NOTHING)
    files = await desk.thinker.run(lambda: export(kept))
    attached = [Attachment(each.name, each.content) for each in files]
    await desk.messenger.send_files(person, COMMENT, attached)
    return note(SENT)


async def forget_person(desk: Desk, workspace: str, person: str) -> None:
    """Deletes it in every store, and shows the Home tab of somebody new."""
    await forget(desk.personal, workspace, person)
    await quietly(show_home(desk, workspace, person), view="home")
