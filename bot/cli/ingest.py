"""`coach ingest`: documents into the library."""

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
"""Between two looks at watched documents; an unchanged folder costs milliseconds a look."""

QUIET_BELOW = 2
"""Passages to embed below which a progress bar would only flicker."""


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Documents, or folders of them.")],
    as_json: JsonOption = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Stay, and keep the library in step; Ctrl-C ends it.")
    ] = False,
    no_aliases: Annotated[
        bool, typer.Option("--no-aliases", help="Ask the chat model for no other words for skills.")
    ] = False,
) -> None:
    """Read documents into the library; only what changed is read anew."""
    from bot.cli.alias_writer import alias_writer
    from bot.cli.context import prepared

    settings = prepared()
    with alias_writer(settings, wanted=not no_aliases) as writer:
        _show(ingest_documents(settings, paths), writer.write() if writer else None, as_json)
        while watch:
            time.sleep(WATCH_SECONDS)
            follow(settings, paths, as_json, writer)


def follow(
    settings: Settings, paths: list[Path], as_json: bool = False, writer: AliasWriter | None = None
) -> None:
    """One look at watched documents: tells what changed, and what is wrong until it is mended."""
    from knowledge.errors import CoachError

    try:
        report = ingest_documents(settings, paths)
        changed = report.added or report.updated or report.removed
        aliases = writer.write() if writer and changed else None
    except CoachError as error:  # a file half-saved, a folder moved: the next look may find it well
        print(f"coach: {error}", file=sys.stderr)  # noqa: T201 - a command's own output
        return
    if changed:
        _show(report, aliases, as_json)


def _show(report: IngestReport, aliases: int | None, as_json: bool) -> None:
    """``aliases`` counts the texts that the chat model added; None where it was not asked."""
    if as_json:
        told = asdict(report) | {"seconds": round(report.seconds, 3)}
        print_json(told if aliases is None else told | {"aliases": aliases})
    else:
        added = f" Other words for skills added by the chat model: {aliases}." if aliases else ""
        print_text(summary(report) + added)


def summary(report: IngestReport) -> str:
    """What was done, in a sentence."""
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
    """Brings the library of the settings up to date, with a progress bar on a terminal."""
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
