"""One question as a person asked it."""

from dataclasses import dataclass

from bot.slack.api.destination import Destination


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A message asked of the coach. ``thread_ts`` is the thread the reply belongs to.

    One not ``addressed`` (people talk on in a thread) gets an answer or silence, no refusal.
    ``direct``: in the direct message, or with a mention; only there a statement is heard.
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
        """Names the message for good; a mention and its `message` twin share it."""
        return f"message:{self.channel}:{self.ts}"

    @property
    def place(self) -> Destination:
        """Where the reply goes."""
        return Destination(self.channel, self.thread_ts)

    @property
    def private(self) -> bool:
        """Whether it stands in the direct message."""
        return self.channel.startswith("D")

    @property
    def beside(self) -> Destination:
        """Where a whisper goes: Slack shows one in a thread only where the thread has begun."""
        return Destination(self.channel, None if self.thread_ts == self.ts else self.thread_ts)
