"""Every store that keeps something on people, in one list: export, forget and uninstall use it.

A new store with a column ``person`` belongs in ``personal``; a test compares it with the tables.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.store.nudge_ports import Nudges
from bot.store.ports import Claims, Conversations, Learning, Signals


@dataclass(frozen=True, slots=True)
class Personal:
    """One store's dealings with a person: all three take the workspace first.

    ``name`` is what the records are called in an export; ``of`` is None for a store that holds
    nothing a person has said, only marks of work done for them.
    """

    name: str
    of: Callable[[str, str], Awaitable[Sequence[Any]]] | None
    forget: Callable[[str, str], Awaitable[int]]
    forget_workspace: Callable[[str], Awaitable[None]]


def personal(
    learning: Learning,
    conversations: Conversations,
    signals: Signals,
    nudges: Nudges,
    claims: Claims,
) -> tuple[Personal, ...]:
    """The list."""
    return (
        Personal("log", learning.of, learning.forget, learning.forget_workspace),
        Personal(
            "questions",
            conversations.of_person,
            conversations.forget,
            conversations.forget_workspace,
        ),
        Personal("verdicts", signals.of_person, signals.forget, signals.forget_workspace),
        Personal("nudges", nudges.of_person, nudges.forget, nudges.forget_workspace),
        Personal("claims", None, claims.forget, claims.forget_workspace),
    )


async def kept_on(
    stores: Sequence[Personal], workspace: str, person: str
) -> dict[str, Sequence[Any]]:
    """Everything kept on a person, by the store's name; each oldest first."""
    return {each.name: await each.of(workspace, person) for each in stores if each.of is not None}


async def forget(stores: Sequence[Personal], workspace: str, person: str) -> int:
    """Deletes all of it in every store; returns how many records that were."""
    return sum([await each.forget(workspace, person) for each in stores])


async def forget_workspace(stores: Sequence[Personal], workspace: str) -> None:
    """Deletes everything of a workspace."""
    for each in stores:
        await each.forget_workspace(workspace)
