"""`coach nudge preview`: what would be sent to a person at a given time, and why or why not."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import JsonOption, print_json, print_text
from bot.cli.person import User, WorkspaceOption, parse_user_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.assemble import KnowledgeService
    from bot.coaching.nudges.model import Nudge
    from bot.slack.nudges.preview import Preview
    from bot.store.database import Database

app = typer.Typer(
    name="nudge", help="See what a nudge contains.", no_args_is_help=True, add_completion=False
)

At = Annotated[
    str,
    typer.Option(help="When, for example 2026-11-23T10:00 (default zone: the person's)."),
]
YEARS = range(2000, 2100)


@app.callback()
def nudge() -> None:
    """Preview nudges."""


@app.command()
def preview(
    user: User, at: At, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """Show the weekly nudge a person would get at a time, and why; or why none is due.

    Sends nothing. Leaves out what only Slack knows at the time (do-not-disturb, status), and asks a
    question generated from the document.
    """
    from bot.cli.context import load_command_settings, open_service

    person, when = parse_user_id(user), parse_time(at)
    settings = load_command_settings()
    with open_service() as knowledge:
        shown = asyncio.run(_preview(knowledge, settings.database_url, person, workspace, when))
    if as_json:
        print_json(as_dict(shown))
    else:
        print_text("\n".join(_lines(shown)))


def parse_time(at: str) -> datetime:
    """Parse an ISO 8601 time.

    Raises:
        InputError: it isn't a time of this century.
    """
    from knowledge.errors import InputError

    try:
        when = datetime.fromisoformat(at.strip())
    except ValueError:
        when = datetime.min
    if when.year not in YEARS:
        raise InputError(
            f"“{at}” isn't an ISO 8601 time of this century. Write it like 2026-11-23T10:00."
        )
    return when


def as_dict(shown: Preview) -> dict[str, Any]:
    """Return the preview in the JSON format of the contract."""
    message = shown.message
    return {
        "due": shown.due,
        "why": shown.why,
        "text": message.text,
        "blocks": list(message.blocks),
    }


async def _preview(
    knowledge: KnowledgeService,
    database_url: str,
    person: str,
    workspace: str | None,
    when: datetime,
) -> Preview:
    from bot.cli.nudge_context import nudge_context
    from bot.slack.nudges.preview import preview_nudge
    from bot.store.database import open_database

    database = await open_database(database_url)
    try:
        where = workspace or await _workspace_of(database, person)
        with nudge_context(knowledge, database) as source:
            return await preview_nudge(source, where, person, when)
    finally:
        await database.close()


async def _workspace_of(database: Database, person: str) -> str:
    """Return the one workspace that has records on the person, "" if none has.

    Raises:
        InputError: several have; the message says how to choose.
    """
    from bot.store.personal_data_tables import find_workspaces
    from knowledge.errors import InputError

    known = await find_workspaces(database, person)
    if len(known) > 1:
        raise InputError(
            f"{person} is in several workspaces ({', '.join(known)}). Choose one with --workspace."
        )
    return next(iter(known), "")


def _lines(shown: Preview) -> Iterator[str]:
    yield f"{'Due' if shown.due else 'Not due'}: {shown.why}"
    yield ""
    yield from _parts(shown.nudge) if shown.nudge else (shown.message.text,)


def _parts(nudge: Nudge) -> Iterator[str]:
    """Return the nudge as lines of plain text."""
    from bot.slack.nudges.view_times import moment as format_time

    if question := nudge.question:
        yield question.text
        for number, option in enumerate(question.options):
            yield f"  {'*' if number == question.right else '-'} {option}"
    if skill := nudge.next:
        yield f"Next: {skill.skill} ({skill.section})"
        yield f"  {skill.reason}"
    if nudge.slots:
        yield "Plan: " + "; ".join(format_time(slot, nudge.zone) for slot in nudge.slots)
