"""A local workspace whose time stands still until it is moved, and coaches that nudge there."""

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
from bot.store.nudge_ports import Claimed, Nudges
from bot.store.nudges import DatabaseNudges
from bot.store.tables import schedules
from bot.work import BoundedExecutor, Work
from ingest.outline import outline
from knowledge.model import Catalogue
from sandbox.model import Json, Person
from sandbox.run import Server, serve
from sandbox.workspace import Workspace
from tests.bot.failing_connection import Wire, wire
from tests.bot.web_client import Knows
from tests.conftest import SKILLS, no_waiting
from tests.fakes.nudges import MemoryNudges
from tests.fakes.stores import MemoryClaims, MemoryConversations, MemoryLearning, MemorySignals

MONDAY = datetime.fromisoformat("2026-11-23T10:00+00:00").timestamp()
"""The regular time of everybody in UTC."""
DAY, HOUR, WEEK = 86_400.0, 3_600.0, 7 * 86_400.0
AT_ONCE = Rhythm(rate=Rate(1000, 1000), pause_seconds=0)
ON = Preferences(mode=Mode.ON)


class KnowsSkills(Knows):
    """The packaged document, without a model."""

    def __init__(self) -> None:
        self._catalogue = Catalogue((outline(SKILLS.read_text("utf-8"), SKILLS.name),))

    def catalogue(self) -> Catalogue:
        return self._catalogue


@dataclass
class Time:
    """What the clock shows, in seconds since 1970."""

    now: float = MONDAY

    def __call__(self) -> float:
        return self.now


@dataclass
class Town:
    """The workspace with its people, the wire to it, the coach's desk, and how long it waited."""

    server: Server
    wire: Wire
    services: Services
    time: Time
    waits: list[float]

    @property
    def team(self) -> str:
        """The workspace's id."""
        return self.server.workspace.team.id

    def coach(self, rhythm: Rhythm = AT_ONCE, **changes: object) -> Scheduler:
        """A replica, as after a start; ``changes`` are parts of the desk."""

        async def sleep(seconds: float) -> None:
            self.waits.append(seconds)
            self.time.now += seconds

        services = replace(self.services, **changes)  # type: ignore[arg-type]
        return Scheduler(services, rhythm, sleep=sleep, seconds=self.time)

    def settle(self, person: str, tz: str = "UTC") -> None:
        """Somebody moves in."""
        self.server.workspace.people[person] = Person(person, person.lower(), person, tz)

    async def wishes(self, subject: str = "U_EVE", **more: object) -> Schedule:
        """A schedule that is to be looked at now: by default a person's, who moves in."""
        if subject not in self.server.workspace.people and subject.startswith("U"):
            self.settle(subject)
        now = self.time.now
        made = Schedule(
            self.team, subject, NudgeKind.WEEKLY, subject, ON, now - WEEK, now, now - WEEK
        )
        made = replace(made, **more)  # type: ignore[arg-type]
        await self.services.nudges.put(made)
        return made

    async def crowd(self, number: int) -> list[str]:
        """So many people who are all due now."""
        people = [f"U_{n:03}" for n in range(number)]
        for person in people:
            await self.wishes(person)
        return people

    async def prompts(self, channel: str, setter: str = "U_ANA") -> Schedule:
        """A channel's weekly prompt that is due now."""
        wished = replace(ALWAYS, weekday=0, zone="UTC")
        return await self.wishes(channel, kind=NudgeKind.PROMPT, person=setter, preferences=wished)

    def got(self, person: str = "U_EVE") -> list[Json]:
        """What the coach said to a person directly."""
        return self.posted(self.server.person(person).dm_channel)

    def each_got(self, people: Sequence[str]) -> list[int]:
        """How many messages each of them got."""
        return [len(self.got(person)) for person in people]

    async def once(self, person: str = "U_EVE") -> None:
        """They got one message, and the ledger says so."""
        (message,) = self.got(person)
        (line,) = await self.services.nudges.sent(self.team, person, 0)
        assert (line.channel, line.ts) == (message["channel"], message["ts"])

    def posted(self, channel: str) -> list[Json]:
        """What the coach said in a channel."""
        bot = self.server.workspace.bot_user
        return [said for said in self.server.messages(channel) if said["user"] == bot]

    async def claim(self) -> Claimed:
        """The one schedule that is due."""
        (claimed,) = await self.services.nudges.claim(self.time.now, 10)
        return claimed

    async def claims_end(self) -> None:
        """So much time passes that whoever holds a claim has lost it."""
        held = self.services.nudges
        if isinstance(held, MemoryNudges):
            held.rows = {key: replace(row, leased_until=0.0) for key, row in held.rows.items()}
        elif isinstance(held, DatabaseNudges):
            async with held.database.transaction() as connection:
                await connection.execute(update(schedules).values(leased_until=0.0))

    async def schedule(self, subject: str = "U_EVE") -> Schedule:
        """A schedule as it stands."""
        found = await self.services.nudges.get(self.team, subject)
        assert found is not None
        return found


@asynccontextmanager
async def town(
    nudges: Nudges | None = None, granted: Callable[[str], bool] = bool
) -> AsyncIterator[Town]:
    """A fresh one; ``granted`` says which of the manifest's scopes the coach has there."""
    time, executor, told = Time(), BoundedExecutor(), manifest()
    workspace = Workspace.from_manifest(told, clock=time)
    app = workspace.app
    workspace.app = replace(app, scopes=frozenset(filter(granted, app.scopes)))
    async with serve(workspace) as server, wire(server.url) as between:
        client = web_client(workspace.bot_token, f"{between.url}/api/", sleep=no_waiting)
        services = Services(
            knowledge=KnowsSkills(),
            claims=MemoryClaims(),
            conversations=MemoryConversations(),
            signals=MemorySignals(),
            learning=MemoryLearning(),
            nudges=nudges or MemoryNudges(),
            messenger=Messenger(client, sleep=no_waiting),
            people=People(client, time),
            work=Work(),
            executor=executor,
            clock=time,
            draw_home=show_home,
        )
        yield Town(server, between, services, time, [])
        await services.work.drain(5, 1)
        executor.close()
