"""`coach ingest`: read documents into the library."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import JsonOption, print_json, print_text

if TYPE_CHECKING:
    from rich.progress import TaskID

    from bot.cli.alias_writer import AliasWriter
    from bot.settings import Settings
    from ingest.pipeline import IngestReport
    from knowledge.library import Library

WATCH_SECONDS = 2.0
"""Seconds between checks of watched documents. Checking an unchanged folder takes milliseconds."""

QUIET_BELOW = 2
"""With fewer passages to embed than this, a progress bar would only flicker."""


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Documents, or folders of them.")],
    as_json: JsonOption = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch", help="Keep running and ingest changes as they happen (Ctrl-C stops)."
        ),
    ] = False,
    no_aliases: Annotated[
        bool, typer.Option("--no-aliases", help="Ask the chat model for no aliases for skills.")
    ] = False,
) -> None:
    """Read documents into the library; only what changed is read again."""
    from bot.cli.alias_writer import alias_writer
    from bot.cli.context import load_command_settings

    settings = load_command_settings()
    with alias_writer(settings, wanted=not no_aliases) as writer:
        _show(ingest_documents(settings, paths), writer.write() if writer else None, as_json)
        while watch:
            time.sleep(WATCH_SECONDS)
            ingest_changes(settings, paths, as_json, writer)


def ingest_changes(
    settings: Settings, paths: list[Path], as_json: bool = False, writer: AliasWriter | None = None
) -> None:
    """Ingest watched documents once. Print what changed; errors are printed, not raised."""
    from knowledge.errors import CoachError

    try:
        report = ingest_documents(settings, paths)
        changed = report.added or report.updated or report.removed
        aliases = writer.write() if writer and changed else None
    except CoachError as error:  # e.g. a half-saved file: the next check may succeed
        print(f"coach: {error}", file=sys.stderr)  # noqa: T201 - a command's own output
        return
    if changed:
        _show(report, aliases, as_json)


def _show(report: IngestReport, aliases: int | None, as_json: bool) -> None:
    """Print what was done. ``aliases`` is how many were added, None if none were asked for."""
    if as_json:
        result = asdict(report) | {"seconds": round(report.seconds, 3)}
        print_json(result if aliases is None else result | {"aliases": aliases})
    else:
        added = f" Aliases added by the chat model: {aliases}." if aliases else ""
        print_text(summary(report) + added)


def summary(report: IngestReport) -> str:
    """Return one sentence that says what was done."""
    counts = (
        ("added", report.added),
        ("updated", report.updated),
        ("unchanged", report.unchanged),
        ("removed", report.removed),
    )
    done = ", ".join(f"{count} {word}" for word, count in counts if count)
    noun = "document" if report.documents == 1 else "documents"
    again = f" {report.relinked} reworded or moved, history kept." if report.relinked else ""
    return (
        f"{report.documents} {noun} ({done}): {report.sections} sections, {report.skills} skills, "
        f"{report.passages} passages, in {report.seconds:.1f} s.{again}"
    )


def ingest_documents(settings: Settings, paths: list[Path]) -> IngestReport:
    """Bring the library up to date with the documents, with a progress bar on a terminal.

    Raises:
        InputError: a document can't be read.
        CoachError: the store can't be used.
    """
    from contextlib import ExitStack

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from bot.assemble import build_embedder, build_library, store_version
    from ingest.pipeline import ingest as run
    from ingest.receipts import Receipts

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    tasks: dict[str, TaskID] = {}

    def progress(name: str, done: int, total: int) -> None:
        if total < QUIET_BELOW:
            return
        if name not in tasks:
            tasks[name] = bar.add_task(name.replace("[", r"\["), total=total)
        bar.update(tasks[name], completed=done)

    receipts = Receipts(
        settings.coach_data_dir, lambda: store_version(settings), build_embedder(settings).name
    )
    with ExitStack() as stack:
        stack.enter_context(bar)

        def library() -> Library:
            return stack.enter_context(build_library(settings))

        return run(paths, library, receipts=receipts, progress=progress)
