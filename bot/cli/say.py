"""`coach say` and `coach chat`: what the coach does with a message, without Slack.

Both run the code that serves Slack's messages, on a temporary database: nothing is kept.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import Batch, JsonOption, json_lines, print_json, print_text
from bot.cli.person import parse_user_id

if TYPE_CHECKING:
    from bot.assemble import KnowledgeService
    from bot.coaching.learning.entries import Entry
    from bot.coaching.messages.intent import Place, Request
    from bot.slack.api.blocks import Block, Message
    from bot.slack.learning.log_skills import Reply
    from bot.slack.routing.services import Services
    from knowledge.model import Skill, Turn

NOBODY = "U0LOCAL"
WORKSPACE = "T0LOCAL"
CLAIM_SECONDS = 60.0
LEAVE = frozenset({"exit", "quit", "bye"})
HELLO = "Write to the coach as you would in Slack. `exit` or Ctrl-D ends it; nothing is kept."

Place_ = Annotated[str, typer.Option("--in", help="Where it is written: dm, channel or learned.")]
User_ = Annotated[
    str, typer.Option("--user", help="Answer as for this Slack user, with what they logged.")
]


@dataclass
class Said:
    """What the coach did with one message."""

    text: str
    place: str
    intents: list[str]
    replies: list[str] = field(default_factory=list)
    logged: list[Entry] = field(default_factory=list)
    asked: list[Skill] = field(default_factory=list)

    @property
    def intent(self) -> str:
        """The first intent; ``none`` for a report of which nothing would be logged or asked."""
        first = self.intents[0]
        return "none" if first == "log" and not (self.logged or self.asked) else first

    def as_dict(self) -> dict[str, Any]:
        """Return it in the JSON format of the contract."""
        from bot.coaching.learning.learner_state import day_of

        return {
            "in": self.place,
            "text": self.text,
            "intent": self.intent,
            "intents": self.intents,
            "reply": "\n\n".join(self.replies),
            "logged": [
                {"skill": e.skill, "day": day_of(e), "level": e.level.label if e.level else None}
                for e in self.logged
            ],
            "asked": [skill.text for skill in self.asked],
        }


def say(
    text: Annotated[str | None, typer.Argument(help="The message.")] = None,
    place: Place_ = "dm",
    user: User_ = "",
    as_json: JsonOption = False,
    batch: Batch = None,
) -> None:
    """Show what the coach does with a message, without Slack and without keeping anything."""
    from bot.cli.context import load_command_settings, open_service
    from knowledge.errors import InputError

    if (text is None) == (batch is None):
        raise InputError("Give either a message or --batch FILE.")
    if text is not None and not text.strip():
        raise InputError("The message is empty. Write one, for example `coach say learned Docker`.")
    rows = json_lines(batch, "text") if batch else [{"text": text, "in": place}]
    for row in rows:
        parse_place(str(row.get("in") or place))
    person = parse_user_id(user) if user else NOBODY
    url = load_command_settings().database_url if user else ""
    with open_service() as knowledge:
        said = asyncio.run(_say_all(knowledge, rows, place, person, url))
    for row, each in zip(rows, said, strict=True):
        if as_json or batch:
            print_json(({"id": row["id"]} if "id" in row else {}) | each.as_dict())
        else:
            print_text("\n\n".join(each.replies))


def chat(user: User_ = "") -> None:
    """Talk with the coach in the terminal. It remembers the conversation, and keeps nothing."""
    from bot.cli.context import load_command_settings, open_service

    person = parse_user_id(user) if user else NOBODY
    url = load_command_settings().database_url if user else ""
    with open_service() as knowledge:
        print_text(HELLO)
        asyncio.run(_chat(knowledge, person, url))


def parse_place(name: str) -> Place:
    """Return where a message is written.

    Raises:
        InputError: it is none of the three places.
    """
    from bot.coaching.messages.intent import Place
    from knowledge.errors import InputError

    try:
        return Place(name)
    except ValueError:
        raise InputError(f"“{name}” isn't a place. Use --in dm, channel or learned.") from None


async def _say_all(
    knowledge: KnowledgeService,
    rows: Sequence[Mapping[str, Any]],
    place: str,
    person: str,
    database_url: str,
) -> list[Said]:
    log = await _log_of(database_url, person) if database_url else []
    async with local_services(knowledge) as services:
        said = []
        for number, row in enumerate(rows):
            who = f"{person}-{number}"  # each message finds the person as they were
            await services.learning.append([_moved(entry, who) for entry in log])
            where = parse_place(str(row.get("in") or place))
            said.append(await serve(services, str(row["text"]), where, who, number))
        return said


async def _chat(knowledge: KnowledgeService, person: str, database_url: str) -> None:
    from bot.coaching.messages.intent import Place
    from knowledge.model import Turn

    log = await _log_of(database_url, person) if database_url else []
    async with local_services(knowledge) as services:
        await services.learning.append([_moved(entry, person) for entry in log])
        history: list[Turn] = []
        number = 0
        while (line := await asyncio.to_thread(_read_line)) is not None:
            if line.strip().lower() in LEAVE:
                return
            if not line.strip():
                continue
            number += 1
            said = await serve(services, line, Place.DM, person, number, history)
            print_text("\n\n".join(said.replies) + "\n")
            history += [Turn("person", line), Turn("coach", "\n".join(said.replies))]
            del history[:-8]


def _read_line() -> str | None:
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


async def serve(
    services: Services,
    text: str,
    place: Place,
    person: str,
    number: int,
    history: Sequence[Turn] = (),
) -> Said:
    """Read and serve one message, as Slack's handlers do."""
    from bot.coaching.messages.intent import Intent, Place
    from bot.coaching.messages.reader import read_message
    from bot.slack.app.commands import DIALOGUE
    from bot.slack.routing.question import AskedQuestion

    requests: tuple[Request, ...] = await services.executor.run(
        lambda: read_message(text, place, services.classify)
    )
    said = Said(text, place.value, [request.intent.value for request in requests])
    ts = f"{number}.0"
    who = AskedQuestion(WORKSPACE, "D0LOCAL", ts, ts, person, text, direct=True)
    for part, request in enumerate(requests):
        if request.intent is Intent.ASK:
            said.replies.append(await _answer(services, request.text, history))
            continue
        reply: Reply = await DIALOGUE.reply(
            services, who, request, f"say:{number}/{part}", bare=place is Place.LEARNED
        )
        said.replies += [render(message) for message in reply.messages]
        said.logged += reply.entries
        said.asked += reply.asked
    return said


async def _answer(services: Services, question: str, history: Sequence[Turn]) -> str:
    answer = await services.executor.run(lambda: services.knowledge.answer(question, history))
    return answer.text


def render(message: Message) -> str:
    """Return a message as text for a terminal: its blocks, with buttons in brackets."""
    lines = [line for block in message.blocks for line in _lines(block)]
    return "\n".join(lines) or message.text


def _lines(block: Block) -> list[str]:
    from bot.slack.api.mrkdwn import plain

    if block["type"] in ("section", "header"):
        return [plain(block["text"]["text"]).replace("*", "")]
    if block["type"] == "context":
        return [plain(str(e.get("text") or "")).replace("*", "") for e in block["elements"]]
    if block["type"] != "actions":
        return []
    shown = []
    for element in block["elements"]:
        if element["type"] == "button":
            shown.append(f"[{element['text']['text']}]")
        elif element["type"] == "checkboxes":
            shown += [f"[x] {option['text']['text']}\n" for option in element["options"]]
    return ["".join(shown).rstrip() if "\n" in "".join(shown) else " ".join(shown)]


@asynccontextmanager
async def local_services(knowledge: KnowledgeService) -> AsyncIterator[Services]:
    """Yield services on a database in a temporary folder; they never call Slack."""
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.coaching.learning.availability import Availability
    from bot.runtime import build_services
    from bot.slack.api.messenger import Messenger
    from bot.slack.api.users import People
    from bot.store.database import open_database
    from bot.store.nudges import DatabaseNudges
    from bot.work import BoundedExecutor

    class Nobody(People):
        """Knows nothing about people, instead of asking Slack."""

        async def about(
            self,
            workspace: str,  # noqa: ARG002 - as in People
            persons: Sequence[str],  # noqa: ARG002
            seconds: float = 0.0,  # noqa: ARG002
        ) -> Mapping[str, Availability]:
            return {}

    async def no_home(services: Services, workspace: str, person: str, page: int) -> None:
        """Draw nothing: there is no Home tab here."""

    client, executor = AsyncWebClient(), BoundedExecutor()
    with TemporaryDirectory(prefix="coach-say-") as folder:
        database = await open_database(f"sqlite+aiosqlite:///{folder}/say.db")
        nudges, people = DatabaseNudges(database, CLAIM_SECONDS), Nobody(client, time.time)
        services = build_services(
            knowledge, database, nudges, Messenger(client), people, executor, time.time
        )
        services = replace(services, draw_home=no_home, writer=None, asker=None)
        try:
            yield services
        finally:
            await services.work.drain(1.0, 1.0)
            await database.close()
            executor.close()


async def _log_of(database_url: str, person: str) -> list[Entry]:
    """Return what a person logged, in all workspaces, oldest first."""
    from bot.store.database import open_database
    from bot.store.learning import DatabaseLearning
    from bot.store.personal_data_tables import find_workspaces

    database = await open_database(database_url)
    try:
        learning = DatabaseLearning(database)
        workspaces = await find_workspaces(database, person)
        return [entry for each in workspaces for entry in await learning.of(each, person)]
    finally:
        await database.close()


def _moved(entry: Entry, person: str) -> Entry:
    return replace(entry, workspace=WORKSPACE, person=person)
