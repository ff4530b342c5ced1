"""Dialogues as data: what people do in the local workspace, and what the coach must answer.

A dialogue is a name and steps. A step is one line of YAML, `who, where: what`:

    - Ana, in backend: "@coach How do I version an API?"     says it; a text with / is a command
    - Ana, thread: "what else?"                            in the thread of the last message
    - Ana, DM: "hello"
    - Ana, edits: "new words"                              her last message
    - Ana, deletes: it
    - Ana, clicks: "API Development"                       a button's text, newest first
    - Ana, thumbs: down                                    or up, under the coach's last answer
    - Ana, submits: "words"                                into the first input of the modal
    - Ana, opens: home                                     or messages
    - Deploy Bot, thread: "done"                           another bot
    - coach, thread: [words, "!words"]                     one new reply there: has and lacks
    - coach, only Ana: [words]                             seen by her alone
    - coach, DM / home / modal / prompts / updated: [words]
    - coach, silent: yes                                   nothing new anywhere
    - coach, gone: yes                                     its last reply was withdrawn
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sandbox.model import Json
from sandbox.people import talking
from sandbox.people.client import PersonClient
from tests.conftest import Stage

FOLDER = Path(__file__).parent
PEOPLE = {"Ana": "U_ANA", "Ben": "U_BEN", "Chiara": "U_CHI", "Deploy Bot": "U_OTHERBOT"}


@dataclass(frozen=True)
class Dialogue:
    """A conversation: its name, and (who, where, what) for each step."""

    name: str
    steps: tuple[tuple[str, str, Any], ...]


def dialogues() -> Iterator[Dialogue]:
    """Every dialogue of this folder's YAML files."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for told in yaml.safe_load(path.read_text("utf-8")):
            steps = tuple(_step(one) for one in told["steps"])
            yield Dialogue(f"{path.stem}: {told['name']}", steps)


def _step(told: dict[str, Any]) -> tuple[str, str, Any]:
    ((key, what),) = told.items()
    who, where = (part.strip() for part in key.split(",", 1))
    return who, where, what


@dataclass
class Play:
    """One dialogue under way on a stage."""

    stage: Stage
    channel: str = "C_BACKEND"
    thread: str = ""
    last_said: dict[str, tuple[str, str]] = field(default_factory=dict)
    last_reply: Json | None = None
    seen: dict[tuple[str, str], str] = field(default_factory=dict)

    async def run(self, dialogue: Dialogue) -> None:
        """Acts every step; a step of the coach's is checked once all is quiet."""
        for number, (who, where, what) in enumerate(dialogue.steps, 1):
            try:
                if who == "coach":
                    self._check(where, what)
                else:
                    await self._act(who, where, what)
                    await self.stage.quiet()
            except AssertionError as error:
                told = f"step {number} ({who}, {where}): {error}"
                raise AssertionError(told) from None
        assert not self.stage.server.refused, [c.error for c in self.stage.server.refused]

    async def _act(self, who: str, where: str, what: Any) -> None:
        person = PEOPLE[who]
        client = self.stage.server.person(person)
        if where == "edits":
            await client.edit(*self.last_said[who], self._marked(what))
        elif where == "deletes":
            await client.delete(*self.last_said[who])
        elif where == "opens":
            await client.open_home(what)
        elif where == "thumbs":
            await self._judge(client, what == "up")
        elif where == "submits":
            view = self.stage.server.modals(person)[-1]
            block = next(b for b in view["blocks"] if b["type"] == "input")
            await client.submit(view, {block["block_id"]: {block["element"]["action_id"]: what}})
        elif where == "clicks":
            target, action_id = self._button(person, what)
            await client.click(target, action_id)
        else:
            await self._say(who, where, str(what))

    async def _say(self, who: str, where: str, text: str) -> None:
        person = PEOPLE[who]
        client = self.stage.server.person(person)
        thread = self.thread if where == "thread" else None
        if where == "DM":
            self.channel = client.dm_channel
        elif where != "thread":
            found = self.stage.server.workspace.conversations.named(where.removeprefix("in "))
            assert found is not None, f"there is no {where}"
            self.channel = found.id
        if text.startswith("/"):
            answer = await client.command(self.channel, text)
            assert answer["ok"], answer
            return
        ws = self.stage.server.workspace
        message = talking.say(ws, person, self.channel, self._marked(text), thread)
        self.thread = thread or message.ts
        self.last_said[who] = (self.channel, message.ts)

    async def _judge(self, client: PersonClient, helpful: bool) -> None:
        side = "positive_button" if helpful else "negative_button"
        for message in reversed(self._messages()):
            for block in message.get("blocks", []):
                if block["type"] == "context_actions":
                    element = block["elements"][0]
                    await client.click(message, element["action_id"], element[side]["value"])
                    return
        raise AssertionError("there is nothing to judge")

    def _marked(self, text: str) -> str:
        text = text.replace("@coach", f"<@{self.stage.coach}>")
        for name, person in PEOPLE.items():
            text = text.replace(f"@{name}", f"<@{person}>")
        return text

    def _button(self, person: str, label: str) -> tuple[Json, str]:
        server = self.stage.server
        home = server.home(person)
        views = [*reversed(server.modals(person)), *([home] if home else [])]
        for target in [*reversed(self._messages()), *views]:
            for block in target.get("blocks", []):
                for element in block.get("elements", []):
                    if element.get("text", {}) and label == _label(element):
                        return target, element["action_id"]
        raise AssertionError(f"there is no button “{label}”")

    def _messages(self) -> list[Json]:
        """Every message of the coach's, by time."""
        ws = self.stage.server.workspace
        found = []
        for channel in list(ws.conversations._channels):
            messages = [*self.stage.server.messages(channel)]
            messages += [m for m in _replies(self.stage, channel, messages) if m not in messages]
            found += [m for m in messages if m.get("user") == self.stage.coach]
        return sorted(found, key=lambda m: str(m["ts"]))

    def _news(self) -> list[Json]:
        """Messages that are new or changed since the last look."""
        news = []
        for message in self._messages():
            key, now = (message["channel"], message["ts"]), _words(message)
            if self.seen.get(key) != now:
                news.append(message)
                self.seen[key] = now
        return news

    def _check(self, where: str, what: Any) -> None:
        server = self.stage.server
        ana = PEOPLE["Ana"]
        if where in ("home", "modal", "prompts"):
            looks: dict[str, Callable[[], object]] = {
                "home": lambda: server.home(ana),
                "modal": lambda: server.modals(ana)[-1:],
                "prompts": lambda: server.prompts(ana),
            }
            shown = looks[where]()
            assert shown, f"there is no {where}"
            _has(json.dumps(shown, ensure_ascii=False), what)
            return
        if where == "gone":
            assert self.last_reply is not None
            ids = [(m["channel"], m["ts"]) for m in self._messages()]
            assert (self.last_reply["channel"], self.last_reply["ts"]) not in ids
            return
        news = self._news()
        if where == "silent":
            assert not news, [_words(m) for m in news]
            return
        assert len(news) == 1, [_words(m) for m in news]
        self.last_reply = news[0]
        self._in_place(news[0], where)
        _has(_words(news[0]), what)

    def _in_place(self, message: Json, where: str) -> None:
        hidden = message.get("ephemeral_to")
        if where.startswith("only "):
            assert hidden == PEOPLE[where.removeprefix("only ")], "not private"
            return
        assert not hidden, "private"
        if where in ("thread", "DM"):
            assert message["channel"] == self.channel, message["channel"]
            assert message.get("thread_ts") == self.thread, "not in the thread"
        elif where == "DM of Ana":
            assert message["channel"] == self.stage.server.person(PEOPLE["Ana"]).dm_channel


def _replies(stage: Stage, channel: str, roots: list[Json]) -> Iterator[Json]:
    for root in roots:
        if root.get("reply_count") or root.get("deleted"):
            yield from stage.server.messages(channel, root["ts"])


def _label(element: Json) -> str:
    text = element["text"]
    return str(text["text"] if isinstance(text, dict) else text)


def _words(message: Json) -> str:
    return json.dumps([message["text"], _shown(message.get("blocks"))], ensure_ascii=False)


def _shown(part: Any) -> Any:
    """A part of a message without what buttons carry unseen."""
    if isinstance(part, dict):
        return {key: _shown(value) for key, value in part.items() if key != "value"}
    return [_shown(one) for one in part] if isinstance(part, list) else part


def _has(shown: str, wanted: list[str]) -> None:
    for words in wanted:
        if words.startswith("!"):
            assert words[1:] not in shown, f"“{words[1:]}” is in {shown}"
        else:
            assert words in shown, f"“{words}” is not in {shown}"
