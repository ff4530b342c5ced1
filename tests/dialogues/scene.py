"""The state of a running dialogue: who wrote what last, and what has been checked."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.model import Json
from sandbox.people.client import PersonClient
from tests.conftest import Stage
from tests.dialogues.readers import words

PEOPLE = {"Ana": "U_ANA", "Ben": "U_BEN", "Chiara": "U_CHI", "Deploy Bot": "U_OTHERBOT"}


@dataclass
class Scene:
    """The state that the steps of a dialogue share."""

    stage: Stage
    channel: str = "C_BACKEND"
    thread: str = ""
    last_said: dict[str, tuple[str, str]] = field(default_factory=dict)
    last_reply: Json | None = None
    files: int = 0
    found: list[Json] = field(default_factory=list)
    wrong: Json = field(default_factory=dict)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def marked(self, text: str) -> str:
        """Return the text with names such as @Ana as Slack mentions."""
        text = text.replace("@coach", f"<@{self.stage.coach}>")
        for name, person in PEOPLE.items():
            text = text.replace(f"@{name}", f"<@{person}>")
        return text

    def client(self, who: str) -> PersonClient:
        """Return the client that acts as a person in Slack."""
        return self.stage.server.person(PEOPLE[who])

    def dm_of(self, who: str) -> str:
        """Return the id of a person's direct message with the coach."""
        return self.client(who).dm_channel

    def messages(self) -> list[Json]:
        """Return every message of the coach, by time."""
        found = []
        for channel in [each.id for each in self.stage.server.workspace.conversations]:
            messages = [*self.stage.server.messages(channel)]
            messages += [m for m in self._replies(channel, messages) if m not in messages]
            found += [m for m in messages if m.get("user") == self.stage.coach]
        return sorted(found, key=lambda m: str(m["ts"]))

    def _replies(self, channel: str, roots: list[Json]) -> Iterator[Json]:
        for root in roots:
            if root.get("reply_count") or root.get("deleted"):
                yield from self.stage.server.messages(channel, root["ts"])

    def news(self) -> list[Json]:
        """Return messages that are new or changed since the last call."""
        news = []
        for message in self.messages():
            if message.get("files"):
                continue
            key, now = (message["channel"], message["ts"]), words(message)
            if self.seen.get(key) != now:
                news.append(message)
                self.seen[key] = now
        return news

    def elements(self, person: str, *, oldest: bool = False) -> Iterator[tuple[Json, Json]]:
        """Yield the (message or view, element) pairs on show: the open modal, then the newest."""
        server = self.stage.server
        home, modals = server.home(person), server.modals(person)
        own = {c.id for c in server.workspace.conversations if person in c.members}
        seen = [
            m
            for m in self.messages()
            if m["channel"] in own and m.get("ephemeral_to") in (None, person)
        ]
        ordered = seen if oldest else list(reversed(seen))
        for target in [*modals[-1:], *ordered, *([home] if home else [])]:
            for block in target.get("blocks", []):
                accessory = [block["accessory"]] if "accessory" in block else []
                for element in [*block.get("elements", []), *accessory]:
                    if "action_id" in element:
                        yield target, element
