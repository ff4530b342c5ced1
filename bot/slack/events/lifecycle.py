"""The app is taken out of a workspace: everything of that workspace goes."""

from bot.slack.desk import Desk
from bot.slack.registry import Event, EventCall
from bot.store.personal import forget_workspace


async def on_removed(desk: Desk, call: EventCall) -> None:
    """Both events come, in either order; forgetting twice is harmless."""
    tokens = call.event.get("tokens") or {}
    if call.event.get("type") == "app_uninstalled" or tokens.get("bot"):
        await forget_workspace(desk.personal, call.workspace)


UNINSTALLED = Event("app_uninstalled", ("app_uninstalled",), scopes=(), handle=on_removed)
TOKENS_REVOKED = Event("tokens_revoked", ("tokens_revoked",), scopes=(), handle=on_removed)
