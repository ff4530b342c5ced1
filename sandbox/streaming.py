"""Streamed messages: chunks become text and blocks; Slack closes a stream after five minutes."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.model import Json

STREAM_SECONDS = 300.0
MARKDOWN_LIMIT = 12_000
TASK_FIELDS = ("title", "status", "details", "output", "sources")


@dataclass
class Stream:
    """A message that is being written, as parts in the order they were started."""

    started: float
    as_plan: bool = False
    plan_title: str = ""
    parts: list[Json] = field(default_factory=list)

    def add(self, chunk: Json) -> None:
        """Add one chunk: text continues the last text, a task replaces its earlier version."""
        if chunk["type"] == "markdown_text":
            self._add_text(chunk["text"])
        elif chunk["type"] == "plan_update":
            self.plan_title = chunk["title"]
        elif chunk["type"] == "task_update":
            self._add_task(chunk)
        else:
            self.parts.extend(chunk["blocks"])

    def text(self) -> str:
        """Return all Markdown so far, as one text."""
        return "".join(part["text"] for part in self.parts if part["type"] == "markdown")

    def blocks(self) -> list[Json]:
        """Return the parts as Block Kit: tasks one by one, or together in a plan."""
        tasks = [part for part in self.parts if part["type"] == "task_card"]
        if not self.as_plan or not (tasks or self.plan_title):
            return list(self.parts)
        plan = {"type": "plan", "title": self.plan_title, "tasks": tasks}
        return [plan, *(part for part in self.parts if part["type"] != "task_card")]

    def _add_text(self, text: str) -> None:
        if self.parts and self.parts[-1]["type"] == "markdown":
            self.parts[-1] = {"type": "markdown", "text": self.parts[-1]["text"] + text}
        else:
            self.parts.append({"type": "markdown", "text": text})

    def _add_task(self, chunk: Json) -> None:
        fields = {name: chunk[name] for name in TASK_FIELDS if chunk.get(name)}
        for place, part in enumerate(self.parts):
            if part["type"] == "task_card" and part["task_id"] == chunk["id"]:
                self.parts[place] = part | fields
                return
        self.parts.append({"type": "task_card", "task_id": chunk["id"], **fields})


class Streams:
    """The open streams by channel and ``ts``."""

    def __init__(self) -> None:
        self._streams: dict[tuple[str, str], Stream] = {}

    def start(self, channel: str, ts: str, stream: Stream) -> None:
        self._streams[channel, ts] = stream

    def open(self, channel: str, ts: str, now: float) -> Stream | None:
        """Return the stream, or None if it was stopped or is older than five minutes."""
        stream = self._streams.get((channel, ts))
        return stream if stream and now - stream.started < STREAM_SECONDS else None

    def stop(self, channel: str, ts: str) -> None:
        self._streams.pop((channel, ts), None)
