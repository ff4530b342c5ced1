"""Ask the chat model, if one is set, for aliases of skills after an ingest."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from ingest.alias_cache import AliasCache
    from knowledge.errors import CoachError
    from knowledge.library import Library
    from knowledge.ports import ChatModel

LOCK_SECONDS = 60.0
LATER = "All documents are ingested. The next ingest asks for the missing aliases."


class AliasWriter:
    """Writes missing aliases for the whole library, until the model fails once."""

    def __init__(self, settings: Settings, chat: ChatModel, runner: asyncio.Runner) -> None:
        self._settings = settings
        self._chat = chat
        self._runner = runner
        """One event loop for all calls: providers' clients are bound to the loop of first use."""
        self._failed = False

    def write(self) -> int:
        """Ask for missing aliases, store them, and return how many were added.

        A failure of the model is printed on stderr.

        Raises:
            CoachError: the store failed.
        """
        from bot.assemble import build_library, store_version
        from ingest.alias_cache import AliasCache

        kept = AliasCache(self._settings.coach_data_dir)
        if self._failed or kept.is_in(store_version(self._settings)):
            return 0
        with build_library(self._settings) as library:
            failure = self._ask(library, kept)
            added = self._add(library, kept)
        if failure is None:
            kept.added_to(store_version(self._settings))
        else:
            self._failed = True
            print(f"coach: {failure} {LATER}", file=sys.stderr)  # noqa: T201 - a command's own output
        return added

    def _ask(self, library: Library, kept: AliasCache) -> CoachError | None:
        from rich.console import Console
        from rich.progress import Progress

        from knowledge.aliases.generate import ask

        outlines = [stored.outline for stored in library.documents()]
        console = Console(stderr=True)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("aliases for skills", total=None)

            def progress(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            return self._runner.run(ask(outlines, self._chat, kept, progress=progress))

    def _add(self, library: Library, kept: AliasCache) -> int:
        from ingest.lock import ingest_lock
        from knowledge.aliases.update import add_written

        with ingest_lock(self._settings.coach_data_dir, LOCK_SECONDS):
            return add_written(library, kept)


@contextmanager
def alias_writer(settings: Settings, *, wanted: bool = True) -> Iterator[AliasWriter | None]:
    """Yield an alias writer, or None if it isn't wanted or no chat model is set."""
    from bot.assemble import build_chat

    chat = build_chat(settings) if wanted else None
    if chat is None:
        yield None
        return
    with asyncio.Runner() as runner:
        yield AliasWriter(settings, chat, runner)
