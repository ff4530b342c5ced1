"""`coach nudge preview`: what the coach would send to a person at a time, and why, or why not."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import JsonOption, print_json, print_text
from bot.cli.person import User, WorkspaceOption, person_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.assemble import KnowledgeService
    from bot.coaching.nudges.model import Nudge
    from bot.slack.nudges.preview import Preview
    from bot.store.database import Database

app = typer.Typer(
    name="nudge", help="Look at what nudges hold.", no_args_is_help=True, add_completion=False
)

At = Annotated[
    str,
    typer.Option(help="When, as in 2026-11-23T10:00; without an offset, in the person's zone."),
]
YEARS = range(2000, 2100)


@app.callback()
def nudge() -> None:
    """Look at what nudges hold."""


@app.command()
def preview(
    user: User, at: At, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """Show the weekly nudge a person would get at a time, and why, or why it does not come then.

    Sends nothing. What only Slack knows at that moment (do-not-disturb, status) is left out, and
    the question is the document's own.
    """
    from bot.cli.context import opened, prepared

    person, when = person_of(user), moment(at)
    settings = prepared()
    with opened() as knowledge:
        shown = asyncio.run(_previewed(knowledge, settings.database_url, person, workspace, when))
    if as_json:
        print_json(as_dict(shown))
    else:
        print_text("\n".join(_lines(shown)))


def moment(at: str) -> datetime:
    """The time that ``at`` names, ISO 8601; raises ``InputError`` for what names none."""
    from knowledge.errors import InputError

    try:
        when = datetime.fromisoformat(at.strip())
    except ValueError:
        when = datetime.min
    if when.year not in YEARS:
        raise InputError(
            f"“{at}” is no time of this century in ISO 8601; write it as in 2026-11-23T10:00."
        )
    return when


def as_dict(shown: Preview) -> dict[str, Any]:
    """The preview as the contract's JSON."""
    message = shown.message
    return {
        "due": shown.due,
        "why": shown.why,
        "text": message.text,
        "blocks": list(message.blocks),
    }


async def _previewed(
    knowledge: KnowledgeService,
    database_url: str,
    person: str,
    workspace: str | None,
    when: datetime,
) -> Preview:
    from bot.cli.nudge_context import reading
    from bot.slack.nudges.preview import previewed
    from bot.store.database import open_database

    database = await open_database(database_url)
    try:
        where = workspace or await _workspace_of(database, person)
        with reading(knowledge, database) as source:
            return await previewed(source, where, person, when)
    finally:
        await database.close()


async def _workspace_of(database: Database, person: str) -> str:
    """The one workspace that knows the person, "" for none; ``InputError`` for several."""
    from bot.store.personal_database import workspaces_of
    from knowledge.errors import InputError

    known = await workspaces_of(database, person)
    if len(known) > 1:
        raise InputError(
            f"{person} is known in several workspaces ({', '.join(known)}); name one: --workspace."
        )
    return next(iter(known), "")


def _lines(shown: Preview) -> Iterator[str]:
    yield f"{'Due' if shown.due else 'Not due'}: {shown.why}"
    yield ""
    yield from _parts(shown.nudge) if shown.nudge else (shown.message.text,)


def _parts(nudge: Nudge) -> Iterator[str]:
    """The nudge as plain lines."""
    from bot.slack.nudges.view_times import moment as shown_at

    if question := nudge.question:
        yield question.text
        for number, option in enumerate(question.options):
            yield f"  {'*' if number == question.right else '-'} {option}"
    if skill := nudge.next:
        yield f"Next: {skill.skill} ({skill.section})"
        yield f"  {skill.reason}"
    if nudge.slots:
        yield "Plan 20 minutes: " + "; ".join(shown_at(slot, nudge.zone) for slot in nudge.slots)
