"""A local workspace with a manual clock, and schedulers that send nudges to it."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import update

from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import ALWAYS, Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.pace import Rate
from bot.scheduler import Rhythm, Scheduler
from bot.slack.api.messenger import Messenger
from bot.slack.api.users import People
from bot.slack.app.bolt import web_client
from bot.slack.app.manifest import manifest
from bot.slack.home.home import show_home
from bot.slack.routing.services import Services
from bot.store.nudge_ports import ClaimedSchedule, Nudges
from bot.store.nudges import DatabaseNudges
from bot.store.tables import schedules
from bot.work import BoundedExecutor, Work
from ingest.outline import outline
from knowledge.model import Catalogue
from sandbox.model import Json, Person
from sandbox.run import Server, serve
from sandbox.workspace import Workspace
from tests.bot.failing_connection import FailingConnection, open_failing_connection
from tests.bot.web_client import FakeKnowledge
from tests.conftest import SKILLS, no_sleep
from tests.fakes.nudges import MemoryNudges
from tests.fakes.stores import MemoryClaims, MemoryConversations, MemoryLearning, MemorySignals

MONDAY = datetime.fromisoformat("2026-11-23T10:00+00:00").timestamp()
"""Everybody's regular time, in UTC."""
DAY, HOUR, WEEK = 86_400.0, 3_600.0, 7 * 86_400.0
AT_ONCE = Rhythm(rate=Rate(1000, 1000), pause_seconds=0)
ON = Preferences(mode=Mode.ON)


class FakeSkills(FakeKnowledge):
    """The packaged document, without a model."""

    def __init__(self) -> None:
        self._catalogue = Catalogue((outline(SKILLS.read_text("utf-8"), SKILLS.name),))

    def catalogue(self) -> Catalogue:
        return self._catalogue


@dataclass
class Time:
    """A clock that only changes when set, in seconds since 1970."""

    now: float = MONDAY

    def __call__(self) -> float:
        return self.now


@dataclass
class NudgeWorkspace:
    """The workspace, the connection to it, the bot's services, and the seconds they slept."""

    server: Server
    connection: FailingConnection
    services: Services
    time: Time
    waits: list[float]

    @property
    def team(self) -> str:
        """The workspace's id."""
        return self.server.workspace.team.id

    def scheduler(self, rhythm: Rhythm = AT_ONCE, **changes: object) -> Scheduler:
        """Return a scheduler as after a start; ``changes`` replace some of its services."""

        async def sleep(seconds: float) -> None:
            self.waits.append(seconds)
            self.time.now += seconds

        services = replace(self.services, **changes)  # type: ignore[arg-type]
        return Scheduler(services, rhythm, sleep=sleep, seconds=self.time)

    def add_person(self, person: str, tz: str = "UTC") -> None:
        """Add a person to the workspace."""
        self.server.workspace.people[person] = Person(person, person.lower(), person, tz)

    async def add_schedule(self, subject: str = "U_EVE", **more: object) -> Schedule:
        """Store a schedule that is due now, by default for a new person."""
        if subject not in self.server.workspace.people and subject.startswith("U"):
            self.add_person(subject)
        now = self.time.now
        made = Schedule(
            self.team, subject, NudgeKind.WEEKLY, subject, ON, now - WEEK, now, now - WEEK
        )
        made = replace(made, **more)  # type: ignore[arg-type]
        await self.services.nudges.put(made)
        return made

    async def add_people(self, number: int) -> list[str]:
        """Add people who are all due now, and return their ids."""
        people = [f"U_{n:03}" for n in range(number)]
        for person in people:
            await self.add_schedule(person)
        return people

    async def add_prompt(self, channel: str, setter: str = "U_ANA") -> Schedule:
        """Store a channel's weekly prompt that is due now."""
        preferences = replace(ALWAYS, weekday=0, zone="UTC")
        return await self.add_schedule(
            channel, kind=NudgeKind.PROMPT, person=setter, preferences=preferences
        )

    def messages_to(self, person: str = "U_EVE") -> list[Json]:
        """Return the coach's direct messages to a person."""
        return self.messages_in(self.server.person(person).dm_channel)

    def message_counts(self, people: Sequence[str]) -> list[int]:
        """Return how many messages each of them got."""
        return [len(self.messages_to(person)) for person in people]

    async def assert_sent_once(self, person: str = "U_EVE") -> None:
        """Check that they got one message, and that the ledger agrees."""
        (message,) = self.messages_to(person)
        (line,) = await self.services.nudges.sent(self.team, person, 0)
        assert (line.channel, line.ts) == (message["channel"], message["ts"])

    def messages_in(self, channel: str) -> list[Json]:
        """Return the coach's messages in a channel."""
        bot = self.server.workspace.bot_user
        return [message for message in self.server.messages(channel) if message["user"] == bot]

    async def claim(self) -> ClaimedSchedule:
        """Claim and return the one schedule that is due."""
        (claimed,) = await self.services.nudges.claim(self.time.now, 10)
        return claimed

    async def expire_claims(self) -> None:
        """Expire all claims."""
        store = self.services.nudges
        if isinstance(store, MemoryNudges):
            store.rows = {key: replace(row, leased_until=0.0) for key, row in store.rows.items()}
        elif isinstance(store, DatabaseNudges):
            async with store.database.transaction() as connection:
                await connection.execute(update(schedules).values(leased_until=0.0))

    async def get_schedule(self, subject: str = "U_EVE") -> Schedule:
        """Return a stored schedule."""
        found = await self.services.nudges.get(self.team, subject)
        assert found is not None
        return found


@asynccontextmanager
async def open_workspace(
    nudges: Nudges | None = None, granted: Callable[[str], bool] = bool
) -> AsyncIterator[NudgeWorkspace]:
    """Yield a new workspace; ``granted`` decides which of the manifest's scopes the coach has."""
    time, executor, app_manifest = Time(), BoundedExecutor(), manifest()
    workspace = Workspace.from_manifest(app_manifest, clock=time)
    app = workspace.app
    workspace.app = replace(app, scopes=frozenset(filter(granted, app.scopes)))
    async with serve(workspace) as server, open_failing_connection(server.url) as between:
        client = web_client(workspace.bot_token, f"{between.url}/api/", sleep=no_sleep)
        services = Services(
            knowledge=FakeSkills(),
            claims=MemoryClaims(),
            conversations=MemoryConversations(),
            signals=MemorySignals(),
            learning=MemoryLearning(),
            nudges=nudges or MemoryNudges(),
            messenger=Messenger(client, sleep=no_sleep),
            people=People(client, time),
            work=Work(),
            executor=executor,
            clock=time,
            draw_home=show_home,
        )
        yield NudgeWorkspace(server, between, services, time, [])
        await services.work.drain(5, 1)
        executor.close()
