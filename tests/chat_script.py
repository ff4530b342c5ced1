"""What a chat model is to do in a test, and the model that does it in memory."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.errors import CoachError
from knowledge.model import Turn


class Ending(StrEnum):
    """How a reply ends; all but the first two are failures, and REFUSED and BROKEN lack pieces."""

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
    """The pieces of one reply, and its end."""

    pieces: tuple[str, ...] = ()
    ending: Ending = Ending.WHOLE


def saying(text: str, ending: Ending = Ending.WHOLE, size: int = 7) -> Script:
    """A reply in small pieces that respect no word or sentence."""
    return Script(tuple(text[at : at + size] for at in range(0, len(text), size)), ending)


@dataclass
class ScriptedChat:
    """The twin of the adapter: plays its scripts in turn, the last one again and again."""

    scripts: list[Script]
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    closed: int = 0
    stalled: asyncio.Event = field(default_factory=asyncio.Event)
    name: str = "twin:scripted"

    async def stream(self, system: str, turns: Sequence[Turn]) -> AsyncGenerator[str, None]:
        """Plays the next script."""
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
