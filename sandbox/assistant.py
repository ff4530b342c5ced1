"""An agent's suggested prompts, thread titles and statuses."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.changes import Change, Changes
from sandbox.clock import Clock
from sandbox.model import Json

STATUS_SECONDS = 120.0


@dataclass(frozen=True)
class Status:
    """The line "… is thinking" under a thread, and when it clears by itself."""

    text: str
    loading_messages: tuple[str, ...]
    until: float

    def as_json(self) -> Json:
        return {"status": self.text, "loading_messages": list(self.loading_messages)}


class Assistant:
    """Prompts by person; statuses and titles by channel and thread."""

    def __init__(self, clock: Clock, changes: Changes) -> None:
        self._clock = clock
        self._changes = changes
        self._prompts: dict[str, Json] = {}
        self._statuses: dict[tuple[str, str], Status] = {}
        self.titles: dict[tuple[str, str], str] = {}

    def suggest(self, person: str, title: str | None, prompts: list[Json]) -> None:
        self._prompts[person] = {"title": title, "prompts": prompts}
        self._changes.publish(Change("prompts", person=person))

    def prompts(self, person: str) -> Json | None:
        return self._prompts.get(person)

    def set_status(
        self, channel: str, thread_ts: str, text: str, loading_messages: tuple[str, ...] = ()
    ) -> None:
        """Show a status until two minutes have passed, or clear it if the text is empty."""
        key = (channel, thread_ts)
        if text:
            until = self._clock.now() + STATUS_SECONDS
            self._statuses[key] = Status(text, loading_messages, until)
            self._clock.at(until, lambda: self._changed(channel, thread_ts))
        elif self._statuses.pop(key, None) is None:
            return
        self._changed(channel, thread_ts)

    def status(self, channel: str, thread_ts: str) -> Status | None:
        status = self._statuses.get((channel, thread_ts))
        return status if status and self._clock.now() < status.until else None

    def statuses(self) -> dict[tuple[str, str], Status]:
        """Return every status that is still showing."""
        now = self._clock.now()
        return {key: status for key, status in self._statuses.items() if now < status.until}

    def _changed(self, channel: str, thread_ts: str) -> None:
        self._changes.publish(Change("status", channel=channel, thread_ts=thread_ts))
