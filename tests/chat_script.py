"""Scripted replies of a chat model, and an in-memory chat model that plays them."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.errors import CoachError
from knowledge.model import Turn


class Ending(StrEnum):
    """How a reply ends; all but the first two are failures. REFUSED and BROKEN have no pieces."""

    WHOLE = "stop"
    LENGTH = "length"
    STALLED = "says nothing more"
    CUT = "the connection breaks"
    SHORT = "the stream ends without saying why"
    GARBLED = "something that is no event"
    LIMITED = "429"
    BROKEN = "500"
    REFUSED = "401"


@dataclass(frozen=True, slots=True)
class Script:
    """The pieces of one reply, and how it ends."""

    pieces: tuple[str, ...] = ()
    ending: Ending = Ending.WHOLE


def saying(text: str, ending: Ending = Ending.WHOLE, size: int = 7) -> Script:
    """Return a reply in small pieces that split words and sentences."""
    return Script(tuple(text[at : at + size] for at in range(0, len(text), size)), ending)


@dataclass
class ScriptedChat:
    """A fake ``ChatModel``: plays its scripts in turn, then repeats the last one."""

    scripts: list[Script]
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    closed: int = 0
    stalled: asyncio.Event = field(default_factory=asyncio.Event)
    name: str = "twin:scripted"

    async def stream(self, system: str, turns: Sequence[Turn]) -> AsyncGenerator[str, None]:
        """Play the next script."""
        self.asked.append((system, tuple(turns)))
        script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        try:
            for piece in script.pieces:
                yield piece
            if script.ending is Ending.STALLED:
                self.stalled.set()
                await asyncio.Event().wait()
            if script.ending not in (Ending.WHOLE, Ending.LENGTH):
                raise CoachError(f"The chat model {self.name} failed ({script.ending.name}).")
        finally:
            self.closed += 1
