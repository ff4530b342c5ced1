"""`coach gaps`: what people asked that the documents don't answer."""

import asyncio
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import JsonOption, print_json, print_text

if TYPE_CHECKING:
    from bot.coaching.feedback.gaps import Gap, Signal
    from bot.settings import Settings


def gaps(
    weeks: Annotated[int, typer.Option(min=1, max=26, help="How far to look back.")] = 8,
    as_json: JsonOption = False,
) -> None:
    """Show the gap radar: refused and unhelpful answers by nearest section, most frequent first."""
    from bot.assemble import build_library
    from bot.cli.context import load_command_settings
    from bot.coaching.feedback.gaps import find_gaps as found_in

    settings = load_command_settings()
    signals = asyncio.run(_signals(settings, time.time() - weeks * 7 * 24 * 3600))
    with build_library(settings) as library:
        found = found_in(signals, library.catalogue())
    if as_json:
        print_json({"gaps": [_as_dict(gap) for gap in found]})
    elif found:
        print_text("\n".join(line for gap in found for line in _lines(gap)))
    else:
        print_text("No gaps: nobody asked for something that the documents should cover but don't.")


async def _signals(settings: "Settings", since: float) -> "list[Signal]":
    from bot.store.database import open_database
    from bot.store.signals import DatabaseSignals

    database = await open_database(settings.database_url)
    try:
        return list(await DatabaseSignals(database).since(None, since))
    finally:
        await database.close()


def _as_dict(gap: "Gap") -> dict[str, Any]:
    return {
        "document": gap.document.title,
        "section": gap.section.title,
        "refused": gap.refused,
        "unhelpful": gap.unhelpful,
        "questions": list(gap.questions),
        "reasons": list(gap.reasons),
    }


def _lines(gap: "Gap") -> list[str]:
    counts = f"{gap.refused} refused, {gap.unhelpful} not helpful"
    head = f"{gap.section.title} ({gap.document.title}): {counts}"
    return [head, *(f"  “{question}”" for question in gap.questions)]
