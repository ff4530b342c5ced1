"""The coach's side, built from the same parts as the bot and its commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench.generated import GeneratedVectors
from bot.assemble import build_embedder, build_index, build_knowledge, open_knowledge, store_version
from bot.settings import load_settings


def open_session(folder: Path, *, made: bool) -> Callable[[str], object]:
    """Load the model, open the library in ``folder``, and return its answer function."""
    settings = load_settings(coach_data_dir=folder)
    if made:
        vectors = GeneratedVectors()
        knowledge = build_knowledge(build_index(settings, vectors), vectors)
    else:
        knowledge = open_knowledge(settings)
    knowledge.warm_up()
    return knowledge.answer


def ingest(folder: Path, documents: Path, *, made: bool) -> tuple[int, float]:
    """Ingest the documents into a new ``folder``; return the number of passages and the seconds.

    The seconds count from when the model is loaded.
    """
    from ingest.pipeline import ingest as run
    from ingest.receipts import Receipts
    from knowledge.library import Library

    settings = load_settings(coach_data_dir=folder)
    embedder = GeneratedVectors() if made else build_embedder(settings)
    embedder.embed(["warm up"])
    start = perf_counter()
    receipts = Receipts(folder, lambda: store_version(settings), embedder.name)
    with Library(build_index(settings, embedder), embedder) as library:
        report = run([documents], lambda: library, receipts=receipts)
    return report.passages, perf_counter() - start
