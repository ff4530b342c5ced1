"""The personal stores of one database, for commands that run without Slack."""

from sqlalchemy import select, union

from bot.store.claims import DatabaseClaims
from bot.store.conversations import DatabaseConversations
from bot.store.database import Database
from bot.store.learning import DatabaseLearning
from bot.store.nudges import DatabaseNudges
from bot.store.personal_data import PersonalStore, personal_stores
from bot.store.signals import DatabaseSignals
from bot.store.tables import metadata

PEOPLE = frozenset({"person", "asker"})
"""Columns that contain the id of a person whom the row is about."""


def database_stores(database: Database) -> tuple[PersonalStore, ...]:
    """Return every store of the database with data about people."""
    return personal_stores(
        DatabaseLearning(database),
        DatabaseConversations(database),
        DatabaseSignals(database),
        DatabaseNudges(database),
        DatabaseClaims(database),
    )


async def find_workspaces(database: Database, person: str) -> tuple[str, ...]:
    """Return the workspaces with any data about a person. Only for the operator's commands."""
    people = [
        (table.c.workspace, column)
        for table in metadata.sorted_tables
        for column in table.c
        if column.name in PEOPLE
    ]
    found = union(*(select(where).where(who == person) for where, who in people))
    async with database.transaction() as connection:
        return tuple(sorted((await connection.execute(found)).scalars()))
