"""The ready-made people and channels of every new workspace."""

from __future__ import annotations

from sandbox.manifest import App
from sandbox.model import Channel, Person

HUMANS = (
    Person("U_ANA", "ana", "Ana Lima", "America/Sao_Paulo", is_admin=True),
    Person("U_BEN", "ben", "Ben Okafor", "Africa/Lagos"),
    Person("U_CHI", "chiara", "Chiara Rossi", "Europe/Rome"),
)
OTHER_BOT = Person("U_OTHERBOT", "deploybot", "Deploy Bot", bot_id="B_OTHERBOT")


def cast(app: App) -> tuple[Person, ...]:
    """Everyone in a new workspace, the app's own bot user last."""
    bot_name = app.bot_name.lower().replace(" ", "")
    return (*HUMANS, OTHER_BOT, Person(app.bot_user, bot_name, app.bot_name, bot_id=app.bot_id))


def channels(app: App, created: int) -> tuple[Channel, ...]:
    """The channels of a new workspace; the app's bot is in two of them, one is archived."""
    humans = frozenset(person.id for person in HUMANS)
    with_bot = humans | {app.bot_user}
    return (
        Channel("C_GENERAL", "general", "channel", humans, "Everything for everyone", created),
        Channel("C_BACKEND", "backend", "channel", with_bot | {OTHER_BOT.id}, "Servers", created),
        Channel("C_RANDOM", "random", "channel", humans, "Anything else", created),
        Channel("C_OLD", "old-project", "channel", with_bot, "Finished", created, is_archived=True),
    )
