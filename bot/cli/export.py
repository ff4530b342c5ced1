"""`coach export`: everything stored about a person, as JSON or files."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import JsonOption, print_json, print_text
from bot.cli.person import User, WorkspaceOption, parse_user_id

if TYPE_CHECKING:
    from bot.coaching.privacy.export import StoredRecords
    from bot.settings import Settings


def export(
    user: User,
    workspace: WorkspaceOption = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Write one JSON file and CSV tables into this folder instead."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print everything stored about a person as JSON, or write files as /coach export does."""
    from bot.cli.context import load_command_settings
    from bot.coaching.privacy.export import as_dict
    from bot.coaching.privacy.export import export as files_of

    person = parse_user_id(user)
    kept = asyncio.run(_load_records(load_command_settings(), person, workspace))
    if out is not None:
        written = {"files": _write(out, [(f.name, f.content) for f in files_of(kept)])}
        print_json(written) if as_json else print_text("\n".join(written["files"]))
    elif as_json:
        print_json({"user": person} | as_dict(kept))
    else:
        print_text(_indented({"user": person} | as_dict(kept)))


async def _load_records(
    settings: "Settings", person: str, workspace: str | None
) -> "StoredRecords":
    """Return the person's records by store, from one workspace or from all of theirs."""
    from bot.store.database import open_database
    from bot.store.personal_data import load_records
    from bot.store.personal_data_tables import database_stores, find_workspaces

    database = await open_database(settings.database_url)
    try:
        among = [workspace] if workspace else await find_workspaces(database, person)
        found = [await load_records(database_stores(database), each, person) for each in among]
        names = [each.name for each in database_stores(database) if each.of is not None]
        return {name: [record for kept in found for record in kept[name]] for name in names}
    finally:
        await database.close()


def _write(folder: Path, files: list[tuple[str, bytes]]) -> list[str]:
    from knowledge.errors import InputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files:
            (folder / name).write_bytes(content)
    except OSError as error:
        raise InputError(f"Can't write to {folder} ({error.strerror}). Check the path.") from None
    return [str(folder / name) for name, _ in files]


def _indented(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)
