"""A question as a person asked it."""

from dataclasses import dataclass

from bot.slack.api.destination import Destination


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A message that may be a question for the coach. ``thread_ts`` is the thread to reply in.

    If it isn't ``addressed`` to the coach (people are talking in a thread), it gets an answer or
    nothing, never a refusal. ``direct`` means in a direct message or with a mention: only then can
    it log what somebody learned.
    """

    workspace: str
    channel: str
    ts: str
    thread_ts: str
    person: str
    text: str
    addressed: bool = True
    direct: bool = False

    @property
    def key(self) -> str:
        """Return the message's key, the same for its `app_mention` and its `message` event."""
        return f"message:{self.channel}:{self.ts}"

    @property
    def place(self) -> Destination:
        """Where the reply goes."""
        return Destination(self.channel, self.thread_ts)

    @property
    def private(self) -> bool:
        """Whether it was asked in a direct message."""
        return self.channel.startswith("D")

    @property
    def ephemeral_place(self) -> Destination:
        """Return where a private reply goes: Slack shows one in a thread only if it has replies."""
        return Destination(self.channel, None if self.thread_ts == self.ts else self.thread_ts)
