"""One dialogue under way on a stage: who said what last, and what has been seen."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.model import Json
from sandbox.people.client import PersonClient
from tests.conftest import Stage
from tests.dialogues.readers import words

PEOPLE = {"Ana": "U_ANA", "Ben": "U_BEN", "Chiara": "U_CHI", "Deploy Bot": "U_OTHERBOT"}


@dataclass
class Scene:
    """What the steps of a dialogue share."""

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
        """Names as Slack writes them."""
        text = text.replace("@coach", f"<@{self.stage.coach}>")
        for name, person in PEOPLE.items():
            text = text.replace(f"@{name}", f"<@{person}>")
        return text

    def client(self, who: str) -> PersonClient:
        """What a person does in Slack."""
        return self.stage.server.person(PEOPLE[who])

    def dm_of(self, who: str) -> str:
        """The direct message of a person and the coach."""
        return self.client(who).dm_channel

    def messages(self) -> list[Json]:
        """Every message of the coach's, by time."""
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
        """Messages that are new or changed since the last look."""
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
        """What this person can use, with where it stands: a modal covers all, then the newest."""
        server = self.stage.server
        home, modals = server.home(person), server.modals(person)
        seen = [m for m in self.messages() if m.get("ephemeral_to") in (None, person)]
        ordered = seen if oldest else list(reversed(seen))
        for target in [*modals[-1:], *ordered, *([home] if home else [])]:
            for block in target.get("blocks", []):
                accessory = [block["accessory"]] if "accessory" in block else []
                for element in [*block.get("elements", []), *accessory]:
                    if "action_id" in element:
                        yield target, element
