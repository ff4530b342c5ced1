"""The messages of a workspace, and how Slack writes one as JSON."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from sandbox.model import Json, Message


class Messages:
    """Messages by channel and ``ts``, in the order they were posted."""

    def __init__(self) -> None:
        self._channels: dict[str, dict[str, Message]] = defaultdict(dict)

    def put(self, message: Message) -> Message:
        """Add a message, or replace the one with the same ``ts``."""
        self._channels[message.channel][message.ts] = message
        return message

    def get(self, channel: str, ts: str) -> Message | None:
        return self._channels[channel].get(ts)

    def remove(self, message: Message) -> None:
        self._channels[message.channel].pop(message.ts, None)

    def all(self, channel: str) -> list[Message]:
        """Return every message of a channel, including ephemeral ones, oldest first."""
        return list(self._channels[channel].values())

    def replies(self, channel: str, root: str) -> list[Message]:
        """Return the replies in a thread that everyone sees, oldest first, without the root."""
        return [
            message
            for message in self._channels[channel].values()
            if message.is_reply and message.thread_ts == root and not message.ephemeral_to
        ]

    def as_json(self, message: Message) -> Json:
        """Return the message as Slack's history shows it, with a summary of its thread."""
        written = message_fields(message)
        replies = [] if message.is_reply else self.replies(message.channel, message.ts)
        if replies:
            users = list(dict.fromkeys(reply.user for reply in replies))
            written |= {
                "thread_ts": message.ts,
                "reply_count": len(replies),
                "reply_users": users[:5],
                "reply_users_count": len(users),
                "latest_reply": replies[-1].ts,
            }
        return written


def message_fields(message: Message) -> Json:
    """Return a message's own fields as JSON; like Slack, leave out empty ones."""
    optional = {
        "subtype": message.subtype,
        "thread_ts": message.thread_ts,
        "bot_id": message.bot_id,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "files": message.files,
        "edited": message.edited,
        "metadata": message.metadata,
        "reactions": _reactions(message),
    }
    fields = {name: value for name, value in optional.items() if value}
    return {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        **fields,
        **message.extras,
    }


def _reactions(message: Message) -> list[Json]:
    ordered = sorted(message.reactions, key=lambda reaction: reaction[0])
    grouped = groupby(ordered, key=lambda reaction: reaction[0])
    users = {name: [user for _, user in pairs] for name, pairs in grouped}
    return [{"name": name, "users": who, "count": len(who)} for name, who in users.items()]
