"""`coach forget`: delete everything stored about a person."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import JsonOption, print_json, print_text
from bot.cli.person import User, WorkspaceOption, parse_user_id

if TYPE_CHECKING:
    from bot.settings import Settings


def forget(
    user: User,
    workspace: WorkspaceOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask for confirmation.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Delete everything stored about a person, in every store, as /coach forget does."""
    from bot.cli.context import load_command_settings

    person = parse_user_id(user)
    if not yes and sys.stdin.isatty():
        typer.confirm(f"Delete everything stored about {person} for good?", abort=True, err=True)
    gone = asyncio.run(_forget(load_command_settings(), person, workspace))
    if as_json:
        print_json({"user": person, "deleted": gone})
    else:
        print_text(f"Deleted {gone} records of {person}. Nothing about them is left.")


async def _forget(settings: "Settings", person: str, workspace: str | None) -> int:
    from bot.store import personal_data as personal
    from bot.store.database import open_database
    from bot.store.personal_data_tables import database_stores, find_workspaces

    database = await open_database(settings.database_url)
    try:
        among = [workspace] if workspace else await find_workspaces(database, person)
        return sum(
            [await personal.forget(database_stores(database), each, person) for each in among]
        )
    finally:
        await database.close()
