"""All stores with data about people, in one list that export, forget and uninstall use.

A new store with a ``person`` column belongs in `personal_stores`; a test compares the list with the
tables.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.store.nudge_ports import Nudges
from bot.store.ports import Claims, Conversations, Learning, Signals


@dataclass(frozen=True, slots=True)
class PersonalStore:
    """One store's operations on a person's data. All three take the workspace first.

    ``name`` is the key of its records in an export. ``of`` is None for a store with nothing a
    person wrote, only markers of work done for them.
    """

    name: str
    of: Callable[[str, str], Awaitable[Sequence[Any]]] | None
    forget: Callable[[str, str], Awaitable[int]]
    forget_workspace: Callable[[str], Awaitable[None]]


def personal_stores(
    learning: Learning,
    conversations: Conversations,
    signals: Signals,
    nudges: Nudges,
    claims: Claims,
) -> tuple[PersonalStore, ...]:
    """Return every store with data about people."""
    return (
        PersonalStore("log", learning.of, learning.forget, learning.forget_workspace),
        PersonalStore(
            "questions",
            conversations.of_person,
            conversations.forget,
            conversations.forget_workspace,
        ),
        PersonalStore("verdicts", signals.of_person, signals.forget, signals.forget_workspace),
        PersonalStore("nudges", nudges.of_person, nudges.forget, nudges.forget_workspace),
        PersonalStore("claims", None, claims.forget, claims.forget_workspace),
    )


async def load_records(
    stores: Sequence[PersonalStore], workspace: str, person: str
) -> dict[str, Sequence[Any]]:
    """Return store name -> everything it stores about a person, oldest first."""
    return {each.name: await each.of(workspace, person) for each in stores if each.of is not None}


async def forget(stores: Sequence[PersonalStore], workspace: str, person: str) -> int:
    """Delete everything about a person in every store; return how many records were deleted."""
    return sum([await each.forget(workspace, person) for each in stores])


async def forget_workspace(stores: Sequence[PersonalStore], workspace: str) -> None:
    """Delete everything of a workspace."""
    for each in stores:
        await each.forget_workspace(workspace)
