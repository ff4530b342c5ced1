"""Stores of each kind for the contract tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.store.claims import DatabaseClaims
from bot.store.conversations import DatabaseConversations
from bot.store.database import open_database
from bot.store.learning import DatabaseLearning
from bot.store.ports import (
    Claims,
    Conversations,
    Exchange,
    Learning,
    Signals,
)
from bot.store.signals import DatabaseSignals
from tests.conftest import fresh_postgres
from tests.fakes.stores import MemoryClaims, MemoryConversations, MemoryLearning, MemorySignals

NOW = 1_800_000_000.0


@dataclass(frozen=True)
class Store:
    """The parts of a store."""

    claims: Claims
    conversations: Conversations
    signals: Signals
    learning: Learning


@asynccontextmanager
async def open_store(request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[Store]:
    """Yield an empty store of each kind."""
    if request.param == "memory":
        yield Store(MemoryClaims(), MemoryConversations(), MemorySignals(), MemoryLearning())
        return
    url = f"sqlite+aiosqlite:///{folder / 'coach.db'}"
    if request.param == "postgresql":
        url = fresh_postgres(request.getfixturevalue("postgres"))
    database = await open_database(url)
    try:
        yield Store(
            DatabaseClaims(database),
            DatabaseConversations(database),
            DatabaseSignals(database),
            DatabaseLearning(database),
        )
    finally:
        await database.close()


def exchange(number: int = 1, **more: object) -> Exchange:
    """Return the n-th exchange of a thread."""
    made = Exchange(
        workspace="T1",
        channel="C1",
        thread_ts="1800000000.000100",
        question_ts=f"1800000000.{number:06}",
        person="U1",
        question=f"Question {number}? “ü” 👩\u200d💻",
        answer="Answer\nin lines",
        answer_channel="C1",
        answer_ts=("1800000001.000100", "1800000001.000200"),
        section_ids=("s1", "s2"),
        at=NOW,
    )
    return replace(made, **more)  # type: ignore[arg-type]
