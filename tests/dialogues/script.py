"""Dialogues as data: what people do in the local workspace, and what the coach must answer.

A dialogue is a name and steps. A step is one line of YAML, `who, where: what`:

    - Ana, in backend: "@coach How do I version an API?"     says it; a text with / is a command
    - Ana, thread: "what else?"                            in the thread of the last message
    - Ana, DM: "hello"
    - Ana, edits: "new words"                              her last message
    - Ana, deletes: it
    - Ana, clicks: "API Development"                       a button's text, newest first
    - Ana, clicks twice: "Undo"                            before the coach can answer
    - Ana, shortcut: "Log as learned"                      on the last thing anybody said
    - Ana, finds: {typed: "words", ...}                    in the modal's search, and picks them
    - Ana, submits badly: {block id: value, ...}           the modal stays, with errors
    - Ana, chooses: "Remove"                               an option of a menu, newest first
    - Ana, logged: {skill: level, skill: ""}               before, by any of the ways to log
    - Ana, thumbs: down                                    or up, under the coach's last answer
    - Ana, submits: "words"                                into the first input of the modal,
                                                           or {block id: value, ...}
    - Ana, opens: home                                     or messages
    - Deploy Bot, thread: "done"                           another bot
    - coach, thread: [words, "!words"]                     one new reply there: has and lacks
    - coach, only Ana: [words]                             seen by her alone
    - coach, DM / home / modal / prompts / updated: [words]
    - coach, file: [words]                                 a file came into a DM, alt text and all
    - coach, both: [words]                                 two new replies, both private
    - coach, wrong: [words]                                what the modal says is wrong
    - coach, silent: yes                                   nothing new anywhere
    - coach, gone: yes                                     its last reply was withdrawn
"""

import asyncio
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
from tests.dialogues.logs import log
from tests.dialogues.reading import entered, has, label, searched, words

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
    files: int = 0
    found: list[Json] = field(default_factory=list)
    wrong: Json = field(default_factory=dict)
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
            await client.submit(view, entered(view, what) | self._picked(view))
        elif where == "submits badly":
            view = self.stage.server.modals(person)[-1]
            self.wrong = await client.submit(view, entered(view, what) | self._picked(view))
        elif where == "finds":
            view = self.stage.server.modals(person)[-1]
            self.found += [await self._find(client, view, *one) for one in what.items()]
        elif where == "shortcut":
            await self._use_shortcut(client, what)
        elif where == "clicks twice":
            target, action_id = self._button(person, what)
            clicks = (client.click(target, action_id) for _ in range(2))
            await asyncio.gather(*clicks)
        elif where == "clicks":
            target, action_id = self._button(person, what)
            await client.click(target, action_id)
        elif where == "logged":
            await log(self.stage, person, what)
        elif where == "chooses":
            await client.choose(*self._option(person, what))
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
            answer = await client.command(self.channel, self._marked(text))
            assert answer["ok"], answer
            return
        ws = self.stage.server.workspace
        message = talking.say(ws, person, self.channel, self._marked(text), thread)
        self.thread = thread or message.ts
        self.last_said[who] = (self.channel, message.ts)

    async def _use_shortcut(self, client: PersonClient, name: str) -> None:
        """On the latest message of a person's."""
        offered = {s["name"]: s["callback_id"] for s in self.stage.server.workspace.app.shortcuts}
        channel, ts = list(self.last_said.values())[-1]
        await client.shortcut(offered[name], {"channel": channel, "ts": ts})

    async def _find(self, client: PersonClient, view: Json, typed: str, wanted: str) -> Json:
        """The option with these words, among those that the modal's search offers."""
        answer = await client.options(view, searched(view)[1], typed)
        groups = [*answer.get("option_groups", []), answer]
        options = [option for group in groups for option in group.get("options", [])]
        for option in options:
            if wanted in label(option):
                return dict(option)
        raise AssertionError(f"{typed} does not find {wanted}: {[label(o) for o in options]}")

    def _picked(self, view: Json) -> Json:
        """What was found and picked, as the modal's state; it is sent once."""
        picked, self.found = self.found, []
        if not picked:
            return {}
        block_id, action_id = searched(view)
        return {block_id: {action_id: picked}}

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

    def _button(self, person: str, text: str) -> tuple[Json, str]:
        for target, element in self._elements(person):
            if element.get("text", {}) and text == label(element):
                return target, element["action_id"]
        raise AssertionError(f"there is no button “{text}”")

    def _option(self, person: str, text: str) -> tuple[Json, str, str]:
        for target, element in self._elements(person):
            for option in element.get("options", []):
                if text == label(option):
                    return target, element["action_id"], option["value"]
        raise AssertionError(f"there is no option “{text}”")

    def _elements(self, person: str) -> Iterator[tuple[Json, Json]]:
        """What this person can use, with where it stands: a modal covers all, then the newest."""
        server = self.stage.server
        home, modals = server.home(person), server.modals(person)
        seen = [m for m in self._messages() if m.get("ephemeral_to") in (None, person)]
        for target in [*modals[-1:], *reversed(seen), *([home] if home else [])]:
            for block in target.get("blocks", []):
                accessory = [block["accessory"]] if "accessory" in block else []
                for element in [*block.get("elements", []), *accessory]:
                    if "action_id" in element:
                        yield target, element

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
            if message.get("files"):
                continue
            key, now = (message["channel"], message["ts"]), words(message)
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
            has(json.dumps(shown, ensure_ascii=False), what)
            return
        if where == "file":
            has(json.dumps(self._file(), ensure_ascii=False), what)
            return
        if where == "gone":
            assert self.last_reply is not None
            ids = [(m["channel"], m["ts"]) for m in self._messages()]
            assert (self.last_reply["channel"], self.last_reply["ts"]) not in ids
            return
        if where == "wrong":
            assert self.wrong.get("response_action") == "errors", self.wrong
            has(json.dumps(self.wrong, ensure_ascii=False), what)
            return
        news = self._news()
        if where == "both":
            assert len(news) == 2, [words(m) for m in news]
            assert all(m.get("ephemeral_to") for m in news), "not private"
            has(" ".join(words(m) for m in news), what)
            return
        if where == "silent":
            assert not news, [words(m) for m in news]
            assert len(self._files()) == self.files, "a file"
            return
        assert len(news) == 1, [words(m) for m in news]
        self.last_reply = news[0]
        self._in_place(news[0], where)
        has(words(news[0]), what)

    def _file(self) -> Json:
        """The latest message with a file, which must be new."""
        files = self._files()
        assert files[self.files :], "no file came"
        self.files = len(files)
        return files[-1]

    def _files(self) -> list[Json]:
        return [message for message in self._messages() if message.get("files")]

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
